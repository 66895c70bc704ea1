// The door for webhooks: reads a body of bounded size in bounded time, has its signature verified, and answers
// without telling a caller anything about the inside.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** GitHub never sends more than 25 MB. Source: "Webhook events and payloads". */
const bytesMax = 25 * 1024 * 1024;

/** GitHub gives up after 10 seconds. */
const readMsMax = 10_000;

/** Verifies and handles one webhook; what it rejects with is told apart by `SignatureRefused`. */
export type Receive = (webhook: { id: string; name: string; signature: string; payload: string }) => Promise<void>;

/** The signature does not belong to the body. */
export class SignatureRefused extends Error {}

/** The body is genuine, but not JSON: the App is set up to send forms. */
export class MalformedBody extends Error {}

export function createWebhookDoor(receive: Receive, log: { warn(fields: object, message: string): void }) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { 'x-github-delivery': id, 'x-github-event': name, 'x-hub-signature-256': signature } = request.headers;
    const answer = (status: number, message: string): void => {
      // No `connection: close`: with bytes unread that would reset the connection before the answer is read.
      // What still comes is thrown away, until the server's limit on the request's time.
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify({ message })}\n`);
    };
    if (!isText(id) || !isText(name) || !isText(signature)) {
      return answer(400, 'A webhook needs the headers X-GitHub-Delivery, X-GitHub-Event and X-Hub-Signature-256.');
    }
    const payload = await readBody(request);
    if (payload === 'too large') return answer(413, `A webhook is at most ${bytesMax} bytes long.`);
    if (payload === 'too slow') return answer(408, 'The body did not arrive in time.');
    try {
      await receive({ id, name, signature, payload: payload.text });
      answer(202, 'Kept.');
    } catch (error) {
      log.warn({ delivery: id, event: name, err: error }, 'a webhook was not accepted');
      if (error instanceof SignatureRefused) {
        return answer(401, 'The signature does not match the body. Check the webhook secret of the App.');
      }
      if (error instanceof MalformedBody) {
        return answer(400, 'The body is not JSON. Set the content type of the webhook to application/json.');
      }
      answer(500, 'The webhook could not be kept. It was not acknowledged, so it can be redelivered.');
    }
  };
}

const isText = (value: string | string[] | undefined): value is string => typeof value === 'string' && value !== '';

async function readBody(request: IncomingMessage): Promise<{ text: string } | 'too large' | 'too slow'> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return 'too large';
  const chunks: Buffer[] = [];
  let bytes = 0;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    request.destroy();
  }, readMsMax);
  try {
    // Leaving the loop must not destroy the connection either.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > bytesMax) return 'too large';
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (late) return 'too slow';
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { text: Buffer.concat(chunks).toString('utf-8') };
}
