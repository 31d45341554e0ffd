import type { LambdaContext } from '../lambda/deadline.ts';
import { parseEvent } from '../lambda/event.ts';
import { deadline, reported, wire } from '../lambda/step.ts';
import { batchEvent, changeMessage } from './change-message.ts';
import { checkChanged } from './check-changed.ts';

interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** One message = one changed workbook. FIFO: the first failure returns itself and everything after it to the queue. */
export const handler = async (raw: unknown, context: LambdaContext): Promise<BatchAnswer> => {
  deadline.begin(context);
  const { Records } = parseEvent('process-change', batchEvent, raw);
  for (const [at, { body, attributes }] of Records.entries()) {
    try {
      await checkChanged(await wire(), changeMessage(body), Number(attributes.SentTimestamp));
    } catch (error) {
      reported('process-change', error);
      return { batchItemFailures: Records.slice(at).map(({ messageId }) => ({ itemIdentifier: messageId })) };
    }
  }
  return { batchItemFailures: [] };
};
