import { randomUUID } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Attributes, Item, Key, Table } from './items.ts';
import { partKey } from './keys.ts';

/** Characters up to which a text is stored as it is, readable in any console. */
const PLAIN_LIMIT = 2_000;
/** Bytes of compressed text in one item; an item holds 400 KB. */
const PART_LIMIT = 300 * 1024;

/**
 * A text as attributes of the item that owns it. What does not fit stands in parts beside it, under a new generation
 * each time; parts are written before the owner and removed after it has changed: readers see a text whole or not at
 * all.
 */
export interface Body {
  readonly attributes: Attributes;
  readonly parts: readonly Item[];
}

/** Body of the item at `key`. */
export function toBody(key: Key, text: string): Body {
  if (text.length <= PLAIN_LIMIT) return { attributes: { text }, parts: [] };
  // A copy: the result is a piece of a buffer ten times its size, and a school's night keeps ten thousand of them.
  const bytes = Buffer.from(zstdCompressSync(text));
  if (bytes.byteLength <= PART_LIMIT) return { attributes: { body: bytes }, parts: [] };
  const generation = randomUUID();
  const parts: Item[] = [];
  for (let from = 0; from < bytes.byteLength; from += PART_LIMIT) {
    parts.push({ ...partKey(key, generation, parts.length), part: bytes.subarray(from, from + PART_LIMIT) });
  }
  return { attributes: { generation, parts: parts.length }, parts };
}

/** Keys of the parts that hold an item's text. */
export function partKeys(item: Item | undefined): readonly Key[] {
  if (item === undefined) return [];
  const { generation, parts } = item;
  if (typeof generation !== 'string' || typeof parts !== 'number') return [];
  return Array.from({ length: parts }, (_, part) => partKey(item, generation, part));
}

/** True for a part, false for an item that owns a text. */
export function isPart(item: Item): boolean {
  return item.part !== undefined;
}

/** Text of an item, its parts found among `others`; `null` when some are missing because it is just being replaced. */
export function itemText(item: Item, others: readonly Item[]): string | null {
  if (typeof item.text === 'string') return item.text;
  if (item.body instanceof Uint8Array) return unpacked([item.body]);
  const byKey = new Map(others.map((other) => [other.sk, other.part]));
  const parts = partKeys(item).map(({ sk }) => byKey.get(sk));
  const bytes = parts.filter((part) => part instanceof Uint8Array);
  return bytes.length === parts.length && bytes.length > 0 ? unpacked(bytes) : null;
}

/** Stores the parts that an item is going to name. */
export async function stage(table: Table, { parts }: Body): Promise<void> {
  if (parts.length > 0) await table.putAll(parts);
}

/** Removes the parts of an item that is gone. Parts that cannot be removed now only take up room: nothing names them. */
export async function discard(table: Table, replaced: Item | undefined): Promise<void> {
  const keys = partKeys(replaced);
  if (keys.length > 0) await table.removeAll(keys).catch(() => {});
}

function unpacked(parts: readonly Uint8Array[]): string {
  return zstdDecompressSync(parts.length === 1 ? parts[0]! : Buffer.concat(parts)).toString('utf8');
}
