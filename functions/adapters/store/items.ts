import type { StoreRequests } from '../../../shared/ports.ts';

/**
 * What the store asks of a database: one table of items under two keys, single puts and groups of puts with conditions.
 * Everything that has a meaning (ledger, violations, snapshots, …) is said once, above this; DynamoDB and SQLite differ
 * below it.
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** What an attribute holds: text, whole numbers and bytes. Everything else is JSON inside one of them. */
export type Scalar = string | number | Uint8Array;

/** A stored item. */
export interface Item extends Key {
  readonly [attribute: string]: Scalar;
}

/** Attributes besides the key. */
export type Attributes = Readonly<Record<string, Scalar>>;

/** What must hold of the stored item for a write. All of it must; without an item only `absent` can hold. */
export interface Condition {
  /** `must`: there is no item; `may`: there is none, or one of which the rest holds. */
  readonly absent?: 'must' | 'may';
  readonly equal?: Readonly<Record<string, number>>;
  readonly atMost?: Readonly<Record<string, number>>;
  /** The item has no such attribute. */
  readonly without?: string;
}

export const ABSENT: Condition = { absent: 'must' };

/** An item to be put, and what must hold for it. */
export interface Put {
  readonly item: Item;
  readonly condition?: Condition;
}

/** Which items of a partition, in which order. */
export interface Range {
  readonly prefix?: string;
  readonly latestFirst?: boolean;
  /** Stop once there are so many. */
  readonly limit?: number;
}

/** Result of a conditional write: done, or the stored item. */
export type PutOutcome =
  | { readonly done: true; readonly replaced: Item | undefined }
  | { readonly done: false; readonly standing: Item | undefined };

/**
 * Why a group was not written. `refused`: the condition did not hold, `standing` is the item that stands, where the
 * database has said so. `free`: nothing against this put; where all are free, another group was at work, and trying
 * again helps.
 */
export type Objection = 'free' | { readonly refused: true; readonly standing: Item | undefined };

/** The one table. Reads see every write that was answered before. Throws `TryLater` and `Refused`. */
export interface Table {
  /** The table and where it is, for messages. */
  readonly where: string;
  get(key: Key): Promise<Item | undefined>;
  /** Items that exist, in no order. */
  getAll(keys: readonly Key[]): Promise<readonly Item[]>;
  /** Items of a partition by sort key (by the bytes of its UTF-8). */
  query(pk: string, range?: Range): Promise<readonly Item[]>;
  /** Puts one item; a repetition after an answer that got lost is recognised as done. */
  put(item: Item, condition?: Condition): Promise<PutOutcome>;
  /** Puts all of them or none: 100 at most, of 4 MB together. `null` when done, else what was against each. */
  putGroup(puts: readonly Put[]): Promise<readonly Objection[] | null>;
  /** Puts items that nobody else writes. */
  putAll(items: readonly Item[]): Promise<void>;
  removeAll(keys: readonly Key[]): Promise<void>;
  /** Removes an item and gives it back. */
  remove(key: Key): Promise<Item | undefined>;
  /** Every item, in no order; for moving a whole store. */
  all(): Promise<readonly Item[]>;
  /** Wipes what was replaced or removed from the files, where the database leaves it there. */
  wipe?(): Promise<void>;
  /** Waits before another try, longer and longer. `round` from 0. */
  pause(round: number): Promise<void>;
  requests(): StoreRequests;
}

/** Size of an item as DynamoDB counts it, in bytes; numbers a little too high. */
export function itemBytes(item: Attributes): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) {
    bytes += Buffer.byteLength(name);
    if (typeof value === 'string') bytes += Buffer.byteLength(value);
    else bytes += typeof value === 'number' ? 21 : value.byteLength;
  }
  return bytes;
}

/** Milliseconds before the first repetition. */
const FIRST_PAUSE = 50;

/** Milliseconds before another try, longer and longer, with jitter, so that parallel runs do not meet again. `round` from 0. */
export function pauseBefore(round: number): number {
  const longest = Math.min(5_000, FIRST_PAUSE * 2 ** round);
  return longest / 2 + Math.random() * (longest / 2);
}
