// Every option of `.github/chimera.yml`: its shape, its limits, its default and what it is for.
// Validation, messages and the documentation all read this one schema.
import { z } from 'zod';
import { phases } from '../phase.ts';
import { line, optionalSection, patterns, webAddress, webAddressAllowed, wholeNumber } from './fields.ts';
import { app, test } from './sections/application.ts';
import { budget, coder, model } from './sections/coder.ts';
import { production, staging } from './sections/deployment.ts';
import { guardian } from './sections/guardian.ts';

const breaker = optionalSection('When too much fails in a row, no task starts for a while.', {
  errors: wholeNumber({ min: 1, max: 100, fallback: 5 }, 'Errors in a row, of whatever task, after which none starts.'),
  pause_minutes: wholeNumber({ min: 1, max: 1_440, fallback: 10 }, 'Minutes until the next one is tried.'),
});

const minutes = Object.fromEntries(
  phases.map((phase) => [
    phase.name,
    wholeNumber({ min: 1, max: 360, fallback: phase.timeoutMinutes }, `Minutes for ${phase.title.toLowerCase()}.`),
  ]),
) as Record<(typeof phases)[number]['name'], ReturnType<typeof wholeNumber>>;

const shape = z.strictObject({
  label: line(50).default('chimera').meta({
    description: 'Label that starts a task when a person with write access puts it on an issue.',
    allowed: 'one line of text, at most 50 characters',
  }),
  parallel: wholeNumber({ min: 1, max: 50, fallback: 5 }, 'Tasks of this repository that run at the same time.'),
  open_per_person: wholeNumber(
    { min: 1, max: 1_000, fallback: 20 },
    'Tasks of one person in this repository that may be open at the same time.',
  ),
  bots: z
    .array(line(100).refine((login) => /^[A-Za-z0-9-]+\[bot\]$/.test(login)))
    .max(20)
    .default([])
    .meta({
      description:
        'Bots that may start and steer tasks like a person with write access; no other bot may. None has a vote: its reviews do not count, nor does its approval where a person has to approve.',
      allowed: 'a list of at most 20 logins such as `renovate[bot]`',
    }),
  priority: wholeNumber(
    { min: 1, max: 10, fallback: 5 },
    'Priority of an issue that names none; 10 is the most urgent.',
  ),
  target_url: webAddress.nullable().default(null).meta({
    description: 'Page to look at besides the started application, for issues that name none.',
    allowed: webAddressAllowed,
  }),
  staging_url: webAddress.nullable().default(null).meta({
    description: 'Address of the staging environment, when the deploy command does not tell it.',
    allowed: webAddressAllowed,
  }),
  max_rounds: wholeNumber({ min: 1, max: 20, fallback: 3 }, 'Rounds of code and review before a person is asked.'),
  max_iterations: wholeNumber(
    { min: 1, max: 100, fallback: 10 },
    'Phase results that a task may use up before a person is asked.',
  ),
  max_tries: wholeNumber({ min: 1, max: 10, fallback: 3 }, 'Tries at one phase that may end in an error.'),
  backoff_seconds: wholeNumber(
    { min: 1, max: 300, fallback: 10 },
    'Pause after an error, in seconds; it doubles with each further one, up to five minutes.',
  ),
  queue_minutes: wholeNumber(
    { min: 1, max: 1_440, fallback: 60 },
    'Minutes that a run may wait for a runner before it counts as overdue.',
  ),
  app,
  test,
  coder,
  model,
  budget,
  guardian,
  staging,
  production,
  breaker,
  timeouts: optionalSection('Minutes after which the job of a phase is stopped.', minutes),
  protected_paths: patterns('Paths that no change set may touch, besides the built-in ones.'),
  allow_paths: patterns('Built-in protected paths that change sets may touch in this repository.'),
});

/** What no option can say alone. */
export const configSchema = shape.superRefine(({ staging, coder, guardian, model }, context) => {
  const problem = (...path: string[]) => context.addIssue({ code: 'custom', path });
  if (staging.command === null && !staging.external) problem('staging', 'command');
  if (staging.command !== null && staging.external) problem('staging', 'external');
  if (model === null && coder.preset === 'model') problem('coder', 'preset');
  if (model === null && guardian.models.length > 0) problem('guardian', 'models');
});

/** The configuration of a repository, under the names that its file uses. */
export type Config = z.output<typeof configSchema>;
