// The names of an issue against what is really on the page: "add" is the button "Add". What is not there yet stays as it was
// written, for that is what the feature has to bring.
import type { Form, Name, Parts } from '../vocabulary/form.ts';
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

/** The parts with names as they are on the page; each name that is asked for is told to `note`. */
export function resolveNames(
  parts: Parts,
  { kind, seen, note }: { kind: Form['kind']; seen: readonly SeenElement[]; note: (thing: NamedThing) => void },
): Parts {
  const control = parts.text('control')?.toLowerCase() ?? null;
  // A text is looked for as it stands; a name is of what is called a thing, or used as one.
  if (parts.text('name') === null || (kind === 'assertion' && control === null)) return parts;
  const named = parts.name('name');
  if (!named.quoted) return parts;
  const match = closest(named.text, { control, kind, seen });
  note({ text: named.text, control, seen: match });
  if (match === null) return parts;
  return {
    ...parts,
    name: (part): Name => (part === 'name' ? { ...named, text: match.name } : parts.name(part)),
    text(part) {
      if (part === 'name') return match.name;
      // Which of the things that can be pressed it is, the page knows better.
      if (part === 'control' && kind === 'action' && mayBePressed(control)) {
        return pressed[match.role] ?? parts.text('control');
      }
      return parts.text(part);
    },
  };
}

interface Looked {
  readonly control: string | null;
  readonly kind: Form['kind'];
  readonly seen: readonly SeenElement[];
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
