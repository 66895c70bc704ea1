/** Endpoints of this folder. */
import type { Endpoint } from '../../endpoint.ts';

export const repositoryEndpoints: readonly Endpoint[] = [];
