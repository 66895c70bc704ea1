// What endpoints tell of their usage, as their documentation shows it, in whatever pieces it comes.
import { expect, test } from '@jest/globals';
import { usageReader } from '../../../action/src/confinement/answer-usage.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };
const stream = { 'content-type': 'text/event-stream; charset=utf-8' };
const events = (...values: unknown[]): string =>
  values
    .map((value) => `event: x\r\ndata: ${typeof value === 'string' ? value : JSON.stringify(value)}\r\n\r\n`)
    .join('');

function read(headers: Record<string, string>, text: string, pieceBytes: number) {
  const reader = usageReader(headers);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.read(bytes.subarray(at, at + pieceBytes));
  return reader.end();
}

const anthropic = { input_tokens: 10, cache_creation_input_tokens: 200, cache_read_input_tokens: 3_000 };
const responses = { input_tokens: 75, input_tokens_details: { cached_tokens: 32 }, output_tokens: 1_186 };
const gemini = { promptTokenCount: 12, cachedContentTokenCount: 4, candidatesTokenCount: 20, thoughtsTokenCount: 154 };

test.each<[string, Record<string, string>, string, unknown]>([
  [
    'chat completions',
    json,
    JSON.stringify({ choices: [], usage: { prompt_tokens: 19, completion_tokens: 10, total_tokens: 29 } }),
    [19, 10],
  ],
  [
    'chat completions, streamed',
    stream,
    events(
      { choices: [{}], usage: null },
      { choices: [], usage: { prompt_tokens: 19, completion_tokens: 10 } },
      '[DONE]',
    ),
    [19, 10],
  ],
  ['responses', json, JSON.stringify({ object: 'response', usage: responses }, null, 2), [75, 1_186]],
  [
    'responses, streamed',
    stream,
    events(
      { type: 'response.created', response: { usage: null } },
      { type: 'response.output_text.delta', delta: 'what "usage" means: é' },
      { type: 'response.completed', response: { output: [], usage: responses } },
    ),
    [75, 1_186],
  ],
  ['messages', json, JSON.stringify({ type: 'message', usage: { ...anthropic, output_tokens: 150 } }), [3_210, 150]],
  [
    'messages, streamed',
    stream,
    events(
      { type: 'message_start', message: { usage: { ...anthropic, output_tokens: 1 } } },
      { type: 'message_delta', usage: { output_tokens: 15 } },
      { type: 'message_delta', usage: { output_tokens: 150 } },
    ),
    [3_210, 150],
  ],
  ['Gemini', json, JSON.stringify({ candidates: [], usageMetadata: gemini }), [12, 174]],
  [
    'Gemini, streamed',
    stream,
    events({ usageMetadata: { promptTokenCount: 12 } }, { usageMetadata: gemini }),
    [12, 174],
  ],
  [
    'Gemini, streamed as a list',
    json,
    JSON.stringify([{ usageMetadata: { promptTokenCount: 12 } }, { usageMetadata: gemini }]),
    [12, 174],
  ],
  [
    'both ways at once',
    json,
    JSON.stringify({ usage: { prompt_tokens: 30, input_tokens: 10, cache_read_input_tokens: 20, output_tokens: 5 } }),
    [30, 5],
  ],
  ['a list of models', json, '{"data":[{"id":"usage"}]}', 'none'],
  ['a count of tokens', json, '{"input_tokens":14}', 'none'],
  ['a stream that is cut off', stream, events({ choices: [] }).slice(0, -9), 'unread'],
  ['a stream that tells nothing', stream, events({ choices: [] }, '[DONE]'), 'unread'],
  ['half an answer', json, '{"usage":{"prompt_tokens":19', 'unread'],
  ['amounts that are none', json, '{"usage":{"prompt_tokens":-1,"completion_tokens":1e300}}', [0, 0]],
  ['usage that is none', json, '{"usage":"much","usageMetadata":[]}', 'none'],
  ['deep nonsense', json, '['.repeat(100_000), 'unread'],
  ['no object', json, '7', 'none'],
  ['nothing', json, '', 'unread'],
  ['what is compressed', { ...json, 'content-encoding': 'gzip' }, '{"usage":{"prompt_tokens":19}}', 'unread'],
])('%s', (_, headers, text, told) => {
  const usage = Array.isArray(told) ? { inputTokens: told[0], outputTokens: told[1] } : told;
  for (const pieceBytes of [1, 7, 1_000_000]) expect(read(headers, text, pieceBytes)).toEqual(usage);
});

test('more than can be kept is not read, and what follows it is', () => {
  const long = `data: {"usage":"${'x'.repeat(9 * 1024 * 1024)}"}\n`;
  const usage = events({ usage: { prompt_tokens: 19, completion_tokens: 10 } });
  expect(read(stream, long + usage, 64 * 1024)).toEqual({ inputTokens: 19, outputTokens: 10 });
  expect(read(json, `{"usage":{"prompt_tokens":19},"a":"${'x'.repeat(9 * 1024 * 1024)}"}`, 64 * 1024)).toBe('unread');
});
