// The `pre:` scripts of JavaScript actions, those inside composite actions too: they run before the first step.
import type { Conclusion } from '../host.ts';
import type { StepLog } from '../log/step-log.ts';
import { actionInputs } from '../step/action-inputs.ts';
import type { PlannedStep } from '../step/planned-step.ts';
import { runJavascript } from '../step/run-javascript.ts';
import { evaluateCondition, evaluateMap } from '../workflow/expression.ts';
import { type Frame, frameScope } from './job-state.ts';
import { stepName } from './run-step.ts';
import { withLimit } from './step-limit.ts';

type RunAs = (name: string, work: (log: StepLog) => Promise<Conclusion>) => Promise<void>;

export async function runPreSteps(steps: PlannedStep[], frame: Frame, runAs: RunAs): Promise<void> {
  for (const planned of steps) {
    const { action, step } = planned;
    if (action?.kind === 'composite') await runPreSteps(action.steps, frame, runAs);
    if (action?.kind !== 'javascript' || action.manifest.runs.kind !== 'javascript') continue;
    const { pre } = action.manifest.runs;
    if (!pre) continue;
    await runAs(`Pre ${stepName(planned, frame)}`, async (log) => {
      const env = evaluateMap(step.env, frameScope(frame));
      if (!evaluateCondition(pre.if ?? 'always()', frameScope(frame, env))) return 'skipped';
      const given = step.work.kind === 'uses' ? step.work.with : [];
      const inputs = actionInputs(given, action.manifest.inputs, frameScope(frame, env), log);
      const limit = { job: frame.job, minutes: undefined, survivesCancel: () => false };
      const { result } = await withLimit(limit, (signal) =>
        runJavascript(pre.file, { planned, action, inputs, env }, frame, log, signal),
      );
      if (result.outcome === 'failure') frame.failed = true;
      return result.outcome;
    });
  }
}
