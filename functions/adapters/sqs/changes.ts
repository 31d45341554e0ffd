import { createHash } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { TryLater } from '../../../shared/ports.ts';

/** The queue of changed workbooks. */
export interface Changes {
  /** Throws `TryLater`. Sending the same message twice within five minutes puts it there once. */
  send(message: { readonly workbook: string; readonly id: string }): Promise<void>;
}

const TIMEOUT = 3_000;

/**
 * FIFO: one workbook is with one worker at a time (group). The deduplication id is the message's own, not its content:
 * by content the queue would swallow a second edit within five minutes.
 */
export function sqsChanges(queueUrl: string, endpoint?: string): Changes {
  const local = endpoint === undefined ? {} : { endpoint, region: 'local', credentials: LOCAL };
  const requestHandler = { connectionTimeout: TIMEOUT, requestTimeout: TIMEOUT, throwOnRequestTimeout: true };
  const client = new SQSClient({ ...local, maxAttempts: 3, requestHandler });
  return {
    async send({ workbook, id }) {
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ workbook }),
        MessageGroupId: idOf(workbook),
        MessageDeduplicationId: idOf(`${workbook}\n${id}`),
      });
      try {
        await client.send(command);
      } catch (error) {
        throw new TryLater('the queue of changes did not take the message', 10, { cause: error });
      }
    },
  };
}

const LOCAL = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Names that SQS takes, whatever a workbook is called. */
function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
