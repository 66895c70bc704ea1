/** Every endpoint of the sandbox's REST API. */
import type { Endpoint } from '../endpoint.ts';
import { actionsEndpoints } from './actions/actions-endpoints.ts';
import { conversationEndpoints } from './conversation/conversation-endpoints.ts';
import { repositoryEndpoints } from './repository/repository-endpoints.ts';

export const endpoints: readonly Endpoint[] = [...repositoryEndpoints, ...conversationEndpoints, ...actionsEndpoints];
