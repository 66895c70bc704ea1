// The shape of a finding on the wire.
import { z } from 'zod';
import type { Finding } from '../core/finding.ts';

export { scoreOf, severityWeights } from '../core/finding.ts';

export const findingSchema = z.strictObject({
  rule: z.string().regex(/^[a-z0-9-]+$/),
  severity: z.enum(['critical', 'major', 'minor', 'info']),
  path: z.string().min(1).max(4096).nullable(),
  line: z.int().positive().nullable(),
  title: z.string().min(1).max(300),
  explanation: z.string().max(8_000),
  evidence: z.string().max(2_000).exactOptional(),
  verify: z.string().max(1_000).exactOptional(),
  suggestion: z.string().max(4_000).exactOptional(),
}) satisfies z.ZodType<Finding>;

export type { Finding };
