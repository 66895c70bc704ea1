// Hidden marks in what Chimera writes, by which it finds its own comment again after a crash. They are hints only:
// who wrote a comment is asked of GitHub.

export interface Marker {
  /** What the comment is, for example `acknowledge`. */
  readonly kind: string;
  readonly task: string;
  /** Tells several of one kind apart; `null` when there is only one. */
  readonly detail: string | null;
}

const word = /^[A-Za-z0-9_.-]{1,100}$/;

/** `<!-- chimera:ask:7-12-1:4 -->` */
export function marker(kind: string, task: string, detail: string | number | null = null): string {
  const words = [kind, task, ...(detail === null ? [] : [String(detail)])];
  const wrong = words.find((candidate) => !word.test(candidate));
  if (wrong !== undefined) throw new Error(`marker: "${wrong}" is not made of letters, digits, ".", "_" and "-"`);
  return `<!-- chimera:${words.join(':')} -->`;
}

/** The first mark in a text, or `null`. Text from users cannot hold one: `escape.ts` takes `<!--` apart. */
export function findMarker(text: string): Marker | null {
  const found = /<!-- chimera:([\w.-]{1,100}):([\w.-]{1,100})(?::([\w.-]{1,100}))? -->/.exec(text);
  const [, kind, task, detail = null] = found ?? [];
  return kind === undefined || task === undefined ? null : { kind, task, detail };
}
