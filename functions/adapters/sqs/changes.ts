import { createHash } from 'node:crypto';
import { TryLater } from '../../../shared/ports.ts';
import { callJson, type Identify, isLoopback, LOCAL } from '../aws/json-client.ts';

/** The queue of changed workbooks. */
export interface Changes {
  /** Throws `TryLater`. Sending the same message twice within five minutes puts it there once. */
  send(message: { readonly workbook: string; readonly id: string }): Promise<void>;
}

/** Whoever waits for an answer does so for three attempts at most. */
const TIMEOUT = 2_000;
const TRIES = 3;

/**
 * FIFO: one workbook is with one worker at a time (group). The deduplication id is the message's own, not its content:
 * by content the queue would swallow a second edit within five minutes.
 */
export function sqsChanges(queueUrl: string, identify: Identify): Changes {
  return {
    async send({ workbook, id }) {
      const known = (await identify()) ?? (isLoopback(queueUrl) ? LOCAL : null);
      if (known === null) throw new TryLater('the queue of changes needs credentials', null);
      const service = {
        url: new URL(queueUrl).origin,
        service: 'sqs',
        target: 'AmazonSQS',
        identity: known,
        timeout: TIMEOUT,
        attempts: TRIES,
      } as const;
      const input = {
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ workbook }),
        MessageGroupId: idOf(workbook),
        MessageDeduplicationId: idOf(`${workbook}\n${id}`),
      };
      try {
        await callJson(service, 'SendMessage', input);
      } catch (error) {
        const why = error instanceof Error ? error.name : typeof error;
        throw new TryLater(`the queue of changes did not take the message (${why})`, 10, { cause: error });
      }
    },
  };
}

/** Names that SQS takes, whatever a workbook is called. */
function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
