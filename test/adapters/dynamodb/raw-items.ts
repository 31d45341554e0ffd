import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import { rawClient } from '../../support/raw-client.ts';

/** The items of a partition as they are stored, past the store. */
export async function itemsAt(
  endpoint: string,
  table: string,
  pk: string,
): Promise<readonly Record<string, AttributeValue>[]> {
  const client = rawClient(endpoint);
  const items: Record<string, AttributeValue>[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  client.destroy();
  return items;
}
