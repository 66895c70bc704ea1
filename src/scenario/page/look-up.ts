// The names of an issue against what is really on the page: "add" is the button "Add". What is not there yet stays as it was
// written, for that is what the feature has to bring.
import type { Form } from '../vocabulary/form.ts';
import type { Thing } from '../vocabulary/kinds-of-things.ts';
import { roleOf } from '../vocabulary/locator.ts';
import type { SeenElement } from './snapshot.ts';

/** A thing that a sentence names, and what on the page it was taken for. */
export interface NamedThing {
  readonly text: string;
  /** The word for its kind, `null` when it says none. */
  readonly control: string | null;
  /** `null`: the page has nothing of that name. */
  readonly seen: SeenElement | null;
}

/** Roles that people confuse, and what the vocabulary calls them. */
const pressed: Readonly<Record<string, string>> = {
  button: 'button',
  link: 'link',
  tab: 'tab',
  menuitem: 'menu item',
  switch: 'switch',
};
const filled = new Set(['textbox', 'searchbox', 'combobox', 'spinbutton']);

export interface Looking {
  readonly kind: Form['kind'];
  readonly seen: readonly SeenElement[];
  /** Hears of each name. */
  readonly note: (thing: NamedThing) => void;
}

/** The thing as it is on the page; as it was said where nothing, or more than one thing, fits. */
export function lookUp(thing: Thing, { kind, seen, note }: Looking): Thing {
  const { name, control } = thing;
  // A text is looked for as it stands; a name is of what is called a thing, or used as one.
  if (!name.quoted || (kind === 'assertion' && control === null)) return thing;
  const match = closest(name.text, { control, kind, seen });
  note({ text: name.text, control, seen: match });
  if (match === null) return thing;
  // Which of the things that can be pressed it is, the page knows better.
  const pressable = kind === 'action' && mayBePressed(control);
  return {
    name: { ...name, text: match.name },
    control: pressable ? (pressed[match.role] ?? control) : control,
  };
}

interface Looked extends Pick<Looking, 'kind' | 'seen'> {
  readonly control: string | null;
}

/** The same name in the role that is meant, else in one that is easily taken for it; several that fit are no help. */
function closest(text: string, { control, kind, seen }: Looked): SeenElement | null {
  const alike = seen.filter(({ name }) => plainName(name) === plainName(text) && plainName(text) !== '');
  const role = control === null ? null : roleOf(control);
  const ofRole = alike.filter((one) => one.role === role || (role === 'textbox' && filled.has(one.role)));
  const others = alike.filter((one) => one.role in pressed || (kind === 'action' && filled.has(one.role)));
  const fitting = ofRole.length > 0 ? ofRole : role === null || role in pressed ? others : [];
  const exact = fitting.filter(({ name }) => name === text);
  const left = exact.length > 0 ? exact : fitting;
  return left.length === 1 ? (left[0] ?? null) : null;
}

/** Upper case, signs and icons around a name are the page's decoration. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replaceAll(/\s+/g, ' ');
}

function mayBePressed(control: string | null): boolean {
  const role = control === null ? null : roleOf(control);
  return control === null || (role !== null && role in pressed);
}
