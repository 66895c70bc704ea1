// Which paths need a person: the same rule in the app's guardrails and in the guardian's review.
export { isProtected } from '../core/guardrails/path-pattern.ts';
