/** Every endpoint of the sandbox's REST API. */
import type { Endpoint } from '../endpoint.ts';

export const endpoints: readonly Endpoint[] = [];
