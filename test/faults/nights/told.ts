import { randomUUID } from 'node:crypto';
import type { FunctionName } from '../../../infra/tools/bundle.ts';
import { httpEvent } from '../../functions/a-gateway.ts';
import { openSandbox, type Sandbox } from '../../support/bundles.ts';
import { type FaultyProxy, openFaultyProxy } from '../../support/faulty-proxy.ts';
import { type Batch, openQueueServer } from '../../support/queue-server.ts';
import { signedBy } from '../../support/signed-by.ts';
import type { TestPlace } from './place.ts';

/** A changed workbook, told by the webhook: sender → receive-change → queue → process-change → workbook. */

/** What became of a message. */
export interface Told {
  /** Statuses that the sender got, one an attempt; `null` = no answer. */
  readonly answers: readonly (number | null)[];
  /** A worker has done what the message asked for. */
  readonly heard: boolean;
}

export interface Chain {
  /** Before the queue. */
  readonly proxy: FaultyProxy;
  /**
   * Sends one message as the Apps Script does, and lets the queue work until it is empty.
   * @param sendings times that the sender sends its message at most
   * @param onEnd runs after each function
   */
  tell(
    workbook: string,
    sendings: number,
    environment: Readonly<Record<string, string>>,
    onEnd: (name: FunctionName) => void,
  ): Promise<Told>;
  /** Kills the function that runs now. */
  kill(): void;
  close(): Promise<void>;
}

const SECRET = 'a secret of the campaign, long enough';
const HUNG = 60_000;

/** @param ahead milliseconds by which clocks of the chain are ahead of the machine's */
export async function openChain(place: TestPlace, ahead: number): Promise<Chain> {
  const queue = await openQueueServer();
  const proxy = await openFaultyProxy(new URL(queue.url).origin);
  let running: Sandbox | null = null;
  const fixed = {
    ...place.environment,
    XIETONG_SCHOOL: 'faults',
    XIETONG_SCHOOL_WORKBOOK: place.argument.replace('google:', ''),
    XIETONG_QUEUE_URL: `${proxy.endpoint}${new URL(queue.url).pathname}`,
    XIETONG_WEBHOOK_SECRET: SECRET,
    XIETONG_WEBHOOK_URL: 'http://127.0.0.1:9/',
  };
  const invoke = async (name: FunctionName, event: unknown, environment: Readonly<Record<string, string>>) => {
    const own = await openSandbox(name, { ...fixed, ...environment }, ahead);
    running = own;
    const limit = setTimeout(() => own.kill(), HUNG);
    const ended = await own.send(event);
    clearTimeout(limit);
    running = null;
    return ended;
  };
  return {
    proxy,
    async tell(workbook, sendings, environment, onEnd) {
      const event = signedEvent(workbook, Date.now() + ahead);
      const answers: (number | null)[] = [];
      while (answers.length < sendings && asksAgain(answers.at(-1))) {
        const { answer } = await invoke('receive-change', event, environment);
        answers.push((answer as { readonly statusCode: number } | null)?.statusCode ?? null);
        onEnd('receive-change');
      }
      let heard = false;
      for (let batch = queue.receive(); batch !== null; batch = queue.receive()) {
        const { answer } = await invoke('process-change', batch, environment);
        onEnd('process-change');
        if (!isDone(batch, answer)) continue;
        queue.delete(batch.Records[0]!.messageId);
        heard = true;
      }
      return { answers, heard };
    },
    kill: () => running?.kill(),
    async close() {
      await Promise.all([proxy.close(), queue.close()]);
    },
  };
}

/** Before the first attempt, and where no answer came or one that asks to come again. */
function asksAgain(status: number | null | undefined): boolean {
  return status === undefined || status === null || status >= 500;
}

/** A worker that has failed, or names the message, gives it back. */
function isDone({ Records }: Batch, answer: unknown): boolean {
  const failures = (answer as { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] } | null)
    ?.batchItemFailures;
  return failures !== undefined && !failures.some(({ itemIdentifier }) => itemIdentifier === Records[0]!.messageId);
}

function signedEvent(workbook: string, now: number): object {
  const body = JSON.stringify({ workbook });
  const message = { timestamp: String(Math.floor(now / 1_000)), nonce: randomUUID(), body };
  const headers = {
    'content-type': 'application/json',
    'x-xietong-timestamp': message.timestamp,
    'x-xietong-nonce': message.nonce,
    'x-xietong-signature': signedBy(SECRET, message),
  };
  return httpEvent('POST', headers, body);
}
