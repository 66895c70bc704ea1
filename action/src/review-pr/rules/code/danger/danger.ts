// One kind of dangerous code: what it looks like in a statement, and what takes the danger away.
import type { Finding } from '../../../../../../src/contract/finding.ts';

export interface Danger {
  readonly severity: Finding['severity'];
  /** The claim, in one line. */
  readonly title: string;
  /** What can happen, and what to write instead. */
  readonly explanation: string;
  /** Which part of a statement is looked at: with strings, or without what they say. */
  readonly in: 'code' | 'bare';
  readonly pattern: RegExp;
  /** A statement that matches this too is harmless. */
  readonly unless?: RegExp;
  /** The file has to hold this somewhere; looked at only where the whole text is known. */
  readonly where?: RegExp;
  /** The repair where it is certain: applied to the line. */
  readonly repair?: readonly [pattern: RegExp, replacement: string];
  /** Whether it counts in tests too. */
  readonly inTests?: boolean;
}

/** A template that inserts something other than constants of the program. */
export const inserts =
  '\\$\\{(?!\\s*(?:[A-Z][A-Z0-9_]*|__dirname|__filename|process\\.(?:pid|execPath|platform|cwd\\(\\)))\\s*\\})';

/** The beginning of an SQL statement, as people write it in a string. */
export const sql = [
  '(?:(?:SELECT|select)\\s[^;]{0,300}?\\s(?:FROM|from)\\s',
  '(?:INSERT|insert)\\s+(?:(?:OR|or)\\s+\\w+\\s+)?(?:INTO|into)\\s',
  '(?:UPDATE|update)\\s+[\\w".`$\\{}]{1,60}\\s+(?:SET|set)\\s',
  '(?:DELETE|delete)\\s+(?:FROM|from)\\s',
  '(?:CREATE|DROP|ALTER)\\s+(?:TABLE|DATABASE|USER)\\s)',
].join('|');

export const shellText =
  'A shell runs whatever the inserted text says, also `; rm -rf /`. Call the program directly with a list of arguments and no shell.';
export const sqlText =
  'What is inserted becomes part of the statement (SQL injection). Use placeholders and hand the values over separately.';
export const tlsText =
  'Without this check anybody on the way can read and change what is sent. Keep it on; add the certificate to the trusted ones where it is your own.';
export const evalText =
  'Whatever the text holds is run with all rights of the program. Parse it, or call a function of its own.';
export const readText =
  'This format can hold code that runs while it is read. Use one that only holds values, such as JSON, or the safe form of the reader.';
export const pageText =
  'Text with tags in it becomes part of the page and can run code (cross-site scripting). Set `textContent`, or clean it first.';
export const randomText = 'These numbers can be guessed. Use the random numbers of the cryptography library.';
export const hashText = 'Passwords hashed this way are found within hours. Use argon2, scrypt or bcrypt.';
