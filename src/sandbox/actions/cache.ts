// Stand-in for actions/cache: an honest miss. Nothing is kept between runs, so nothing can be found.
import type { StandIn, StandInEnd, StandInStep } from './stand-in.ts';

export const cache: StandIn = {
  inputs: {
    path: undefined,
    key: undefined,
    'restore-keys': undefined,
    'upload-chunk-size': undefined,
    enableCrossOsArchive: 'false',
    'fail-on-cache-miss': 'false',
    'lookup-only': 'false',
    'save-always': 'false',
  },

  async run({ inputs, log }: StandInStep): Promise<StandInEnd> {
    if (!inputs.key) return { kind: 'failed', message: 'Input required and not supplied: key' };
    const keys = [inputs.key, ...(inputs['restore-keys'] ?? '').split('\n')].map((key) => key.trim()).filter(Boolean);
    if (inputs['fail-on-cache-miss'] === 'true') {
      return { kind: 'failed', message: `Failed to restore cache entry. Exiting as fail-on-cache-miss is set.` };
    }
    log.line(`Cache not found for input keys: ${keys.join(', ')} (the sandbox keeps no caches)`);
    return { kind: 'done', outputs: { 'cache-hit': '' } };
  },
};
