/** Apps and people, repositories, git data, deliveries. */
import type { Endpoint } from '../../endpoint.ts';
import { deliveryEndpoints } from './deliveries.ts';
import { gitDataEndpoints } from './git-data.ts';
import { identityEndpoints } from './identity.ts';
import { repositoryListEndpoints } from './repositories.ts';

export const repositoryEndpoints: readonly Endpoint[] = [
  ...identityEndpoints,
  ...repositoryListEndpoints,
  ...gitDataEndpoints,
  ...deliveryEndpoints,
];
