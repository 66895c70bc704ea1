/** Apps and people, repositories, git data, deliveries. */
import type { Endpoint } from '../../endpoint.ts';
import { appEndpoints } from './app.ts';
import { branchProtectionEndpoints } from './branch-protection.ts';
import { branchEndpoints } from './branches.ts';
import { contentsEndpoints } from './contents.ts';
import { deliveryEndpoints } from './deliveries.ts';
import { gitDataEndpoints } from './git-data.ts';
import { gitTagEndpoints } from './git-tags.ts';
import { identityEndpoints } from './identity.ts';
import { installationEndpoints } from './installations.ts';
import { lifeEndpoints } from './life.ts';
import { repositoryListEndpoints } from './repositories.ts';

export const repositoryEndpoints: readonly Endpoint[] = [
  ...appEndpoints,
  ...installationEndpoints,
  ...identityEndpoints,
  ...lifeEndpoints,
  ...repositoryListEndpoints,
  ...branchEndpoints,
  ...branchProtectionEndpoints,
  ...contentsEndpoints,
  ...gitDataEndpoints,
  ...gitTagEndpoints,
  ...deliveryEndpoints,
];
