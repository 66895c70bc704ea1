/** What changed in files: rows with line numbers, and room for review comments below a line. */
import type { ChangedFile } from '../../git/diff.ts';
import { box, empty } from '../layout/layout.ts';
import { html, type Markup, nothing } from '../layout/markup.ts';
import { type DiffRow, diffRows } from './diff-rows.ts';

/** Markup to show below a line of a file; `line` undefined: below the whole file. */
export type Remarks = (
  path: string,
  at: { readonly side: 'LEFT' | 'RIGHT'; readonly line: number } | undefined,
) => Markup;

/** GitHub folds files with more lines than this away. */
const linesOpenMax = 400;

export function diffView(files: readonly ChangedFile[], remarks: Remarks = () => nothing): Markup {
  if (files.length === 0) return empty('No file differs.');
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return html`<p>${files.length} ${files.length === 1 ? 'file' : 'files'} changed ${figures(additions, deletions)}</p>
${files.map((file) => fileView(file, remarks))}`;
}

export function figures(additions: number, deletions: number): Markup {
  return html`<span class="figures"><span class="good">+${additions}</span> <span class="bad">−${deletions}</span></span>`;
}

/** The end of a hunk, as it is quoted above a review comment in the conversation. */
export function hunkExcerpt(hunk: string): Markup {
  const rows = diffRows(hunk);
  const header = rows.filter((row) => row.kind === 'hunk').slice(-1);
  return table([...header, ...rows.filter((row) => row.kind !== 'hunk').slice(-4)].map((row) => rowView(row)));
}

function fileView(file: ChangedFile, remarks: Remarks): Markup {
  const { path, patch } = file;
  const head = html`<code>${file.previousPath && `${file.previousPath} → `}${path}</code> <span class="tag">${file.status}</span> ${figures(file.additions, file.deletions)}`;
  const rows = patch === undefined ? [] : diffRows(patch);
  const body =
    patch === undefined
      ? empty('Binary or unchanged in content.')
      : table(rows.map((row) => rowView(row, (side, line) => remarks(path, { side, line }))));
  const open = rows.length <= linesOpenMax;
  return box(
    undefined,
    html`<details${open && html` open`}><summary class="box-head">${head}</summary>${body}</details>${remarks(path, undefined)}`,
  );
}

function table(rows: readonly Markup[]): Markup {
  return html`<div class="scroll"><table class="diff"><tbody>${rows}</tbody></table></div>`;
}

const signs = { added: '+', removed: '−', context: '' };
const words = { added: 'added', removed: 'removed', context: '' };

function rowView(row: DiffRow, remarks: (side: 'LEFT' | 'RIGHT', line: number) => Markup = () => nothing): Markup {
  if (row.kind === 'hunk' || row.kind === 'note') {
    return html`<tr class="${row.kind}"><td class="number"></td><td class="number"></td><td class="sign"></td><td>${row.text}</td></tr>`;
  }
  const left = row.left === undefined ? nothing : remarks('LEFT', row.left);
  const right = row.right === undefined ? nothing : remarks('RIGHT', row.right);
  const below =
    left.text + right.text === '' ? nothing : html`<tr class="remarks"><td colspan="4">${left}${right}</td></tr>`;
  return html`<tr class="${row.kind}"><td class="number">${row.left}</td><td class="number">${row.right}</td><td class="sign"><span aria-hidden="true">${signs[row.kind]}</span><span class="unseen">${words[row.kind]}</span></td><td><code>${row.text}</code></td></tr>
${below}`;
}
