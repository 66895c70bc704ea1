// An OpenAI-compatible endpoint on this machine that answers as it is told, one answer a request.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

export type ScriptedAnswer =
  /** `usage`: what it tells of its usage, if not the usual. */
  | { readonly kind: 'text'; readonly text: string; readonly usage?: unknown }
  | { readonly kind: 'tools'; readonly calls: readonly { readonly name: string; readonly input: unknown }[] }
  /** Arguments that are no JSON. */
  | { readonly kind: 'broken-tool'; readonly name: string }
  | { readonly kind: 'refusal'; readonly text: string }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  /** A body that is no answer at all. */
  | { readonly kind: 'garbage' }
  | { readonly kind: 'hang' };

export interface SeenRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { role: string; content: unknown }[];
    tools?: unknown[];
  };
}

export interface FakeEndpoint {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** What comes next; when nothing is left, the last one is repeated. */
  script(...answers: readonly ScriptedAnswer[]): void;
  close(): Promise<void>;
}

export const usagePerRequest = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };

export async function startOpenAiServer(): Promise<FakeEndpoint> {
  const seen: SeenRequest[] = [];
  let answers: ScriptedAnswer[] = [];
  const server = createServer(async (incoming, reply) => {
    let text = '';
    for await (const part of incoming) text += part;
    seen.push({ url: incoming.url ?? '', headers: incoming.headers, body: JSON.parse(text || '{}') });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) throw new Error('openai-server: nothing is scripted');
    if (answer.kind === 'hang') return;
    const { status, headers, body } = replyOf(answer, seen.length);
    reply.writeHead(status, { 'content-type': 'application/json', ...headers });
    reply.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/v1`,
    seen,
    script: (...next) => {
      answers = [...next];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function replyOf(answer: Exclude<ScriptedAnswer, { kind: 'hang' }>, number: number) {
  if (answer.kind === 'garbage') return { status: 200, headers: {}, body: '<html>not an answer</html>' };
  if (answer.kind === 'status') {
    const headers: Record<string, string> =
      answer.retryAfter === undefined ? {} : { 'retry-after': String(answer.retryAfter) };
    return { status: answer.status, headers, body: JSON.stringify({ error: { message: `status ${answer.status}` } }) };
  }
  const toolCalls =
    answer.kind === 'tools'
      ? answer.calls.map(({ name, input }, index) => toolCall(`call-${number}-${index}`, name, JSON.stringify(input)))
      : answer.kind === 'broken-tool'
        ? [toolCall(`call-${number}`, answer.name, '{"path": ')]
        : undefined;
  const message = {
    role: 'assistant',
    content: answer.kind === 'text' || answer.kind === 'refusal' ? answer.text : null,
    ...(toolCalls === undefined ? {} : { tool_calls: toolCalls }),
  };
  const finish = toolCalls !== undefined ? 'tool_calls' : answer.kind === 'refusal' ? 'content_filter' : 'stop';
  const body = JSON.stringify({
    id: `answer-${number}`,
    object: 'chat.completion',
    created: 1,
    model: 'fake',
    choices: [{ index: 0, message, finish_reason: finish }],
    usage: (answer.kind === 'text' ? answer.usage : undefined) ?? usagePerRequest,
  });
  return { status: 200, headers: {}, body };
}

const toolCall = (id: string, name: string, input: string) => ({
  id,
  type: 'function',
  function: { name, arguments: input },
});
