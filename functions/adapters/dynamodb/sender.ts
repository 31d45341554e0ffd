import type { StoreRequests } from '../../../shared/ports.ts';
import type { DynamoClient } from './client.ts';
import { translated } from './errors.ts';
import type { Operation, Operations } from './operations.ts';

/** Sends operations, counts every attempt (retries too), and speaks of failures in the words of the ports. */
export interface Sender {
  /** The table and where it is, for messages. */
  readonly where: string;
  send<Name extends Operation>(
    kind: keyof StoreRequests,
    operation: Name,
    input: Operations[Name][0],
  ): Promise<Operations[Name][1]>;
  requests(): StoreRequests;
}

export function openSender(client: DynamoClient, where: string): Sender {
  const counts = { read: 0, write: 0 };
  return {
    where,
    async send(kind, operation, input) {
      try {
        return await client.send(operation, input, () => {
          counts[kind] += 1;
        });
      } catch (error) {
        throw translated(error, where);
      }
    },
    requests: () => ({ ...counts }),
  };
}
