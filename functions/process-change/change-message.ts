import * as z from 'zod';
import { queuedChange } from '../../shared/run/changes.ts';
import { parseEvent } from '../lambda/event.ts';
import { BadEvent } from '../lambda/failure.ts';

/** The used part of a batch of SQS. */
export const batchEvent = z.object({
  Records: z.array(
    z.object({
      messageId: z.string(),
      body: z.string(),
      attributes: z.object({ SentTimestamp: z.string().regex(/^\d+$/) }),
    }),
  ),
});

/** Which workbook has changed. Throws `BadEvent`. */
export function changeMessage(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new BadEvent('a message of the queue is not JSON');
  }
  return parseEvent('a message of the queue', queuedChange, value).workbook;
}
