// `coder`, `model` and `budget`: who writes the implementation, with which model, and what it may cost.
import { z } from 'zod';
import { presetNames } from '../../coder-choice.ts';
import {
  amountOrNone,
  commandAllowed,
  commandText,
  directory,
  line,
  optionalSection,
  sectionOrNone,
  webAddress,
  webAddressAllowed,
  wholeNumber,
} from '../fields.ts';

const ways = ['preset', 'command', 'replay'] as const;

export const coder = z
  .strictObject({
    preset: z
      .enum(presetNames)
      .optional()
      .meta({
        description:
          'A coding agent that Chimera knows how to run; `model` is the built-in one, on the `model` section.',
        allowed: `one of ${presetNames.join(', ')}`,
      }),
    command: commandText.optional().meta({
      description: 'Command of a coding agent; it finds the prompt on its standard input and in a file.',
      allowed: commandAllowed,
    }),
    replay: directory.optional().meta({
      description: 'Folder with recorded change sets (`round-1.patch`, …) to apply instead of running an agent.',
      allowed: 'a relative folder, without `.` or `..`',
    }),
    model: line(200).nullable().default(null).meta({
      description: 'Model that the preset is told to use; without it, the tool decides.',
      allowed: 'one line of text, at most 200 characters',
    }),
    arguments: z.array(line(1_000)).max(50).default([]).meta({
      description: 'Further arguments for the tool of the preset, one by one.',
      allowed: 'a list of at most 50 texts of one line',
    }),
    turns: wholeNumber(
      { min: 1, max: 10, fallback: 3 },
      'Times that the coder is called in one attempt, with the output of the failing tests, until they pass.',
    ),
    isolation: z.enum(['required', 'off']).default('required').meta({
      description:
        'Whether the coder runs as a user of its own, in a copy of the repository, and its code when it is reviewed. `off` only where both may see everything that their job sees.',
      allowed: 'required or off',
    }),
    pass_environment: z
      .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/))
      .max(50)
      .default([])
      .meta({
        description:
          'Environment variables of the job that an isolated coder, and its code, get besides the harmless ones.',
        allowed: 'a list of at most 50 names of environment variables',
      }),
  })
  .refine((choice) => ways.filter((way) => choice[way] !== undefined).length === 1)
  .meta({
    description: 'Who writes the implementation.',
    allowed: 'a section with exactly one of preset, command, replay',
  });

export const model = sectionOrNone('An OpenAI-compatible endpoint: a hosted model, a gateway or a local server.', {
  base_url: webAddress.meta({
    description: 'Address of the endpoint, up to and including its version, for example https://api.openai.com/v1.',
    allowed: webAddressAllowed,
  }),
  name: line(200).meta({
    description: 'Name of the model, as the endpoint knows it.',
    allowed: 'one line of text, at most 200 characters',
  }),
  key: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,99}$/)
    .default('MODEL_API_KEY')
    .meta({
      description: 'Environment variable of the phase workflow that holds the key.',
      allowed: 'a name such as MODEL_API_KEY: capital letters, digits and _',
    }),
  usd_per_million_input: amountOrNone({ min: 0, max: 10_000, whole: false }, 'Price of a million input tokens in USD.'),
  usd_per_million_output: amountOrNone(
    { min: 0, max: 10_000, whole: false },
    'Price of a million output tokens in USD.',
  ),
  criteria: z.boolean().default(true).meta({
    description: 'Whether the model turns free text into the sentences that tests are made of, where that is needed.',
    allowed: 'true or false',
  }),
});

export const budget = optionalSection('What one task may cost; then it waits for a person.', {
  max_cost_usd: amountOrNone({ min: 0.01, max: 10_000, whole: false }, 'USD that coders and models may cost.'),
  max_tokens: amountOrNone({ min: 1_000, max: 1_000_000_000, whole: true }, 'Tokens that coders and models may use.'),
  max_minutes: amountOrNone({ min: 1, max: 10_000, whole: true }, 'Minutes of all runs together.'),
});
