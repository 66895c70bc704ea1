/** Signed, short-lived addresses of artifacts and logs: the API redirects there, as GitHub does to its storage. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { zipSync } from 'fflate';
import type { Site } from './site.ts';
import type { Job, WorkflowRun } from './world/repository.ts';

/** GitHub's addresses are good for one minute. */
const lifetimeMs = 60_000;

export type Download =
  | { readonly kind: 'artifact'; readonly id: number }
  | { readonly kind: 'job-log'; readonly id: number }
  | { readonly kind: 'run-logs'; readonly id: number; readonly attempt: number };

export function downloadUrl(site: Site, download: Download): string {
  const attempt = download.kind === 'run-logs' ? `.${download.attempt}` : '';
  const what = `${download.kind}.${download.id}${attempt}.${site.world.now() + lifetimeMs}`;
  return `${site.world.url}/_sandbox/downloads/${what}?signature=${sign(site, what)}`;
}

/** Undefined when the address is not ours, has expired, or what it names is gone. */
export function readDownload(
  site: Site,
  what: string,
  signature: string,
): { bytes: Uint8Array; type: string; name: string } | undefined {
  const expected = Buffer.from(sign(site, what));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const [kind, id, ...rest] = what.split('.');
  if (Number(rest.at(-1)) < site.world.now()) return undefined;
  for (const repository of site.world.repositories.values()) {
    const artifact = kind === 'artifact' ? repository.artifacts.get(Number(id)) : undefined;
    if (artifact) return { bytes: artifact.zip, type: 'application/zip', name: `${artifact.name}.zip` };
    const job = kind === 'job-log' ? repository.jobs.get(Number(id)) : undefined;
    if (job) return { bytes: Buffer.from(job.log), type: 'text/plain; charset=utf-8', name: `${job.id}.txt` };
    const run = kind === 'run-logs' ? repository.workflowRuns.get(Number(id)) : undefined;
    if (run) return { bytes: logArchive(run, Number(rest[0])), type: 'application/zip', name: `logs_${run.id}.zip` };
  }
  return undefined;
}

function logArchive(run: WorkflowRun, attempt: number): Uint8Array {
  const jobs = [...run.repository.jobs.values()].filter((job: Job) => job.run === run && job.attempt === attempt);
  const files = jobs.map(
    (job, index) => [`${index}_${job.name.replaceAll('/', '_')}.txt`, Buffer.from(job.log)] as const,
  );
  return zipSync(Object.fromEntries(files));
}

function sign(site: Site, what: string): string {
  return createHmac('sha256', site.downloadKey).update(what).digest('base64url');
}
