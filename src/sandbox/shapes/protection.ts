/** The rule of a branch as the API shows it: whole, and in the short form that a branch carries. */
import type { BranchProtection, RequiredChecks } from '../world/protection.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { repositoryApi, type Shape } from './link.ts';

export function protectionApi(world: World, repository: Repository, branch: string): string {
  return repositoryApi(world, repository, `/branches/${encodeURIComponent(branch)}/protection`);
}

/** `protected-branch`, and `branch-protection` too. */
export function protectionShape(
  world: World,
  repository: Repository,
  branch: string,
  { checks, reviews, enforceAdmins, allowForcePushes, allowDeletions }: BranchProtection,
): Shape {
  const url = protectionApi(world, repository, branch);
  return {
    url,
    ...(checks === null ? {} : { required_status_checks: checksShape(`${url}/required_status_checks`, checks) }),
    ...(reviews === null
      ? {}
      : {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: reviews.dismissStale,
            require_code_owner_reviews: false,
            require_last_push_approval: false,
            required_approving_review_count: reviews.approvals,
          },
        }),
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: enforceAdmins },
    required_linear_history: { enabled: false },
    allow_force_pushes: { enabled: allowForcePushes },
    allow_deletions: { enabled: allowDeletions },
    block_creations: { enabled: false },
    required_conversation_resolution: { enabled: false },
    lock_branch: { enabled: false },
    allow_fork_syncing: { enabled: false },
  };
}

/** What a branch itself tells of its rule. */
export function protectionSummary(rule: BranchProtection | undefined): Shape {
  const { checks = null, enforceAdmins = false } = rule ?? {};
  return {
    enabled: rule !== undefined,
    required_status_checks: {
      enforcement_level: checks === null ? 'off' : enforceAdmins ? 'everyone' : 'non_admins',
      contexts: (checks?.checks ?? []).map(({ context }) => context),
      checks: (checks?.checks ?? []).map(({ context, appId }) => ({ context, app_id: appId })),
    },
  };
}

function checksShape(url: string, { strict, checks }: RequiredChecks): Shape {
  return {
    url,
    strict,
    contexts: checks.map(({ context }) => context),
    contexts_url: `${url}/contexts`,
    checks: checks.map(({ context, appId }) => ({ context, app_id: appId })),
  };
}
