/** Endpoints of this folder. */
import type { Endpoint } from '../../endpoint.ts';

export const actionsEndpoints: readonly Endpoint[] = [];
