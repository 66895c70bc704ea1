/** Artifacts: lists, one, its archive, and taking it away. */
import { downloadUrl } from '../../../downloads.ts';
import { artifactShape } from '../../../shapes/workflow-run.ts';
import type { Artifact } from '../../../world/repository.ts';
import { type Call, endpoint, seen } from '../../endpoint.ts';
import { counted } from '../../listing.ts';
import { ApiError, noContent, notFound, ok, type Reply } from '../../reply.ts';
import { artifactIn, runIn } from './find-record.ts';

const base = '/repos/{owner}/{repo}/actions';
const reads = { needs: [{ actions: 'read' }] } as const;

export const artifacts = [
  endpoint(`GET ${base}/artifacts`, reads, (call) => list(call, () => true)),
  endpoint(`GET ${base}/runs/{run_id}/artifacts`, reads, (call) => {
    const run = runIn(call);
    return list(call, (artifact) => artifact.run === run);
  }),
  endpoint(`GET ${base}/artifacts/{artifact_id}`, reads, (call) => ok(artifactShape(call.world, artifactIn(call)))),
  endpoint(`GET ${base}/artifacts/{artifact_id}/{archive_format}`, reads, (call) => {
    const artifact = artifactIn(call);
    if (call.parameters.archive_format !== 'zip') throw notFound();
    if (artifact.expiresMs <= call.world.now()) throw new ApiError(410, 'Artifact has expired');
    return { status: 302, headers: { location: downloadUrl(call.site, { kind: 'artifact', id: artifact.id }) } };
  }),
  endpoint(`DELETE ${base}/artifacts/{artifact_id}`, { needs: [{ actions: 'write' }] }, (call) => {
    const { id } = artifactIn(call);
    call.repository.artifacts.delete(id);
    call.world.changed({ kind: 'artifact', repository: call.repository, id });
    return noContent();
  }),
];

/** Newest first, unless `direction=asc` asks for the other way. */
function list(call: Call, wanted: (artifact: Artifact) => boolean): Reply {
  const { name, direction } = call.query;
  const shown = seen(call, call.repository.artifacts.values())
    .filter((artifact) => wanted(artifact) && (name === undefined || artifact.name === name))
    .sort((left, right) => (direction === 'asc' ? left.id - right.id : right.id - left.id));
  return counted(call, 'artifacts', shown, (artifact) => artifactShape(call.world, artifact));
}
