// What people read about the guardian App's review: in the review itself, in the check run, and in the answer to `why`.
import { describe, expect, test } from '@jest/globals';
import type { DecisiveReview } from '../../../src/core/outcome.ts';
import type { Task } from '../../../src/core/task.ts';
import { decisiveReviewBody, standsAsComment } from '../../../src/core/wording/decisive-review.ts';
import { verdictWords } from '../../../src/core/wording/verdict.ts';
import { refusedReview, tasks } from '../samples.ts';

const reviewed = (decisive?: DecisiveReview): Task => {
  const task = tasks.running();
  const record = decisive === undefined ? refusedReview : { ...refusedReview, decisive };
  return { ...task, history: [...task.history, record] };
};

test('the review says the verdict, links the job’s, and repeats nothing of it', () => {
  expect(decisiveReviewBody(reviewed(), refusedReview)).toBe(
    [
      '### ✅ Approved · round 1',
      'The guardian’s verdict on commit 0000000. Score 0.90. Criteria, findings and reasons are in [its comment](http://gh.test/pull/4#pullrequestreview-70), because GitHub Actions may not give it as a review here.',
      '<!-- chimera:verdict:7-12-1:7-12-1-900 -->',
    ].join('\n\n'),
  );
  expect(decisiveReviewBody(reviewed(), { ...refusedReview, verdict: 'rejected', score: null })).toMatch(
    /^### ❌ Changes requested · round 1\n\n[^\n]*commit 0000000\. Criteria/,
  );
});

const by = 'judge[bot]';
const posted: DecisiveReview = { kind: 'posted', state: 'APPROVED', review: 71, url: 'http://gh.test/r71', by };

describe('where the verdict is, and what to do', () => {
  test.each<[string, DecisiveReview | undefined, RegExp]>([
    ['not asked yet', undefined, /so it is posted \[as a comment\]\(\S+-70\); this check run carries the verdict\.$/],
    ['posted', posted, /, and judge\\\[bot\\\] has posted \[the verdict as a review\]\(http:\/\/gh\.test\/r71\)\.$/],
    [
      'not configured',
      { kind: 'not_configured' },
      /verdict\. To have it as a review, let GitHub Actions approve.*a second App/,
    ],
    ['not installed', { kind: 'not_installed', by }, /verdict\. .*install the second App \(judge\\\[bot\\\]\) on this/],
    [
      'refused',
      { kind: 'refused', by, words: 'no | <b>' },
      /was refused as well \(“no \\\| &lt;b&gt;”\).*may write pull/,
    ],
  ])('%s', (_, decisive, words) => {
    expect(verdictWords(reviewed(decisive))).toMatch(words);
    const why = standsAsComment(reviewed(decisive));
    if (decisive === posted) expect(why).toBe('');
    else expect(why).toMatch(/^\*\*The review stands as a comment\.\*\* GitHub refused it/);
  });

  test('without a review, nothing stands as a comment', () => {
    expect(standsAsComment(tasks.running())).toBe('');
  });
});
