// `staging` and `production`: how a commit gets where people can try it, and where it is used.
import { z } from 'zod';
import {
  command,
  commandAllowed,
  commandOrNone,
  commandText,
  line,
  readySeconds,
  section,
  sectionOrNone,
  yesOrNo,
} from '../fields.ts';

const environmentAllowed = 'one line of text, at most 255 characters';

const webPath = line(200).refine((path) => /^\/[^\s\\]*$/.test(path));
const webPathAllowed = 'a path that starts with `/`, without spaces';

const health = {
  health_path: webPath.default('/').meta({
    description: 'Path below the address that must answer before anything is tested.',
    allowed: webPathAllowed,
  }),
  health_status: z.int().min(100).max(599).nullable().default(null).meta({
    description: 'Status that it must answer with; without it, any from 200 to 399.',
    allowed: 'a whole number from 100 to 599',
  }),
  health_text: line(200).nullable().default(null).meta({
    description: 'Text that its answer must contain.',
    allowed: 'one line of text, at most 200 characters',
  }),
  private_addresses: yesOrNo(
    false,
    'Whether the address may be one of a private network or of the runner itself. Otherwise such addresses are refused.',
  ),
};

const commitPath = webPath.default('/version').meta({
  description: 'Path below the address that answers with the commit of the deployed build.',
  allowed: webPathAllowed,
});

export const staging = section('How a commit gets to the staging environment.', {
  command: commandText.nullable().default(null).meta({
    description: 'Command that deploys the checked-out commit. Without it, `external` has to be true.',
    allowed: commandAllowed,
  }),
  external: yesOrNo(
    false,
    'Whether somebody else deploys each commit (Vercel, Netlify, Cloudflare, Render, Argo, …): then its deployment status on the head commit is waited for.',
  ),
  environment: line(255).nullable().default(null).meta({
    description:
      'Name of the GitHub environment that is deployed to; without it, `staging`. With `external`, a pattern (`*`, `?`) of the environments whose deployments count; without it, all but production.',
    allowed: environmentAllowed,
  }),
  commit_path: commitPath,
  ready_seconds: readySeconds('the deployed build'),
  shared: z.boolean().default(true).meta({
    description:
      'Whether all tasks deploy to one place, so that they take turns; `false` when each gets its own address.',
    allowed: 'true or false',
  }),
  ...health,
});

export const production = sectionOrNone(
  'What happens after the validation on staging; off unless it is written down.',
  {
    command: command('Command that deploys the merged commit.'),
    environment: line(255).default('production').meta({
      description: 'Name of the GitHub environment.',
      allowed: environmentAllowed,
    }),
    url: line(2_000)
      .refine((text) => /^https?:\/\//.test(text))
      .nullable()
      .default(null)
      .meta({
        description: 'Address of production, when the command does not tell it.',
        allowed: 'an address that starts with http:// or https://',
      }),
    merge: z.enum(['merge', 'squash', 'rebase']).default('squash').meta({
      description: 'How the pull request is merged; GitHub refuses it while required checks or reviews are missing.',
      allowed: 'merge, squash or rebase',
    }),
    rollback: commandOrNone(
      'Command that brings the version before back when the validation on production fails; without it, a pull request that reverts the change is opened.',
    ),
    commit_path: commitPath,
    ready_seconds: readySeconds('the deployed build'),
    ...health,
  },
);
