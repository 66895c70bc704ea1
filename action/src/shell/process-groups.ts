// Every command runs in a process group of its own, so that it can be ended with all its children, also when the
// action itself is told to stop.
const open = new Set<number>();

/** Remembers a group that must not outlive the action. */
export function watchGroup(group: number): void {
  open.add(group);
}

/** Lets a group live on, for example a deployed server. */
export function releaseGroup(group: number): void {
  open.delete(group);
}

/** Ends a group: politely, then after `patienceMs` for good. Resolves when no process of it is left. */
export async function endGroup(group: number, patienceMs = 2_000): Promise<void> {
  // What could not be started has none; to the system, group 0 is our own.
  if (group <= 0) return;
  const deadline = Date.now() + patienceMs;
  send(group, 'SIGTERM');
  while (send(group, 0) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  send(group, 'SIGKILL');
  open.delete(group);
}

/** Ends all groups at once; for the action's last moment, when nothing can be waited for. */
export function killGroups(): void {
  for (const group of open) send(group, 'SIGKILL');
  open.clear();
}

/** Whether the group exists. */
function send(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return true;
    return false;
  }
}
