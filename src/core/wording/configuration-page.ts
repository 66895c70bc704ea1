// The page of the documentation that lists every option of `.github/chimera.yml`, made from the schema.
import { options } from '../config/options.ts';

/** The whole page, as markdown. */
export function configurationPage(): string {
  const rows = options
    .filter((option) => option.path !== '' && option.kind === 'value')
    .map(({ path, description, allowed, fallback, required }) => {
      const otherwise = required ? '**required**' : fallback === null ? 'none' : `\`${JSON.stringify(fallback)}\``;
      return `| \`${path}\` | ${cell(description)} | ${cell(allowed)} | ${otherwise} |`;
    });
  return `# Configuration

\`.github/chimera.yml\` on the default branch. A mistake in it is told on the issue, with file, line, what was found and what
is allowed; unknown keys are mistakes. This page is made from the schema by \`npm run docs\`.

| option | what it is | allowed | default |
|---|---|---|---|
${rows.join('\n')}
`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
