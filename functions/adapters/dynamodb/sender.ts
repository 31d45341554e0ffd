import type {
  $Command,
  DynamoDBClient,
  DynamoDBClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-dynamodb';
import type { StoreRequests } from '../../../shared/ports.ts';
import { translated } from './errors.ts';

type AnyCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes> = $Command<
  I,
  O,
  DynamoDBClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes
>;

/** Sends commands, counts every attempt (retries too), and speaks of failures in the words of the ports. */
export interface Sender {
  /** The table and where it is, for messages. */
  readonly where: string;
  send<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    kind: keyof StoreRequests,
    command: AnyCommand<I, O>,
  ): Promise<O>;
  requests(): StoreRequests;
}

export function openSender(client: DynamoDBClient, where: string): Sender {
  const counts = { read: 0, write: 0 };
  return {
    where,
    async send(kind, command) {
      // After the step that retries, so that it runs for each attempt; on the command, since a client may be shared.
      command.middlewareStack.add(
        (next) => (args) => {
          counts[kind] += 1;
          return next(args);
        },
        { step: 'finalizeRequest', priority: 'low', name: 'countRequests' },
      );
      try {
        return await client.send(command);
      } catch (error) {
        throw translated(error, where);
      }
    },
    requests: () => ({ ...counts }),
  };
}
