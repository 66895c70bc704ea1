/** Issues, pull requests, reviews and check runs. */
import type { Endpoint } from '../../endpoint.ts';
import { checkEndpoints } from './checks.ts';
import { discussionEndpoints } from './discussion.ts';
import { mergeEndpoints } from './merge.ts';
import { pullEndpoints } from './pulls.ts';
import { remarkEndpoints } from './remarks.ts';

export const conversationEndpoints: readonly Endpoint[] = [
  ...discussionEndpoints,
  ...remarkEndpoints,
  ...pullEndpoints,
  ...mergeEndpoints,
  ...checkEndpoints,
];
