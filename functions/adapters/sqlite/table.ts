import { setTimeout as sleep } from 'node:timers/promises';
import { fromJson, toJson } from '../store/item-json.ts';
import {
  type Condition,
  type Item,
  type Key,
  type Objection,
  type Put,
  type PutOutcome,
  pauseBefore,
  type Range,
  type Table,
} from '../store/items.ts';
import { EXPIRES } from '../store/keys.ts';
import type { Database } from './database.ts';
import { translated } from './errors.ts';

/** The table of items in SQLite: one row an item, one transaction a call. A call counts as one request. */
export function sqliteTable(database: Database): Table {
  const { sqlite, machine, where } = database;
  const counts = { read: 0, write: 0 };
  const one = sqlite.prepare('SELECT item FROM items WHERE pk = ? AND sk = ?');
  const range = sqlite.prepare('SELECT item FROM items WHERE pk = ? AND sk >= ? AND sk < ? ORDER BY sk LIMIT ?');
  const back = sqlite.prepare('SELECT item FROM items WHERE pk = ? AND sk >= ? AND sk < ? ORDER BY sk DESC LIMIT ?');
  const store = sqlite.prepare('INSERT OR REPLACE INTO items (pk, sk, item, expires) VALUES (?, ?, ?, ?)');
  const remove = sqlite.prepare('DELETE FROM items WHERE pk = ? AND sk = ?');

  const standing = ({ pk, sk }: Key): Item | undefined => itemOf(one.get(pk, sk));
  const put = (item: Item): void => {
    const end = item[EXPIRES];
    store.run(item.pk, item.sk, toJson(item), typeof end === 'number' ? end : null);
  };
  /** Asynchronous only because other databases are: an error becomes a rejection. */
  const reading = async <T>(work: () => T): Promise<T> => {
    counts.read += 1;
    try {
      return work();
    } catch (error) {
      throw translated(error, database);
    }
  };
  const writing = async <T>(work: () => T): Promise<T> => {
    counts.write += 1;
    try {
      machine.hold();
      sqlite.exec('BEGIN IMMEDIATE');
      const result = work();
      sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
      throw translated(error, database);
    }
  };

  return {
    where,
    get: (key) => reading(() => standing(key)),
    getAll: async (keys) =>
      keys.length === 0 ? [] : await reading(() => keys.map(standing).filter((item) => item !== undefined)),
    query: (pk, { prefix = '', latestFirst = false, limit = -1 }: Range = {}) =>
      reading(() => {
        const rows = (latestFirst ? back : range).all(pk, prefix, `${prefix}\u{10ffff}`, limit);
        return rows.map(itemOf).filter((item) => item !== undefined);
      }),
    put: (item, condition) =>
      writing((): PutOutcome => {
        const before = standing(item);
        if (!holds(condition, before)) return { done: false, standing: before };
        put(item);
        return { done: true, replaced: before };
      }),
    putGroup: (puts) => writing(() => putGroup(puts, standing, put)),
    putAll: (items) => writing(() => items.forEach(put)),
    removeAll: (keys) =>
      writing(() => {
        for (const { pk, sk } of keys) remove.run(pk, sk);
      }),
    remove: (key) =>
      writing(() => {
        const before = standing(key);
        remove.run(key.pk, key.sk);
        return before;
      }),
    all: () =>
      reading(() =>
        sqlite
          .prepare('SELECT item FROM items')
          .all()
          .map(itemOf)
          .filter((item) => item !== undefined),
      ),
    async wipe() {
      try {
        machine.hold();
        // Freed pages and the log keep what stood there.
        sqlite.exec('VACUUM');
        sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch (error) {
        throw translated(error, database);
      }
    },
    pause: (round) => sleep(pauseBefore(round)),
    requests: () => ({ ...counts }),
  };
}

function putGroup(
  puts: readonly Put[],
  standing: (key: Key) => Item | undefined,
  put: (item: Item) => void,
): readonly Objection[] | null {
  const objections = puts.map(({ item, condition }): Objection => {
    const before = standing(item);
    return holds(condition, before) ? 'free' : { refused: true, standing: before };
  });
  if (objections.some((objection) => objection !== 'free')) return objections;
  for (const { item } of puts) put(item);
  return null;
}

function holds(condition: Condition | undefined, item: Item | undefined): boolean {
  if (condition === undefined) return true;
  const { absent, equal = {}, atMost = {}, without } = condition;
  if (item === undefined) return absent !== undefined;
  if (absent === 'must') return false;
  return (
    (without === undefined || item[without] === undefined) &&
    Object.entries(equal).every(([name, value]) => item[name] === value) &&
    Object.entries(atMost).every(([name, value]) => typeof item[name] === 'number' && item[name] <= value)
  );
}

function itemOf(row: Readonly<Record<string, unknown>> | undefined): Item | undefined {
  return typeof row?.item === 'string' ? fromJson(row.item) : undefined;
}
