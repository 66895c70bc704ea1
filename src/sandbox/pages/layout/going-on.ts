/** Whether a page has to be read again: something in its repository is not at its end. */
import type { Repository } from '../../world/repository.ts';

export function goingOn(repository: Repository): boolean {
  return (
    some(repository.workflowRuns.values(), (run) => run.status !== 'completed') ||
    some(repository.checkRuns.values(), (run) => run.status !== 'completed')
  );
}

function some<Item>(items: Iterable<Item>, test: (item: Item) => boolean): boolean {
  for (const item of items) if (test(item)) return true;
  return false;
}
