// The public actions that the sandbox replaces. All versions are the same one: the newest that the stand-in knows.
import { cache } from './cache.ts';
import { checkout } from './checkout.ts';
import { downloadArtifact } from './download-artifact.ts';
import { setupNode } from './setup-node.ts';
import type { StandIn } from './stand-in.ts';
import { uploadArtifact } from './upload-artifact.ts';

/** By lower-case name, without the version. */
export const standIns: ReadonlyMap<string, StandIn> = new Map([
  ['actions/checkout', checkout],
  ['actions/setup-node', setupNode],
  ['actions/upload-artifact', uploadArtifact],
  ['actions/download-artifact', downloadArtifact],
  ['actions/cache', cache],
]);
