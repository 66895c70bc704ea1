/** States as people read them: a word, a sign and a colour, never the colour alone. */
import { html, type Markup } from './markup.ts';

type Tone = 'good' | 'bad' | 'busy' | 'quiet' | 'purple';

interface Look {
  readonly tone: Tone;
  readonly sign: string;
  readonly word: string;
}

const looks: Readonly<Record<string, Look>> = {
  success: { tone: 'good', sign: '✓', word: 'success' },
  failure: { tone: 'bad', sign: '✕', word: 'failure' },
  error: { tone: 'bad', sign: '✕', word: 'error' },
  startup_failure: { tone: 'bad', sign: '✕', word: 'startup failure' },
  timed_out: { tone: 'bad', sign: '✕', word: 'timed out' },
  cancelled: { tone: 'quiet', sign: '⊘', word: 'cancelled' },
  skipped: { tone: 'quiet', sign: '⊘', word: 'skipped' },
  neutral: { tone: 'quiet', sign: '■', word: 'neutral' },
  stale: { tone: 'quiet', sign: '■', word: 'stale' },
  inactive: { tone: 'quiet', sign: '■', word: 'inactive' },
  action_required: { tone: 'busy', sign: '!', word: 'action required' },
  queued: { tone: 'busy', sign: '○', word: 'queued' },
  requested: { tone: 'busy', sign: '○', word: 'requested' },
  pending: { tone: 'busy', sign: '○', word: 'pending' },
  waiting: { tone: 'busy', sign: '○', word: 'waiting' },
  in_progress: { tone: 'busy', sign: '●', word: 'in progress' },
  open: { tone: 'good', sign: '○', word: 'Open' },
  closed: { tone: 'bad', sign: '✕', word: 'Closed' },
  completed: { tone: 'purple', sign: '✓', word: 'Closed' },
  not_planned: { tone: 'quiet', sign: '⊘', word: 'Closed as not planned' },
  merged: { tone: 'purple', sign: '✓', word: 'Merged' },
  draft: { tone: 'quiet', sign: '○', word: 'Draft' },
  APPROVED: { tone: 'good', sign: '✓', word: 'approved these changes' },
  CHANGES_REQUESTED: { tone: 'bad', sign: '±', word: 'requested changes' },
  COMMENTED: { tone: 'quiet', sign: '“', word: 'reviewed' },
  DISMISSED: { tone: 'quiet', sign: '⊘', word: 'had this review dismissed' },
  PENDING: { tone: 'quiet', sign: '○', word: 'began a review' },
};

function lookOf(state: string): Look {
  return looks[state] ?? { tone: 'quiet', sign: '■', word: state };
}

/** Sign and word. */
export function stateText(state: string): Markup {
  const { tone, sign, word } = lookOf(state);
  return html`<span class="state ${tone}"><span class="sign${state === 'in_progress' ? ' turning' : ''}" aria-hidden="true">${sign}</span> ${word}</span>`;
}

/** The sign alone, with the word for those who do not see it. */
export function stateSign(state: string): Markup {
  const { tone, sign, word } = lookOf(state);
  return html`<span class="state ${tone}" title="${word}"><span class="sign${state === 'in_progress' ? ' turning' : ''}" aria-hidden="true">${sign}</span><span class="unseen">${word}</span></span>`;
}

/** A filled pill, for the head of a page. */
export function statePill(state: string): Markup {
  const { tone, sign, word } = lookOf(state);
  return html`<span class="pill ${tone}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

/** What a run, job, step or check run comes to: its conclusion once it has one. */
export function outcomeOf(record: { readonly status: string; readonly conclusion: string | null }): string {
  return record.conclusion ?? record.status;
}
