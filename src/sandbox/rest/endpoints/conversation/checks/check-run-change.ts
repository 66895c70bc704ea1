/** What an app may say in a check run, GitHub's limits on it, and what becomes of the record. */
import { z } from 'zod';
import type { CheckAnnotation, CheckRun } from '../../../../world/check.ts';
import { invalid } from '../../../reply.ts';

/** GitHub's limits. Source: "Create a check run" in the REST API's documentation. */
const charactersMax = 65_535;
const annotationsMax = 50;
const actionsMax = 3;
const annotationTitleMax = 255;
const annotationBytesMax = 64 * 1024;

const annotation = z.object({
  path: z.string(),
  start_line: z.number().int(),
  end_line: z.number().int(),
  start_column: z.number().int().optional(),
  end_column: z.number().int().optional(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string(),
  title: z.string().max(annotationTitleMax).optional(),
  raw_details: z.string().optional(),
});

export const checkRunChange = z.object({
  name: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z
    .enum(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'stale', 'timed_out'])
    .optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  started_at: z.iso.datetime({ offset: true }).optional(),
  completed_at: z.iso.datetime({ offset: true }).optional(),
  output: z
    .object({
      title: z.string(),
      summary: z.string(),
      text: z.string().optional(),
      annotations: z.array(annotation).optional(),
    })
    .optional(),
  actions: z
    .array(
      z.object({
        label: z.string().max(20),
        description: z.string().max(40),
        identifier: z.string().max(20),
      }),
    )
    .optional(),
});

type Change = z.infer<typeof checkRunChange>;

/** Throws 422 when the change breaks a limit. */
export function checkLimits(change: Change): void {
  const refuse = (field: string, message: string) => invalid({ resource: 'CheckRun', code: 'custom', field, message });
  for (const field of ['summary', 'text'] as const) {
    if ((change.output?.[field]?.length ?? 0) > charactersMax) {
      throw refuse(field, `${field} exceeds a maximum of ${charactersMax} characters`);
    }
  }
  const annotations = change.output?.annotations ?? [];
  if (annotations.length > annotationsMax)
    throw refuse('annotations', `exceeds a maximum quantity of ${annotationsMax}`);
  for (const each of annotations) checkAnnotation(each, refuse);
  if ((change.actions?.length ?? 0) > actionsMax) {
    throw refuse('actions', `exceeds a maximum quantity of ${actionsMax}`);
  }
  if (change.status === 'completed' && change.conclusion === undefined) {
    throw invalid({ resource: 'CheckRun', code: 'missing_field', field: 'conclusion' });
  }
}

function checkAnnotation(
  { message, raw_details = '', start_line, end_line, start_column, end_column }: z.infer<typeof annotation>,
  refuse: (field: string, message: string) => Error,
): void {
  if (Math.max(Buffer.byteLength(message), Buffer.byteLength(raw_details)) > annotationBytesMax) {
    throw refuse('annotations', 'message and raw_details exceed a maximum of 64 KB');
  }
  if (start_line !== end_line && (start_column ?? end_column) !== undefined) {
    throw refuse('annotations', 'start_column and end_column are for annotations on one line');
  }
}

/** Annotations add up over several requests, as GitHub documents it; everything else is replaced. */
export function applyChange(run: CheckRun, change: Change, nowMs: number): void {
  if (change.output) {
    const { title, summary, text = null, annotations = [] } = change.output;
    run.output = { title, summary, text, annotations: [...run.output.annotations, ...annotations.map(recordOf)] };
  }
  if (change.actions) run.actions = change.actions;
  if (change.details_url !== undefined) run.detailsUrl = change.details_url;
  if (change.external_id !== undefined) run.externalId = change.external_id;
  if (change.name !== undefined) run.name = change.name;
  const ended = change.conclusion !== undefined;
  run.status = ended ? 'completed' : (change.status ?? run.status);
  run.conclusion = ended ? (change.conclusion ?? null) : change.status === undefined ? run.conclusion : null;
  run.startedMs = timeOf(change.started_at) ?? run.startedMs ?? nowMs;
  run.completedMs = run.status === 'completed' ? (timeOf(change.completed_at) ?? nowMs) : undefined;
  run.suite.rerequested = false;
}

function recordOf(each: z.infer<typeof annotation>): CheckAnnotation {
  return {
    path: each.path,
    startLine: each.start_line,
    endLine: each.end_line,
    startColumn: each.start_column ?? null,
    endColumn: each.end_column ?? null,
    level: each.annotation_level,
    message: each.message,
    title: each.title ?? null,
    rawDetails: each.raw_details ?? null,
  };
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
