// Texts of other people in the markdown that the app and the action write: both take the same things apart.
export { asBlock, asCode, asProse, asText, fenced } from '../core/wording/markdown/escape.ts';
