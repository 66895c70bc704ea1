// Whether runs of one slot wait for each other: without it, GitHub cancels the one that waited longest.
import { paths } from '../../paths.ts';
import { type Check, fine, problem, unanswered, unknown } from '../check.ts';
import { readPhaseWorkflow } from '../phase-workflow.ts';

export const queue: Check = {
  name: 'Queue',
  async run({ phaseWorkflow, queueMax }) {
    const answer = await phaseWorkflow();
    if (answer.kind === 'missing') return unknown('There is no phase workflow to look at.', null);
    if (answer.kind === 'refused') return unanswered(answer, 'contents: read');
    const reading = readPhaseWorkflow(answer.value);
    if (reading.kind === 'broken') return unknown('The phase workflow cannot be read.', null);
    const has = reading.workflow.queue === 'max';
    if (!queueMax) {
      return has
        ? problem('This server does not know "queue: max".', `Remove that line from ${paths.phaseWorkflow}.`)
        : fine('This server has no queue; Chimera starts again what was displaced.');
    }
    if (has) return fine('Runs of one slot wait for each other.');
    return problem(
      'A third run of one slot would cancel the one that waits.',
      `Write "queue: max" below "concurrency:" in ${paths.phaseWorkflow}.`,
    );
  },
};
