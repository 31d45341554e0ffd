import type * as z from 'zod';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { discard, isPart, itemText, partKeys, stage, toBody } from './body.ts';
import type { Attributes, Condition, Item, Key, PutOutcome, Range, Table } from './items.ts';
import { EXPIRES } from './keys.ts';
import { decoded } from './schemas.ts';
import { WORDS } from './words.ts';

/** How often the same items are read until a replacement under way is complete. */
const READINGS = 4;

/** A kind of stored thing: how it is checked and what it is called in messages. */
export interface Kind<T> {
  readonly schema: z.ZodType<T>;
  readonly what: string;
}

/** An item with the text that it owns. */
export interface Owned {
  readonly item: Item;
  readonly text: string;
}

export interface PutOptions {
  readonly extra?: Attributes;
  readonly condition?: Condition;
}

/** All values of a partition by sort key; one request a megabyte. */
export async function readAll<T>(table: Table, kind: Kind<T>, pk: string, range?: Range): Promise<readonly T[]> {
  const owned = await readTexts(table, kind.what, pk, range);
  return owned.map(({ text }) => decoded(kind.schema, text, { what: kind.what, where: table.where }));
}

/** All texts of a partition by sort key; one request a megabyte. */
export async function readTexts(table: Table, what: string, pk: string, range?: Range): Promise<readonly Owned[]> {
  for (let reading = 0; reading < READINGS; reading += 1) {
    const items = await table.query(pk, range);
    const owners = items.filter((item) => !isPart(item));
    const owned = owners.map((item) => ({ item, text: readable(table, what, item, items) }));
    if (owned.every(isWhole)) return owned;
  }
  throw new TryLater(WORDS.torn(what, table.where), 5);
}

/** The items at these keys that exist, with their texts, in no order: 100 a request, large ones with one request more. */
export async function readThese(table: Table, what: string, keys: readonly Key[]): Promise<readonly Owned[]> {
  const whole: Owned[] = [];
  let missing = keys;
  for (let reading = 0; missing.length > 0; reading += 1) {
    if (reading === READINGS) throw new TryLater(WORDS.torn(what, table.where), 5);
    const owners = await table.getAll(missing);
    const parts = Map.groupBy(await table.getAll(owners.flatMap(partKeys)), ({ pk }) => pk);
    const owned = owners.map((item) => ({ item, text: readable(table, what, item, parts.get(item.pk) ?? []) }));
    for (const each of owned) if (isWhole(each)) whole.push(each);
    missing = owned.filter((each) => !isWhole(each)).map(({ item: { pk, sk } }) => ({ pk, sk }));
  }
  return whole;
}

/** The text at a key, `null` where there is none; one request, for a large one two. */
export async function readOwnedText(table: Table, what: string, key: Key): Promise<Owned | null> {
  const item = await table.get(key);
  if (item === undefined) return null;
  const text = readable(table, what, item, []);
  return text === null ? ((await readThese(table, what, [key]))[0] ?? null) : { item, text };
}

/** Puts a text at a key, its parts first; of what a failed condition refuses nothing stays, nor of what was replaced. */
export async function putText(table: Table, key: Key, text: string, options: PutOptions = {}): Promise<PutOutcome> {
  const body = toBody(key, text);
  const end = options.extra?.[EXPIRES];
  // Parts are forgotten with the item that names them.
  await stage(
    table,
    end === undefined ? body : { ...body, parts: body.parts.map((part) => ({ ...part, [EXPIRES]: end })) },
  );
  const item: Item = { ...key, ...options.extra, ...body.attributes };
  const outcome = await table.put(item, options.condition);
  await discard(table, outcome.done ? outcome.replaced : item);
  return outcome;
}

function readable(table: Table, what: string, item: Item, others: readonly Item[]): string | null {
  try {
    return itemText(item, others);
  } catch (error) {
    throw new Refused(WORDS.unreadable(what, table.where, String(error)), { cause: error });
  }
}

function isWhole(owned: { readonly item: Item; readonly text: string | null }): owned is Owned {
  return owned.text !== null;
}
