import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { isLoopback } from '../aws/on-loopback.ts';
import type { Table } from '../store/items.ts';
import type { Sender } from './sender.ts';
import { WORDS } from './words.ts';

const ROUNDS = 12;

/**
 * Makes the table when it is missing and waits until it takes requests. Several processes may do so at once.
 * @throws {Refused} when the service is not on this machine: there the deployment makes the table
 */
export async function ensureTable(
  sender: Sender,
  name: string,
  endpoint: string | undefined,
  pause: Table['pause'],
): Promise<void> {
  if (!isLoopback(endpoint)) throw new Refused(WORDS.onlyLocal);
  let failure: unknown = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    const status = await statusOf(sender, name);
    if (status === 'ACTIVE') return;
    if (status === null) failure = await create(sender, name);
    if (round > 0) await pause(round);
  }
  throw failure ?? new TryLater(WORDS.unreachable(sender.where, 'CREATING'), 5);
}

async function statusOf(sender: Sender, TableName: string): Promise<string | null> {
  try {
    const { Table } = await sender.send('read', (client, options) =>
      client.send(new DescribeTableCommand({ TableName }), options),
    );
    return Table?.TableStatus ?? null;
  } catch (error) {
    if (error instanceof Refused && error.cause instanceof Error && error.cause.name === 'ResourceNotFoundException')
      return null;
    throw error;
  }
}

/** Another process may make it first; the next look at the table shows that. */
async function create(sender: Sender, name: string): Promise<unknown> {
  const command = new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  });
  return sender
    .send('write', (client, options) => client.send(command, options))
    .then(
      () => null,
      (error: unknown) => error,
    );
}
