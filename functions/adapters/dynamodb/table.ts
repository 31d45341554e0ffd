import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { inParallel } from '../../../shared/in-parallel.ts';
import { TryLater } from '../../../shared/ports.ts';
import type { Condition, Item, Key, Objection, Put, PutOutcome, Range, Table } from '../store/items.ts';
import { pauseBefore } from '../store/items.ts';
import { type AttributeValues, guardOf, toAttributes, toItem, toKey } from './attributes.ts';
import type { Sender } from './sender.ts';
import { WORDS } from './words.ts';

const GET_BATCH = 100;
const WRITE_BATCH = 25;
/** Batches sent at the same time. */
const AT_ONCE = 4;
const ROUNDS = 8;

/** A table of the service. Reads are strongly consistent: 100 items a request, or a megabyte; 25 written a request. */
export function dynamoTable(sender: Sender, name: string): Table {
  const open: OpenTable = { sender, name };
  return {
    where: sender.where,
    get: (key) => get(open, key),
    getAll: (keys) => getAll(open, keys),
    query: (pk, range) => query(open, pk, range ?? {}),
    put: (item, condition) => put(open, item, condition),
    putGroup: (puts) => putGroup(open, puts),
    putAll: (items) =>
      writeAll(
        open,
        items.map((item) => ({ PutRequest: { Item: toAttributes(item) } })),
      ),
    removeAll: (keys) =>
      writeAll(
        open,
        keys.map((key) => ({ DeleteRequest: { Key: toKey(key) } })),
      ),
    async remove(key) {
      const command = new DeleteItemCommand({ TableName: name, Key: toKey(key), ReturnValues: 'ALL_OLD' });
      const { Attributes } = await sender.send('write', (client, options) => client.send(command, options));
      return Attributes && toItem(Attributes);
    },
    all: () => all(open),
    pause: (round) => pause(open, round),
    requests: sender.requests,
  };
}

interface OpenTable {
  readonly sender: Sender;
  readonly name: string;
}

/** Waits no longer than there is time; the next request reports that there is none. */
async function pause({ sender }: OpenTable, round: number): Promise<void> {
  await sleep(Math.max(0, Math.min(pauseBefore(round), sender.timeLeft())));
}

async function get({ sender, name }: OpenTable, key: Key): Promise<Item | undefined> {
  const command = new GetItemCommand({ TableName: name, Key: toKey(key), ConsistentRead: true });
  const { Item } = await sender.send('read', (client, options) => client.send(command, options));
  return Item && toItem(Item);
}

async function getAll(open: OpenTable, keys: readonly Key[]): Promise<readonly Item[]> {
  const batches = chunks(keys, GET_BATCH);
  return (await inParallel(batches, AT_ONCE, (batch) => getBatch(open, batch))).flat();
}

/** One request returns up to 16 MB; the rest is requested again at once, throttled keys after a pause. */
async function getBatch(open: OpenTable, batch: readonly Key[]): Promise<readonly Item[]> {
  const { sender, name } = open;
  const items: Item[] = [];
  let keys: AttributeValues[] = batch.map(toKey);
  for (let round = 0; keys.length > 0; ) {
    const command = new BatchGetItemCommand({ RequestItems: { [name]: { Keys: keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await sender.send('read', (client, options) =>
      client.send(command, options),
    );
    const found = Responses?.[name] ?? [];
    for (const attributes of found) items.push(toItem(attributes));
    keys = UnprocessedKeys?.[name]?.Keys ?? [];
    if (found.length > 0 || keys.length === 0) continue;
    if (round === ROUNDS) throw new TryLater(WORDS.throttled(sender.where), 30);
    await pause(open, round);
    round += 1;
  }
  return items;
}

async function query({ sender, name }: OpenTable, pk: string, range: Range): Promise<readonly Item[]> {
  const { prefix = '', latestFirst = false, limit } = range;
  const items: Item[] = [];
  let start: AttributeValues | undefined;
  do {
    const command = new QueryCommand({
      TableName: name,
      ConsistentRead: true,
      ScanIndexForward: !latestFirst,
      KeyConditionExpression: prefix === '' ? '#pk = :pk' : '#pk = :pk AND begins_with(#sk, :prefix)',
      ExpressionAttributeNames: { '#pk': 'pk', ...(prefix !== '' && { '#sk': 'sk' }) },
      ExpressionAttributeValues: { ':pk': { S: pk }, ...(prefix !== '' && { ':prefix': { S: prefix } }) },
      ...(limit !== undefined && { Limit: limit - items.length }),
      ...(start && { ExclusiveStartKey: start }),
    });
    const { Items, LastEvaluatedKey } = await sender.send('read', (client, options) => client.send(command, options));
    for (const attributes of Items ?? []) items.push(toItem(attributes));
    start = LastEvaluatedKey;
  } while (start && items.length < (limit ?? Number.POSITIVE_INFINITY));
  return items;
}

async function all({ sender, name }: OpenTable): Promise<readonly Item[]> {
  const items: Item[] = [];
  let start: AttributeValues | undefined;
  do {
    const command = new ScanCommand({
      TableName: name,
      ConsistentRead: true,
      ...(start && { ExclusiveStartKey: start }),
    });
    const { Items, LastEvaluatedKey } = await sender.send('read', (client, options) => client.send(command, options));
    for (const attributes of Items ?? []) items.push(toItem(attributes));
    start = LastEvaluatedKey;
  } while (start);
  return items;
}

async function put(open: OpenTable, item: Item, condition?: Condition): Promise<PutOutcome> {
  const { sender, name } = open;
  // Says whose write it was: after a lost answer, the retry fails on our own write.
  const writer = randomUUID();
  const command = new PutItemCommand({
    TableName: name,
    Item: toAttributes({ ...item, writer }),
    ReturnValues: 'ALL_OLD',
    ...(condition && guardOf(condition)),
  });
  try {
    const { Attributes } = await sender.send('write', (client, options) => client.send(command, options));
    return { done: true, replaced: Attributes && toItem(Attributes) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const standing = error.Item ? toItem(error.Item) : await get(open, item);
    return standing?.writer === writer ? { done: true, replaced: undefined } : { done: false, standing };
  }
}

async function putGroup({ sender, name }: OpenTable, puts: readonly Put[]): Promise<readonly Objection[] | null> {
  const command = new TransactWriteItemsCommand({
    TransactItems: puts.map(({ item, condition }) => ({
      Put: { TableName: name, Item: toAttributes(item), ...(condition && guardOf(condition)) },
    })),
    // Makes a retry after a lost answer harmless, within ten minutes.
    ClientRequestToken: randomUUID(),
  });
  try {
    await sender.send('write', (client, options) => client.send(command, options));
    return null;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const { CancellationReasons: reasons = [] } = error;
    if (reasons.length !== puts.length || reasons.some(({ Code }) => Code === 'ValidationError')) throw error;
    return reasons.map(({ Code, Item }) =>
      Code === 'ConditionalCheckFailed' ? { refused: true, standing: Item && toItem(Item) } : 'free',
    );
  }
}

async function writeAll(open: OpenTable, requests: readonly WriteRequest[]): Promise<void> {
  await inParallel(chunks(requests, WRITE_BATCH), AT_ONCE, (batch) => writeBatch(open, batch));
}

async function writeBatch(open: OpenTable, batch: readonly WriteRequest[]): Promise<void> {
  const { sender, name } = open;
  let requests = [...batch];
  for (let round = 0; requests.length > 0; round += 1) {
    if (round > 0) await pause(open, round - 1);
    if (round > ROUNDS) throw new TryLater(WORDS.throttled(sender.where), 30);
    const command = new BatchWriteItemCommand({ RequestItems: { [name]: requests } });
    const { UnprocessedItems } = await sender.send('write', (client, options) => client.send(command, options));
    requests = UnprocessedItems?.[name] ?? [];
  }
}

function chunks<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  const out: T[][] = [];
  for (let from = 0; from < values.length; from += size) out.push(values.slice(from, from + size));
  return out;
}
