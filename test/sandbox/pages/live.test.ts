/** Pages in a real browser: they follow what is going on, and fit on a telephone. */

import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, chromium as browsers, type Page } from '@playwright/test';
import chromium from '@sparticuz/chromium';
import { Hono } from 'hono';
import { mountPages } from '../../../src/sandbox/pages/pages.ts';
import { createFullSample } from './full-sample.ts';
import { createSampleSite } from './sample-site.ts';
import { addComment } from './sample-work.ts';
import { newIssue, type Sample } from './sample-world.ts';

let sample: Sample;
let server: ServerType;
let browser: Browser;

beforeAll(async () => {
  sample = await createFullSample();
  const app = new Hono();
  mountPages(app, createSampleSite(sample, []));
  sample.world.url = await new Promise((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
  browser = await browsers.launch({
    executablePath: process.env.CHROME_PATH ?? (await chromium.executablePath()),
    args: ['--no-sandbox', '--disable-gpu'],
  });
});

afterAll(async () => {
  await browser.close();
  server.close();
  sample.remove();
});

describe('while something is going on', () => {
  test('a page shows what is new by itself, and what was folded away stays so', async () => {
    await withPage('/octo-org/todo/pull/2/files', async (page) => {
      await page.locator('summary', { hasText: 'public/style.css' }).click();
      const [first, second] = [...sample.repository.reviewComments.values()];
      if (!first || !second) throw new Error('The sample has two review comments');
      second.body = 'Said a moment ago';
      await page.getByText('Said a moment ago').waitFor();
      expect(await page.getByText('#summary[hidden] {').isVisible()).toBe(false);
      expect(await page.getByText('return left === 1').isVisible()).toBe(true);
    });
  });

  test('a comment comes into the issue', async () => {
    await withPage('/octo-org/todo/issues/1', async (page) => {
      addComment(sample, sample.people.ada, 'It is **done**.');
      await page.getByText('It is done.').waitFor();
    });
  });

  test('what one is writing stays, and what is new comes when one has left the field', async () => {
    await withPage('/octo-org/todo/issues/1', async (page) => {
      const comment = page.getByLabel('Add a comment');
      await comment.fill('Half a sent');
      addComment(sample, sample.people.ada, 'Something **new**.');
      await page.waitForTimeout(1_500);
      expect(await page.getByText('Something new.').count()).toBe(0);
      await page.getByRole('heading', { name: 'Labels' }).click();
      await page.getByText('Something new.').waitFor();
      expect(await comment.inputValue()).toBe('Half a sent');
    });
  });
});

test('pressing a button of a check run leads back to its page', async () => {
  const [run] = sample.repository.checkRuns.values();
  await withPage(`/octo-org/todo/runs/${run?.id}`, async (page) => {
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: '5/7 phases complete' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/octo-org/todo/runs/${run?.id}`);
  });
});

test.each([
  '/',
  '/octo-org/todo',
  '/octo-org/todo/issues/1?edit=issue',
  '/octo-org/todo/issues/new',
  '/octo-org/todo/pull/2',
  '/octo-org/todo/pull/2/files',
  '/octo-org/todo/actions',
])('%s fits on a telephone', async (path) => {
  await withPage(path, async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });
});

test("a stranger's script does not run, and nothing but our own is loaded", async () => {
  const attack = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';
  const issue = newIssue(sample.world, sample.repository, sample.people.ada, attack, attack);
  await withPage(`/octo-org/todo/issues/${issue.number}`, async (page) => {
    await page.getByRole('heading', { name: attack }).waitFor();
    expect(await page.evaluate('window.hurt')).toBeUndefined();
  });
});

async function withPage(path: string, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(sample.world.url + path);
    await look(page);
  } finally {
    await context.close();
  }
}
