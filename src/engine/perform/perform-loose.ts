// Effects that belong to no task: answers, reactions, labels, the set-up of a repository.
import type { LooseEffect } from '../../core/effect.ts';
import type { EngineParts } from '../parts.ts';
import type { Try } from './perform.ts';
import { done, type Performance } from './performer.ts';

export async function performLoose(parts: EngineParts, effect: LooseEffect, attempt: Try): Promise<Performance> {
  const { github } = parts;
  switch (effect.kind) {
    case 'comment':
      return await answer(parts, effect, attempt);
    // GitHub takes a second reaction or label of the same kind for the first one.
    case 'react_to_comment':
      await github.reactToComment(effect.repository, effect);
      return done();
    case 'label':
      await github.label(effect.repository, effect.issue, effect.label);
      return done();
    case 'set_up':
      await parts.prepare(effect.repository);
      return done();
    default:
      return effect satisfies never;
  }
}

/** The hidden mark in its last line tells whether the comment stands already. */
async function answer(
  { github }: EngineParts,
  effect: Extract<LooseEffect, { kind: 'comment' }>,
  { unclear }: Try,
): Promise<Performance> {
  const marker = effect.body.slice(effect.body.lastIndexOf('\n') + 1);
  const stands = unclear && (await github.findComment(effect.repository, effect.issue, marker)) !== null;
  if (!stands) await github.comment(effect.repository, effect.issue, effect.body);
  return done();
}
