/** What an app may ask for: the permissions that GitHub knows with their levels, and the events that each allows. */
import type { Level } from '../world/account.ts';

const readWrite: readonly Level[] = ['read', 'write'];
const upToAdmin: readonly Level[] = ['read', 'write', 'admin'];

/** Source: `app-permissions` in GitHub's OpenAPI description; a test compares the two. */
export const appPermissions: Readonly<Record<string, readonly Level[]>> = {
  ...Object.fromEntries(
    [
      ...['actions', 'administration', 'artifact_metadata', 'attestations', 'checks', 'code_quality', 'codespaces'],
      ...['contents', 'dependabot_secrets', 'deployments', 'discussions', 'environments', 'issues', 'merge_queues'],
      ...['metadata', 'packages', 'pages', 'pull_requests', 'repository_custom_properties', 'repository_hooks'],
      ...['secret_scanning_alerts', 'secrets', 'security_events', 'single_file', 'statuses', 'vulnerability_alerts'],
      ...['custom_properties_for_organizations', 'members', 'organization_administration', 'organization_custom_roles'],
      ...['organization_custom_org_roles', 'organization_copilot_seat_management'],
      ...['organization_copilot_agent_settings', 'organization_announcement_banners', 'organization_hooks'],
      ...['organization_personal_access_tokens', 'organization_personal_access_token_requests'],
      ...['organization_packages', 'organization_secrets', 'organization_self_hosted_runners'],
      ...['organization_user_blocking', 'email_addresses', 'followers', 'git_ssh_keys', 'gpg_keys'],
      ...['interaction_limits', 'organization_events', 'organization_plan', 'profile', 'starring', 'workflows'],
    ].map((name) => [name, readWrite]),
  ),
  ...{ repository_projects: upToAdmin, organization_projects: upToAdmin },
  ...{ organization_custom_properties: upToAdmin, enterprise_custom_properties_for_organizations: upToAdmin },
  ...{ organization_events: ['read'], organization_plan: ['read'] },
  ...{ profile: ['write'], workflows: ['write'] },
  // Missing from the description; GitHub's settings page and its REST reference have it.
  actions_variables: readWrite,
};

/**
 * Events that an app may subscribe to, with the permissions of which any one is needed. Every app hears of its
 * installations, so nobody subscribes to those. Source: "Webhook events and payloads".
 */
export const appEvents: Readonly<Record<string, readonly string[]>> = {
  ...eventsOf(['administration'], 'branch_protection_configuration branch_protection_rule deploy_key'),
  ...eventsOf(['checks'], 'check_run check_suite'),
  ...eventsOf(['security_events'], 'code_scanning_alert'),
  ...eventsOf(['contents'], 'commit_comment create delete fork gollum push release repository_dispatch'),
  ...eventsOf(['contents'], 'workflow_dispatch'),
  ...eventsOf(['organization_custom_properties'], 'custom_property custom_property_values'),
  ...eventsOf(['vulnerability_alerts'], 'dependabot_alert repository_vulnerability_alert'),
  ...eventsOf(['deployments'], 'deployment deployment_protection_rule deployment_review deployment_status'),
  ...eventsOf(['discussions'], 'discussion discussion_comment'),
  ...eventsOf(['issues'], 'issue_comment issues sub_issues'),
  ...eventsOf(['issues', 'pull_requests'], 'milestone'),
  ...eventsOf(['metadata'], 'label meta public repository security_advisory star watch'),
  ...eventsOf(['members'], 'member membership team team_add'),
  ...eventsOf(['members', 'organization_administration'], 'organization'),
  ...eventsOf(['merge_queues'], 'merge_group'),
  ...eventsOf(['organization_user_blocking'], 'org_block'),
  ...eventsOf(['packages'], 'package registry_package'),
  ...eventsOf(['pages'], 'page_build'),
  ...eventsOf(['repository_projects', 'organization_projects'], 'project project_card project_column'),
  ...eventsOf(
    ['pull_requests'],
    'pull_request pull_request_review pull_request_review_comment pull_request_review_thread',
  ),
  ...eventsOf(['secret_scanning_alerts'], 'secret_scanning_alert secret_scanning_alert_location'),
  ...eventsOf(['statuses'], 'status'),
  ...eventsOf(['actions'], 'workflow_job workflow_run'),
};

function eventsOf(permissions: readonly string[], names: string): Record<string, readonly string[]> {
  return Object.fromEntries(names.split(' ').map((name) => [name, permissions]));
}
