// The job summary: what a person sees first when they open the run. One page for every verdict.
import type { Finding } from '../../../src/contract/finding.ts';
import { asBlock, asProse, asText } from '../../../src/contract/markdown.ts';
import type { PhaseRequest } from '../../../src/contract/request.ts';
import type { PhaseOutput, ProofReport, ResultVerdict } from '../../../src/contract/result.ts';
import { cut } from '../text/cut.ts';

const charactersMax = 200_000;

/** Markdown. `request` is `null` when it could not be read. */
export function writeSummary(request: PhaseRequest | null, result: ResultVerdict): string {
  const parts = [heading(request, result), ...body(result)];
  return `${cut(parts.filter((part) => part !== '').join('\n\n'), charactersMax)}\n`;
}

const verdictSigns = { succeeded: '✅', rejected: '❌', errored: '⚠️' } as const;

const titles: Readonly<Record<PhaseRequest['work']['command'], string>> = {
  generate_test: 'Test generation',
  implement_feature: 'Implementation',
  review_pr: 'Guardian review',
  deploy: 'Deployment',
  validate: 'Validation on staging',
};

function heading(request: PhaseRequest | null, result: ResultVerdict): string {
  const title = request === null ? 'Chimera' : titles[request.work.command];
  const about =
    request === null
      ? ''
      : `\n\nIssue #${request.issue.number}: ${asText(request.issue.title)} · round ${request.round} · commit \`${request.head.slice(0, 7)}\``;
  return `## ${verdictSigns[result.verdict]} ${title}: ${result.verdict}${about}`;
}

function body(result: ResultVerdict): string[] {
  switch (result.verdict) {
    case 'succeeded':
      return outputText(result.output);
    case 'rejected':
      return [
        asProse(result.summary, 8_000),
        findingsTable(result.findings),
        result.proof === null ? '' : proofText(result.proof),
      ];
    case 'errored':
      return [`**${result.failure.class}**`, asBlock(result.failure.message, 8_000)];
  }
}

function outputText(output: PhaseOutput): string[] {
  switch (output.command) {
    case 'generate_test': {
      const [file] = output.changeSet.files;
      const text = file?.kind === 'changed' ? file.content : '';
      return [
        `The acceptance criteria became \`${output.test.path}\`. It fails on the base commit, as it must while the feature is missing:`,
        proofText(output.red),
        details('The test', asBlock(text.trimEnd(), 100_000, 'ts')),
      ];
    }
    case 'implement_feature': {
      const files = output.changeSet.files.map((file) => `| ${asText(file.path)} | ${file.kind} |`).join('\n');
      return [
        `By **${asText(output.coder)}**: ${output.changeSet.files.length} files.`,
        `| file | |\n|---|---|\n${files}`,
        output.summary === '' ? '' : details('What the coder said', asBlock(output.summary, 8_000)),
      ];
    }
    case 'review_pr':
      return [
        `Score **${output.score}**; the acceptance test passes on this commit.`,
        findingsTable(output.findings),
        proofText(output.green),
      ];
    case 'deploy':
      return [
        `[${asText(output.url)}](${encodeURI(output.url)}) answers with commit \`${output.commit.slice(0, 7)}\`.`,
      ];
    case 'validate':
      return ['The acceptance test passes on the deployed build:', proofText(output.green)];
  }
}

const testSigns = { passed: '✅', failed: '❌', 'timed-out': '⏱️', skipped: '⏭️' } as const;

function proofText(proof: ProofReport): string {
  const rows = proof.tests.map(
    (test) => `| ${testSigns[test.status]} ${test.status} | ${asText(test.title)} | ${test.seconds.toFixed(1)} s |`,
  );
  const errors = proof.tests.flatMap((test) =>
    test.error === null ? [] : [`${details(asText(test.title), asBlock(test.error))}`],
  );
  const table = `| result | scenario | time |\n|---|---|---|\n${rows.join('\n')}`;
  const kept = [proof.report, proof.screenshot, proof.trace]
    .filter((path) => path !== null)
    .map((path) => `\`${path}\``);
  return [
    table,
    ...errors,
    `On ${asText(proof.url)}, build \`${proof.commit.slice(0, 7)}\`. In the artifact: ${kept.join(', ')}.`,
  ].join('\n\n');
}

function findingsTable(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings.';
  const rows = findings.slice(0, 50).map((finding) => {
    const place =
      finding.path === null ? '' : `${asText(finding.path)}${finding.line === null ? '' : `:${finding.line}`}`;
    return `| ${finding.severity} | ${place} | ${asText(finding.title)} | ${finding.rule} |`;
  });
  return `| severity | where | finding | rule |\n|---|---|---|---|\n${rows.join('\n')}`;
}

function details(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;
}
