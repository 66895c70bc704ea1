// Takes the pictures of the README from a run of the demo: node docs/pictures/take.ts
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { setStage, repository, label } from '../../src/cli/demo/stage.ts';
import { follow } from '../../src/cli/demo/follow.ts';
import { findBrowser } from '../../src/cli/demo/tool-cache.ts';

const stage = await setStage({ port: 0, coder: null, settleSeconds: 2, reconcileSeconds: 15 });
try {
  const issue = await stage.fileIssue();
  await stage.mona.issues.addLabels({ ...repository, issue_number: issue, labels: [label] });
  const task = await follow(stage, issue);
  if (task === null) throw new Error('pictures: the task was not followed to its end');
  await stage.sandbox.settled();
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 1100, height: 1250 } });
  const { data: checks } = await stage.mona.checks.listForRef({ ...repository, ref: task.branch?.head ?? 'main' });
  const pages = {
    issue: `${stage.sandbox.url}/${repository.owner}/${repository.repo}/issues/${issue}`,
    'pull-request': task.pullRequest?.url ?? '',
    'check-run': checks.check_runs.find((check) => check.name === 'Chimera')?.html_url ?? '',
  };
  for (const [name, url] of Object.entries(pages)) {
    await page.goto(url);
    // On the issue the comment is what is new; the text before it is long.
    if (name === 'issue') await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, import.meta.url)) });
    console.log(`docs/pictures/${name}.png`);
  }
  await browser.close();
} finally {
  await stage.close();
}
