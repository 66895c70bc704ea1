// Texts of unknown length are cut before they go into a result, a summary or a prompt; the cut is always visible.
import { stripVTControlCharacters } from 'node:util';

/** At most `max` characters, from the beginning. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const note = `\n… (${text.length - max} characters more)`;
  return text.slice(0, Math.max(0, max - note.length - 8)) + note;
}

/** At most `max` characters, from the end: where commands say why they failed. */
export function tail(text: string, max: number): string {
  if (text.length <= max) return text;
  const note = '… (beginning left out)\n';
  return note + text.slice(text.length - Math.max(0, max - note.length));
}

/** Without terminal colours and other control sequences. */
export function plain(text: string): string {
  return stripVTControlCharacters(text);
}

/** One line, for titles. */
export function oneLine(text: string, max: number): string {
  return cut(plain(text).replaceAll(/\s+/g, ' ').trim(), max);
}
