import { createHash } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type TimeLeft, TryLater } from '../../../shared/ports.ts';
import { callerOf } from '../aws/on-loopback.ts';
import { within } from '../within.ts';

/** The queue of changed workbooks. */
export interface ChangedWorkbooks {
  /** Throws `TryLater`. Sending the same message twice within five minutes puts it there once. */
  send(message: { readonly workbook: string; readonly id: string }): Promise<void>;
}

/** The caller waits for an answer: three attempts at most. */
const TIMEOUT = 2_000;
const TRIES = 3;

/**
 * FIFO: one workbook is with one worker at a time (group). The deduplication id is the message's own, not its content:
 * by content the queue would swallow a second edit within five minutes.
 */
export function sqsChanges(queueUrl: string, timeLeft: TimeLeft): ChangedWorkbooks {
  const client = new SQSClient({
    maxAttempts: TRIES,
    requestHandler: { requestTimeout: TIMEOUT, throwOnRequestTimeout: true, connectionTimeout: TIMEOUT },
    // The queue's own address; the SDK would take it all the same, with a warning where it differs from the region's.
    endpoint: new URL(queueUrl).origin,
    ...callerOf(queueUrl),
  });
  return {
    async send({ workbook, id }) {
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ workbook }),
        MessageGroupId: idOf(workbook),
        MessageDeduplicationId: idOf(`${workbook}\n${id}`),
      });
      try {
        await within(timeLeft(), (abortSignal) => client.send(command, { abortSignal }));
      } catch (error) {
        const why = error instanceof Error ? error.name : typeof error;
        throw new TryLater(`the queue of changes did not take the message (${why})`, 10, { cause: error });
      }
    },
  };
}

/** Names that SQS takes, for workbooks of any name. */
function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
