// The shape of a finding on the wire.
import { z } from 'zod';
import type { Finding } from '../core/finding.ts';

export { scoreOf } from '../core/finding.ts';

export const findingSchema = z.strictObject({
  rule: z.string().regex(/^[a-z0-9-]+$/),
  severity: z.enum(['critical', 'major', 'minor', 'info']),
  path: z.string().min(1).max(4096).nullable(),
  line: z.int().positive().nullable(),
  title: z.string().min(1).max(300),
  explanation: z.string().max(8_000),
}) satisfies z.ZodType<Finding>;

export type { Finding };
