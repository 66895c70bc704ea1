/** Issue templates of a repository: forms (`.yml`) and texts (`.md`) in `.github/ISSUE_TEMPLATE` of the default branch. */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { readBlob, readTree } from '../../../git/objects.ts';
import { refTarget } from '../../../git/refs.ts';
import type { Repository } from '../../../world/repository.ts';

const folder = '.github/ISSUE_TEMPLATE';

/** A list, or names with commas between them. */
const names = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(','))])
  .default([])
  .transform((all) => all.map((name) => name.trim()).filter((name) => name !== ''));

const text = z.union([z.string(), z.number()]).transform(String);
const validations = z.looseObject({ required: z.boolean().default(false) }).default({ required: false });
const named = { label: z.string(), description: z.string().default('') };
const id = z
  .string()
  .regex(/^[\w-]+$/)
  .optional();

/** Source: "Syntax for GitHub's form schema". */
const field = z.discriminatedUnion('type', [
  z.object({ type: z.literal('markdown'), id, attributes: z.object({ value: z.string() }) }),
  z.object({
    type: z.literal('input'),
    id,
    attributes: z.object({ ...named, placeholder: text.default(''), value: text.default('') }),
    validations,
  }),
  z.object({
    type: z.literal('textarea'),
    id,
    attributes: z.object({
      ...named,
      placeholder: text.default(''),
      value: text.default(''),
      /** The language of a code block that holds the answer. */
      render: z.string().optional(),
    }),
    validations,
  }),
  z.object({
    type: z.literal('dropdown'),
    id,
    attributes: z.object({
      ...named,
      multiple: z.boolean().default(false),
      options: z.array(text).min(1),
      /** Counted from 0. */
      default: z.int().optional(),
    }),
    validations,
  }),
  z.object({
    type: z.literal('checkboxes'),
    id,
    attributes: z.object({
      ...named,
      options: z.array(z.object({ label: z.string(), required: z.boolean().default(false) })).min(1),
    }),
    validations,
  }),
]);

const head = { name: z.string(), title: z.string().default(''), labels: names };
const form = z.object({ ...head, description: z.string(), body: z.array(field).min(1) });
const front = z.object({ ...head, about: z.string().default('') });

export type FormField = z.infer<typeof field>;

export interface TemplateHead {
  /** Name of the file, which addresses have as `template`. */
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly title: string;
  /** Put on for anybody, where the repository has them. */
  readonly labels: readonly string[];
}

export type IssueTemplate =
  | (TemplateHead & { readonly kind: 'form'; readonly fields: readonly FormField[] })
  | (TemplateHead & { readonly kind: 'text'; readonly body: string })
  /** GitHub leaves it out of the choice, and says why on the file's own page. */
  | { readonly kind: 'wrong'; readonly file: string; readonly problem: string };

export async function issueTemplates(repository: Repository): Promise<IssueTemplate[]> {
  const sha = refTarget(repository, `refs/heads/${repository.defaultBranch}`);
  if (sha === undefined) return [];
  const entries = (await readTree(repository.directory, sha, { path: `${folder}/` })) ?? [];
  const files = entries
    .map(({ path }) => path)
    .filter((path) => /\.(ya?ml|md)$/.test(path) && !/\/config\.ya?ml$/.test(path));
  return Promise.all(
    files.map(async (path) => {
      const blob = await readBlob(repository.directory, `${sha}:${path}`);
      return readTemplate(path.slice(folder.length + 1), blob?.toString('utf8') ?? '');
    }),
  );
}

export function readTemplate(file: string, source: string): IssueTemplate {
  return file.endsWith('.md') ? readText(file, source) : readForm(file, source);
}

function readForm(file: string, source: string): IssueTemplate {
  const document = parseDocument(source);
  const [error] = document.errors;
  if (error) return { kind: 'wrong', file, problem: error.message };
  const read = form.safeParse(document.toJS());
  if (!read.success) return { kind: 'wrong', file, problem: problemOf(read.error) };
  const { body: fields, ...rest } = read.data;
  return { kind: 'form', file, ...rest, fields };
}

function readText(file: string, source: string): IssueTemplate {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(source);
  if (!parts)
    return { kind: 'wrong', file, problem: 'It has no front matter: `name` and `about` between two lines `---`.' };
  const read = front.safeParse(parseDocument(parts[1] ?? '').toJS());
  if (!read.success) return { kind: 'wrong', file, problem: problemOf(read.error) };
  const { about: description, ...rest } = read.data;
  return { kind: 'text', file, ...rest, description, body: (parts[2] ?? '').trim() };
}

function problemOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`).join('; ');
}
