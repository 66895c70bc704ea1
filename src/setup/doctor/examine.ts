// Runs the checks: each within a limit of time, and none of them can stop another one.
import type { About, Check, Finding } from './check.ts';
import { allChecks } from './checks/all-checks.ts';

/** How long one check may take, in milliseconds. */
const checkMsMax = 20_000;

/** Never rejects. The findings come in the order of the checks. */
export async function examine(
  about: About,
  { checks = allChecks, msMax = checkMsMax }: { checks?: readonly Check[]; msMax?: number } = {},
): Promise<readonly Finding[]> {
  return await Promise.all(checks.map((check) => runWithin(check, about, msMax)));
}

async function runWithin(check: Check, about: About, msMax: number): Promise<Finding> {
  const { name } = check;
  const time = Promise.withResolvers<Finding>();
  const words = `GitHub did not answer within ${msMax / 1_000} seconds.`;
  const timer = setTimeout(() => time.resolve({ name, state: 'unknown', words, fix: 'Ask again later.' }), msMax);
  try {
    const found = check.run(about).then((outcome): Finding => ({ name, ...outcome }));
    return await Promise.race([found, time.promise]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, state: 'unknown', words: `The check itself failed: ${reason}`, fix: 'Tell the people of Chimera.' };
  } finally {
    clearTimeout(timer);
  }
}
