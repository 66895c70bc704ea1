// `guardian`: how strict the review is, and whose votes it needs.
import { z } from 'zod';
import { line, optionalSection, wholeNumber, yesOrNo } from '../fields.ts';

export const guardian = optionalSection('How strict the review is.', {
  threshold: z.number().min(0).max(1).default(0.7).meta({
    description: 'Score from which a change is approved.',
    allowed: 'a number from 0 to 1',
  }),
  max_lines: wholeNumber(
    { min: 1, max: 100_000, fallback: 1_500 },
    'Changed lines above which a change is too large to review.',
  ),
  models: z.array(line(200)).max(5).default([]).meta({
    description: 'Models that review the change as well, each on its own; they need the `model` section.',
    allowed: 'a list of at most 5 names of models',
  }),
  require_human: yesOrNo(false, 'Whether a person with write access has to approve the change before it is deployed.'),
  checks_minutes: wholeNumber(
    { min: 0, max: 60, fallback: 10 },
    'Minutes that the review waits for the other checks of the commit; 0 does not look at them.',
  ),
});
