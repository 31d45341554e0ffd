import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { StoreRequests, TimeLeft } from '../../../shared/ports.ts';
import { attemptsOf } from '../aws/attempts.ts';
import { within } from '../within.ts';
import { translated } from './errors.ts';

/** One call of the SDK. */
export type Call<Output> = (client: DynamoDBClient, options: { readonly abortSignal: AbortSignal }) => Promise<Output>;

/** Sends requests, counts every attempt (the SDK's retries too), and turns failures into those of the ports. */
export interface Sender {
  /** The table and its place, for messages. */
  readonly where: string;
  readonly timeLeft: TimeLeft;
  send<Output extends object>(kind: keyof StoreRequests, call: Call<Output>): Promise<Output>;
  requests(): StoreRequests;
}

export function openSender(client: DynamoDBClient, where: string, timeLeft: TimeLeft): Sender {
  const counts = { read: 0, write: 0 };
  return {
    where,
    timeLeft,
    async send(kind, call) {
      try {
        const answer = await within(timeLeft(), (abortSignal) => call(client, { abortSignal }));
        counts[kind] += attemptsOf(answer);
        return answer;
      } catch (error) {
        counts[kind] += attemptsOf(error);
        throw translated(error, where);
      }
    },
    requests: () => ({ ...counts }),
  };
}
