// The comment commands, as data: parsing, the help text and the documentation all read this one list.

interface CommandDescription {
  readonly name: string;
  /** What may follow the name, as people read it; `null` for nothing. */
  readonly argument: string | null;
  /** What it does, as a sentence. */
  readonly does: string;
}

export const commandTable = [
  { name: 'help', argument: null, does: 'Lists these commands.' },
  { name: 'status', argument: null, does: 'Says where the task stands and what comes next.' },
  { name: 'why', argument: null, does: 'Names every gate that the task has to pass, and which one holds it.' },
  {
    name: 'start',
    argument: '[--dry-run]',
    does: 'Starts a task for this issue, or goes on with one that waits. With `--dry-run` it only says what would happen.',
  },
  {
    name: 'retry',
    argument: '[phase]',
    does: 'Tries again, with fresh limits: the phase that the task is in, or an earlier one (`test`, `code`, `review`, `staging`, `validation`).',
  },
  {
    name: 'cancel',
    argument: null,
    does: 'Ends the task: its run is cancelled, its pull request closed, its branch kept.',
  },
  { name: 'pause', argument: null, does: 'Stops before the next phase and gives the slot to another task.' },
  { name: 'resume', argument: null, does: 'Goes on after a pause.' },
  {
    name: 'approve',
    argument: null,
    does: 'Approves the change in the guardian’s place. The test must be green all the same.',
  },
  { name: 'reject', argument: '<why>', does: 'Sends the change back to the coder with this reason.' },
  { name: 'priority', argument: '<1-10>', does: 'Sets the priority; 10 is the most urgent.' },
  {
    name: 'guide',
    argument: '<what to do differently>',
    does: 'Tells the coder something more; one at work starts over with it.',
  },
  { name: 'update', argument: null, does: 'Accepts the issue’s text as it is now; the test is written anew.' },
  {
    name: 'doctor',
    argument: null,
    does: 'Checks what Chimera needs in this repository, one line each, with the fix.',
  },
] as const satisfies readonly CommandDescription[];

export type CommandName = (typeof commandTable)[number]['name'];

/** As it is written in a comment. */
export function usage({ name, argument }: CommandDescription): string {
  return argument === null ? `/chimera ${name}` : `/chimera ${name} ${argument}`;
}
