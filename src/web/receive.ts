// Between the webhook door and the Probot app: the signature is verified over the raw body, then the handlers run.
import { MalformedBody, type Receive, SignatureRefused } from './webhook-door.ts';

/** The two methods of Probot's `webhooks` that are used. */
interface Webhooks {
  verify(payload: string, signature: string): Promise<boolean>;
  receive(event: { id: string; name: 'issues'; payload: never }): Promise<unknown>;
}

export function receiveThrough(webhooks: Webhooks): Receive {
  return async ({ id, name, signature, payload }) => {
    if (!(await webhooks.verify(payload, signature))) throw new SignatureRefused('wrong signature');
    // Probot's types know events by name; one that it does not know simply has no handler.
    await webhooks.receive({ id, name: name as 'issues', payload: parse(payload) as never });
  };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    throw new MalformedBody('not JSON', { cause: error });
  }
}
