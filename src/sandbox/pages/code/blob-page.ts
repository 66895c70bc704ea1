/** One file, with line numbers. */
import { readBlob } from '../../git/objects.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { box, empty, heading, type Page } from '../layout/layout.ts';
import { markdown } from '../layout/markdown.ts';
import { html, type Markup } from '../layout/markup.ts';
import { isPng } from './raw-file.ts';
import { readRefPath } from './ref-path.ts';

/** @param refPath what follows `/blob/`. */
export async function blobPage(repository: Repository, refPath: string): Promise<Page | undefined> {
  const at = await readRefPath(repository, refPath);
  const blob = at && (await readBlob(repository.directory, `${at.sha}:${at.path}`));
  if (at === undefined || blob === undefined) return undefined;
  const text = blob.includes(0) ? undefined : blob.toString('utf8');
  return {
    title: at.path,
    repository,
    tab: 'Code',
    body: html`${heading(at.path, html`at <a href="/${fullName(repository)}/tree/${at.ref}">${at.ref}</a>`)}
${text !== undefined && /\.md$/i.test(at.path) && box('Preview', html`<div class="prose pad">${markdown(text, { repository: fullName(repository), breaks: false })}</div>`)}
${box(`${blob.length} bytes`, text === undefined ? binary(blob) : lines(text))}`,
  };
}

/** A picture is shown; of the rest there is nothing to see. */
function binary(blob: Buffer): Markup {
  return isPng(blob) ? html`<div class="prose pad"><img src="?raw=true" alt="" /></div>` : empty('A binary file.');
}

function lines(text: string): Markup {
  const rows = text.replace(/\n$/, '').split('\n');
  return html`<div class="scroll"><table class="diff"><tbody>${rows.map(
    (row, index) => html`<tr id="L${index + 1}"><td class="number">${index + 1}</td><td><code>${row}</code></td></tr>`,
  )}</tbody></table></div>`;
}
