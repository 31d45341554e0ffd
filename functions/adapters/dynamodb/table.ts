import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../../../shared/in-parallel.ts';
import { TryLater } from '../../../shared/ports.ts';
import { AwsFailure } from '../aws/json-client.ts';
import { type Attributes, type Item, toAttribute, toAttributes, toItem, toKey } from './item.ts';
import type { Key } from './keys.ts';
import type { AttributeValues, WriteRequest } from './operations.ts';
import type { Sender } from './sender.ts';
import { WORDS } from './words.ts';

/** What must hold for a write; `#name` stands for the attribute `name` of the stored item. */
export interface Condition {
  readonly expression: string;
  readonly values?: Attributes;
}

export const ABSENT: Condition = { expression: 'attribute_not_exists(#pk)' };

/** Which items of a partition, in which order. */
export interface Range {
  readonly prefix?: string;
  readonly latestFirst?: boolean;
  /** Stop once there are so many. */
  readonly limit?: number;
}

/** Result of a conditional write: done, or the item that stands instead. */
export type PutOutcome =
  | { readonly done: true; readonly replaced: Item | undefined }
  | { readonly done: false; readonly standing: Item | undefined };

/** The one table, in items of ours. Reads are strongly consistent. Throws `TryLater` and `Refused`. */
export interface Table {
  readonly name: string;
  readonly sender: Sender;
  get(key: Key): Promise<Item | undefined>;
  /** Items that exist, in no order: 100 a request. */
  getAll(keys: readonly Key[]): Promise<readonly Item[]>;
  /** Items of a partition by sort key: one request a megabyte. */
  query(pk: string, range?: Range): Promise<readonly Item[]>;
  /** Puts one item; a repetition after an answer that got lost is recognised as done. */
  put(item: Item, condition?: Condition): Promise<PutOutcome>;
  /** Puts items that nobody else writes: 25 a request. */
  putAll(items: readonly Item[]): Promise<void>;
  removeAll(keys: readonly Key[]): Promise<void>;
  /** Removes an item and gives it back. */
  remove(key: Key): Promise<Item | undefined>;
}

const GET_BATCH = 100;
const WRITE_BATCH = 25;
/** Batches sent at the same time. */
const AT_ONCE = 4;
const ROUNDS = 8;
/** Milliseconds before the first repetition. */
const FIRST_PAUSE = 50;

export function openTable(sender: Sender, name: string): Table {
  return {
    name,
    sender,
    get: (key) => get(sender, name, key),
    getAll: (keys) => getAll(sender, name, keys),
    query: (pk, range) => query(sender, name, pk, range ?? {}),
    put: (item, condition) => put(sender, name, item, condition),
    putAll: (items) =>
      writeAll(
        sender,
        name,
        items.map((item) => ({ PutRequest: { Item: toAttributes(item) } })),
      ),
    removeAll: (keys) =>
      writeAll(
        sender,
        name,
        keys.map((key) => ({ DeleteRequest: { Key: toKey(key) } })),
      ),
    async remove(key) {
      const input = { TableName: name, Key: toKey(key), ReturnValues: 'ALL_OLD' } as const;
      const { Attributes } = await sender.send('write', 'DeleteItem', input);
      return Attributes && toItem(Attributes);
    },
  };
}

/** Names and values of a condition as the service wants them. */
export function conditionInput({ expression, values = {} }: Condition): {
  ConditionExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues?: AttributeValues;
} {
  const names = expression.match(/#\w+/gu) ?? [];
  const entries = Object.entries(values);
  return {
    ConditionExpression: expression,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [name, name.slice(1)])),
    ...(entries.length > 0 && {
      ExpressionAttributeValues: Object.fromEntries(entries.map(([key, value]) => [`:${key}`, toAttribute(value)])),
    }),
  };
}

/** Waits longer and longer, with jitter, so that parallel runs do not meet again. `round` from 0. */
export async function pause(round: number): Promise<void> {
  const longest = Math.min(5_000, FIRST_PAUSE * 2 ** round);
  await sleep(longest / 2 + Math.random() * (longest / 2));
}

async function get(sender: Sender, TableName: string, key: Key): Promise<Item | undefined> {
  const { Item } = await sender.send('read', 'GetItem', { TableName, Key: toKey(key), ConsistentRead: true });
  return Item && toItem(Item);
}

async function getAll(sender: Sender, table: string, keys: readonly Key[]): Promise<readonly Item[]> {
  const batches = chunks(keys, GET_BATCH);
  return (await inParallel(batches, AT_ONCE, (batch) => getBatch(sender, table, batch))).flat();
}

/** One request takes 16 MB; what is left over is asked for again at once, what is throttled after a pause. */
async function getBatch(sender: Sender, table: string, batch: readonly Key[]): Promise<readonly Item[]> {
  const items: Item[] = [];
  let keys: readonly AttributeValues[] = batch.map(toKey);
  for (let round = 0; keys.length > 0; ) {
    const RequestItems = { [table]: { Keys: keys, ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await sender.send('read', 'BatchGetItem', { RequestItems });
    const found = Responses?.[table] ?? [];
    items.push(...found.map(toItem));
    keys = UnprocessedKeys?.[table]?.Keys ?? [];
    if (found.length > 0 || keys.length === 0) continue;
    if (round === ROUNDS) throw new TryLater(WORDS.throttled(sender.where), 30);
    await pause(round);
    round += 1;
  }
  return items;
}

async function query(sender: Sender, table: string, pk: string, range: Range): Promise<readonly Item[]> {
  const { prefix = '', latestFirst = false, limit } = range;
  const items: Item[] = [];
  let start: AttributeValues | undefined;
  do {
    const { Items, LastEvaluatedKey } = await sender.send('read', 'Query', {
      TableName: table,
      ConsistentRead: true,
      ScanIndexForward: !latestFirst,
      KeyConditionExpression: prefix === '' ? '#pk = :pk' : '#pk = :pk AND begins_with(#sk, :prefix)',
      ExpressionAttributeNames: { '#pk': 'pk', ...(prefix !== '' && { '#sk': 'sk' }) },
      ExpressionAttributeValues: { ':pk': { S: pk }, ...(prefix !== '' && { ':prefix': { S: prefix } }) },
      ...(limit !== undefined && { Limit: limit - items.length }),
      ...(start && { ExclusiveStartKey: start }),
    });
    items.push(...(Items ?? []).map(toItem));
    start = LastEvaluatedKey;
  } while (start && items.length < (limit ?? Number.POSITIVE_INFINITY));
  return items;
}

async function put(sender: Sender, table: string, item: Item, condition?: Condition): Promise<PutOutcome> {
  // Whose write it was: when the answer to ours was lost, the repetition fails on what we wrote ourselves.
  const writer = randomUUID();
  const guard = condition && { ...conditionInput(condition), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const };
  const input = {
    TableName: table,
    Item: toAttributes({ ...item, writer }),
    ReturnValues: 'ALL_OLD',
    ...guard,
  } as const;
  try {
    const { Attributes } = await sender.send('write', 'PutItem', input);
    return { done: true, replaced: Attributes && toItem(Attributes) };
  } catch (error) {
    if (!(error instanceof AwsFailure) || error.name !== 'ConditionalCheckFailedException') throw error;
    const { Item: refused } = error.details as { readonly Item?: AttributeValues };
    const standing = refused ? toItem(refused) : await get(sender, table, item);
    return standing?.writer === writer ? { done: true, replaced: undefined } : { done: false, standing };
  }
}

async function writeAll(sender: Sender, table: string, requests: readonly WriteRequest[]): Promise<void> {
  await inParallel(chunks(requests, WRITE_BATCH), AT_ONCE, (batch) => writeBatch(sender, table, batch));
}

async function writeBatch(sender: Sender, table: string, batch: readonly WriteRequest[]): Promise<void> {
  let requests = batch;
  for (let round = 0; requests.length > 0; round += 1) {
    if (round > 0) await pause(round - 1);
    if (round > ROUNDS) throw new TryLater(WORDS.throttled(sender.where), 30);
    const { UnprocessedItems } = await sender.send('write', 'BatchWriteItem', { RequestItems: { [table]: requests } });
    requests = UnprocessedItems?.[table] ?? [];
  }
}

function chunks<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  const out: T[][] = [];
  for (let from = 0; from < values.length; from += size) out.push(values.slice(from, from + size));
  return out;
}
