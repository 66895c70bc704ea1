/** Artifacts of one attempt of a run, as its jobs see them. */
import { createHash } from 'node:crypto';
import type { ArtifactStore } from '../../runner/host.ts';
import type { Artifact, WorkflowRun } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';

const dayMs = 86_400_000;
const retentionDaysDefault = 90;

export function createArtifactStore(world: World, run: WorkflowRun): ArtifactStore {
  const { repository, attempt } = run;
  const all = (): Artifact[] => [...repository.artifacts.values()].filter((artifact) => artifact.run === run);
  // Jobs that an attempt does not repeat have left theirs in an earlier one.
  const named = (name: string): Artifact | undefined => all().findLast((artifact) => artifact.name === name);
  const newest = (): Artifact[] => [...new Map(all().map((artifact) => [artifact.name, artifact])).values()];
  return {
    put: async ({ name, zip, retentionDays, overwrite }) => {
      const known = all().find((artifact) => artifact.name === name && artifact.attempt === attempt);
      if (known && !overwrite) return { kind: 'conflict' };
      if (known) repository.artifacts.delete(known.id);
      const digest = `sha256:${createHash('sha256').update(zip).digest('hex')}`;
      const artifact: Artifact = {
        id: world.nextId(),
        writtenMs: world.now(),
        run,
        attempt,
        name,
        zip: Buffer.from(zip),
        digest,
        expiresMs: world.now() + (retentionDays ?? retentionDaysDefault) * dayMs,
      };
      repository.artifacts.set(artifact.id, artifact);
      world.changed({ kind: 'artifact', repository, id: artifact.id });
      return { kind: 'stored', id: artifact.id, digest };
    },
    get: async (name) => named(name)?.zip,
    list: async () => newest().map(({ name, id, zip }) => ({ name, id, size: zip.length })),
  };
}
