// Every option of `.github/chimera.yml`: its shape, its limits, its default and what it is for.
// Validation, messages and the documentation all read this one schema.
import { z } from 'zod';
import { phases } from '../phase.ts';
import { isWebAddress, webAddressAllowed } from './web-address.ts';

const wholeNumber = (range: { min: number; max: number; fallback: number }, description: string) =>
  z
    .int()
    .min(range.min)
    .max(range.max)
    .default(range.fallback)
    .meta({ description, allowed: `a whole number from ${range.min} to ${range.max}` });

const line = (charactersMax: number) =>
  z
    .string()
    .max(charactersMax)
    .refine((text) => text.trim() !== '' && !/\p{Cc}/u.test(text));

const commandText = z
  .string()
  .max(4_000)
  .refine((text) => text.trim() !== '');
const commandAllowed = 'a shell command, at most 4,000 characters';

const webAddress = z.string().refine(isWebAddress);

/** A path inside the repository: relative, forward slashes, no `.` or `..`. */
const directory = line(200).refine((path) => {
  const segments = path.replace(/\/$/, '').split('/');
  return !path.includes('\\') && segments.every((segment) => !['', '.', '..', '.git'].includes(segment));
});

const pattern = line(200).refine((text) => !/^[!/]/.test(text) && !text.includes('\\'));
const patterns = (description: string) =>
  z.array(pattern).max(100).default([]).meta({
    description,
    allowed:
      'a list of at most 100 patterns of paths from the top of the repository (`*`, `**`, `?`), without a leading `/` or `!`',
  });

const section = <Shape extends z.core.$ZodLooseShape>(description: string, shape: Shape) =>
  z.strictObject(shape).meta({ description, allowed: `a section with ${Object.keys(shape).join(', ')}` });

/** A section that may be left out as a whole. */
const optionalSection = <Shape extends z.core.$ZodLooseShape>(description: string, shape: Shape) => {
  const inner = section(description, shape);
  return inner.prefault({} as z.input<typeof inner>).meta(inner.meta() ?? {});
};

const readySeconds = (what: string) =>
  wholeNumber({ min: 1, max: 1_800, fallback: 60 }, `Seconds that ${what} may take until it answers.`);

const app = section('How to run the application inside a job.', {
  install: commandText.nullable().default(null).meta({
    description: 'Command that installs the dependencies; left out when there are none.',
    allowed: commandAllowed,
  }),
  start: commandText.meta({
    description: 'Command that starts the application and keeps running.',
    allowed: commandAllowed,
  }),
  url: webAddress.meta({
    description: 'Address where the started application answers inside the job, for example http://127.0.0.1:3000.',
    allowed: webAddressAllowed,
  }),
  ready_seconds: readySeconds('the started application'),
});

const test = optionalSection('Where generated tests go.', {
  directory: directory
    .refine((path) => path.split('/').every((segment) => !segment.startsWith('.')))
    .default('e2e')
    .meta({
      description: 'Folder for generated tests.',
      allowed: 'a relative folder such as `e2e`, without `.` or `..` and not hidden',
    }),
});

const coder = z
  .strictObject({
    command: commandText.optional().meta({
      description: 'Command of a coding agent; it finds the prompt on its standard input and in a file.',
      allowed: commandAllowed,
    }),
    replay: directory.optional().meta({
      description: 'Folder with recorded change sets (`round-1.patch`, …) to apply instead of running an agent.',
      allowed: 'a relative folder, without `.` or `..`',
    }),
  })
  .refine((choice) => (choice.command === undefined) !== (choice.replay === undefined))
  .meta({
    description: 'Who writes the implementation.',
    allowed: 'a section with exactly one of command, replay',
  });

const guardian = optionalSection('How strict the review is.', {
  threshold: z.number().min(0).max(1).default(0.7).meta({
    description: 'Score from which a change is approved.',
    allowed: 'a number from 0 to 1',
  }),
  max_lines: wholeNumber(
    { min: 1, max: 100_000, fallback: 1_500 },
    'Changed lines above which a change is too large to review.',
  ),
});

const staging = section('How a commit gets to the staging environment.', {
  command: commandText.meta({
    description: 'Command that deploys the checked-out commit.',
    allowed: commandAllowed,
  }),
  environment: line(255).default('staging').meta({
    description: 'Name of the GitHub environment.',
    allowed: 'one line of text, at most 255 characters',
  }),
  commit_path: line(200)
    .refine((path) => /^\/[^\s\\]*$/.test(path))
    .default('/version')
    .meta({
      description: 'Path below the staging address that answers with the commit of the deployed build.',
      allowed: 'a path that starts with `/`, without spaces',
    }),
  ready_seconds: readySeconds('the deployed build'),
  shared: z.boolean().default(true).meta({
    description:
      'Whether all tasks deploy to one place, so that they take turns; `false` when each gets its own address.',
    allowed: 'true or false',
  }),
});

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

export const configSchema = z.strictObject({
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
      description: 'Bots that may start and steer tasks like a person with write access; no other bot may.',
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
  guardian,
  staging,
  breaker,
  timeouts: optionalSection('Minutes after which the job of a phase is stopped.', minutes),
  protected_paths: patterns('Paths that no change set may touch, besides the built-in ones.'),
  allow_paths: patterns('Built-in protected paths that change sets may touch in this repository.'),
});

/** The configuration of a repository, under the names that its file uses. */
export type Config = z.output<typeof configSchema>;
