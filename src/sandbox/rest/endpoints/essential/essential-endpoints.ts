/** The endpoints of this folder. */
import type { Endpoint } from '../../endpoint.ts';
import { checkEndpoints } from './checks.ts';
import { deliveryEndpoints } from './deliveries.ts';
import { discussionEndpoints } from './discussion.ts';
import { gitDataEndpoints } from './git-data.ts';
import { identityEndpoints } from './identity.ts';
import { pullEndpoints } from './pulls.ts';
import { repositoryEndpointsMade } from './repositories.ts';

export const essentialEndpoints: readonly Endpoint[] = [
  ...identityEndpoints,
  ...gitDataEndpoints,
  ...discussionEndpoints,
  ...pullEndpoints,
  ...checkEndpoints,
  ...deliveryEndpoints,
  ...repositoryEndpointsMade,
];
