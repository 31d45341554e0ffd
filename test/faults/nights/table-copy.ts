import { callJson, LOCAL } from '../../../functions/adapters/aws/json-client.ts';
import { dynamoStore } from '../../../functions/adapters/dynamodb/store.ts';

/** Whole tables of the engine, as they are stored. */

export type StoredItems = readonly object[];

/** Items that one request may write. */
const BATCH = 25;

function call(endpoint: string, operation: string, input: object): Promise<unknown> {
  const service = {
    url: endpoint,
    service: 'dynamodb',
    target: 'DynamoDB_20120810',
    identity: LOCAL,
    timeout: 20_000,
    attempts: 3,
  } as const;
  return callJson(service, operation, input);
}

/** Everything in a table. */
export async function itemsOf(endpoint: string, table: string): Promise<StoredItems> {
  const items: object[] = [];
  for (let from: object | undefined, first = true; first || from !== undefined; first = false) {
    const page = (await call(endpoint, 'Scan', {
      TableName: table,
      ConsistentRead: true,
      ...(from && { ExclusiveStartKey: from }),
    })) as { readonly Items: object[]; readonly LastEvaluatedKey?: object };
    items.push(...page.Items);
    from = page.LastEvaluatedKey;
  }
  return items;
}

/** Makes a table that holds these items. */
export async function makeTable(endpoint: string, table: string, items: StoredItems): Promise<void> {
  await dynamoStore({ endpoint, table }).ensureTable();
  for (let at = 0; at < items.length; at += BATCH) {
    const requests = items.slice(at, at + BATCH).map((Item) => ({ PutRequest: { Item } }));
    await call(endpoint, 'BatchWriteItem', { RequestItems: { [table]: requests } });
  }
}

/** Gives the table's memory back. */
export async function dropTable(endpoint: string, table: string): Promise<void> {
  await call(endpoint, 'DeleteTable', { TableName: table });
}
