import {
  type AttributeValue,
  BatchWriteItemCommand,
  DeleteTableCommand,
  type DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { dynamoStore } from '../../../functions/adapters/dynamodb/store.ts';
import { rawClient } from '../../support/raw-client.ts';

/** Whole tables of the engine, as they are stored. */

export type StoredItems = readonly Record<string, AttributeValue>[];

/** Items that one request may write. */
const BATCH = 25;

/** Everything in a table. */
export function itemsOf(endpoint: string, table: string): Promise<StoredItems> {
  return withClient(endpoint, async (client) => {
    const items: Record<string, AttributeValue>[] = [];
    for (let from: Record<string, AttributeValue> | undefined, first = true; first || from; first = false) {
      const page = await client.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) }),
      );
      items.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    }
    return items;
  });
}

/** Makes a table that holds these items. */
export async function makeTable(endpoint: string, table: string, items: StoredItems): Promise<void> {
  await dynamoStore({ endpoint, table }).ensureTable();
  await withClient(endpoint, async (client) => {
    for (let at = 0; at < items.length; at += BATCH) {
      const requests = items.slice(at, at + BATCH).map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
    }
  });
}

/** Gives the table's memory back. */
export async function dropTable(endpoint: string, table: string): Promise<void> {
  await withClient(endpoint, (client) => client.send(new DeleteTableCommand({ TableName: table })));
}

async function withClient<T>(endpoint: string, work: (client: DynamoDBClient) => Promise<T>): Promise<T> {
  const client = rawClient(endpoint);
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}
