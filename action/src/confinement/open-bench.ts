// Where code runs that a coder has a hand in: a copy of the checkout, as somebody else, unless the repository wants it otherwise.
import type { Work } from '../../../src/contract/request.ts';
import type { Job } from '../job.ts';
import { checkoutBench, type Workbench } from '../shell/workbench.ts';
import { openConfinedBench } from './confined-bench.ts';

export interface OpenBench extends Workbench {
  /** Ends what still runs there, and removes the copy. */
  close(): void;
}

type Confinement = Pick<Extract<Work, { command: 'review_pr' }>, 'isolation' | 'passEnvironment'>;

/** The copy is of the checkout as it is now. Throws `not_isolated` where this process cannot become somebody else. */
export function openBench(job: Job, { isolation, passEnvironment }: Confinement): OpenBench {
  if (isolation === 'required') return openConfinedBench(job, { pass: passEnvironment });
  return { ...checkoutBench(job), close: () => undefined };
}
