// Phase 3: rules look at the diff, the frozen test runs against the head; together they make the verdict.
import { type Finding, scoreOf } from '../../../src/contract/finding.ts';
import type { ProofReport } from '../../../src/contract/result.ts';
import { readFrozenTest } from '../git/frozen-test.ts';
import { tryGit } from '../git/git.ts';
import type { Command, Job } from '../job.ts';
import { runTest } from '../playwright/run-test.ts';
import { testFindings } from '../playwright/test-findings.ts';
import { type Application, ApplicationDown, runApplication } from '../shell/run-application.ts';
import { cut } from '../text/cut.ts';
import { readDiff } from './diff.ts';
import type { ReviewContext } from './rule.ts';
import { allRules } from './rules/all-rules.ts';

const findingsMax = 100;
const weights = { critical: 0, major: 1, minor: 2, info: 3 } as const;

export const reviewPr: Command<'review_pr'> = async (job, work) => {
  const frozen = await readFrozenTest(job, work.test);
  const ruled = await applyRules(job, {
    ...work,
    test: { path: work.test.path, frozen, current: await currentText(job, work.test.path) },
  });
  const ran = await runAcceptanceTest(job, { path: work.test.path, text: frozen }, work.application);
  const all = [...ran.findings, ...ruled].sort((left, right) => weights[left.severity] - weights[right.severity]);
  const score = scoreOf(all);
  const findings = all.slice(0, findingsMax);
  const enough = score >= work.threshold || work.approvedBy !== null;
  if (enough && ran.findings.length === 0 && ran.proof !== null) {
    return { verdict: 'succeeded', output: { command: 'review_pr', score, findings, green: ran.proof } };
  }
  return { verdict: 'rejected', summary: summaryOf(all, score, work.threshold), findings, score, proof: ran.proof };
};

async function applyRules(job: Job, context: ReviewContext): Promise<Finding[]> {
  const diff = await readDiff(job.workspace, job.request.base, job.request.head);
  const others = diff.filter((file) => file.path !== context.test.path);
  return (await Promise.all(allRules.map(async (rule) => rule(others, context)))).flat();
}

async function currentText(job: Job, path: string): Promise<string | null> {
  const run = await tryGit(job.workspace, ['cat-file', 'blob', `${job.request.head}:${path}`]);
  return run.kind === 'done' ? run.output.toString('utf8') : null;
}

interface TestedHead {
  readonly findings: readonly Finding[];
  readonly proof: ProofReport | null;
}

/** The application ran on the base commit, so one that does not start now is the change's fault. */
async function runAcceptanceTest(
  job: Job,
  test: { path: string; text: string },
  application: Application,
): Promise<TestedHead> {
  try {
    return await runApplication(job, application, async () => {
      const run = await runTest(job, {
        ...test,
        name: 'green',
        baseUrl: application.url,
        commit: job.request.head,
        patienceMs: 5_000,
        trace: 'on',
      });
      return { findings: testFindings(test.path, run), proof: run.kind === 'ran' ? run.proof : null };
    });
  } catch (error) {
    if (!(error instanceof ApplicationDown)) throw error;
    const finding: Finding = {
      rule: 'application-start',
      severity: 'critical',
      path: null,
      line: null,
      title: 'The application does not run with this change',
      explanation: cut(error.message, 8_000),
    };
    return { findings: [finding], proof: null };
  }
}

function summaryOf(findings: readonly Finding[], score: number, threshold: number): string {
  const counts = (['critical', 'major', 'minor', 'info'] as const)
    .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  return cut(
    `Score ${score} of at least ${threshold}; ${counts.join(', ') || 'no'} findings: ${findings[0]?.title ?? 'none'}`,
    8_000,
  );
}
