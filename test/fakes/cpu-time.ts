/**
 * Milliseconds of the processor that `work` takes. A text made to keep a reader busy takes many times what it may, on any machine; what
 * the clock says depends on what else the machine has to do.
 */
export async function cpuMsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
