import { join } from 'node:path';
import type { Table } from '../store/items.ts';
import { DATABASE_FILE } from './files.ts';
import { type OpenTable, openSqlite } from './store.ts';
import { WORDS } from './words.ts';

/**
 * The embedded table of a place that has none yet: it is made with the first write, so that a command that is refused
 * before has made nothing. Until then it is as empty as it will be when it is made.
 * @param stateFolder where it will be
 */
export async function openLater(stateFolder: string): Promise<OpenTable> {
  const empty = await openSqlite({ stateFolder: null });
  let made: OpenTable | null = null;
  let making: Promise<OpenTable> | null = null;
  const now = (): Table => (made ?? empty).table;
  const make = async (): Promise<Table> => {
    making ??= openSqlite({ stateFolder });
    try {
      made = await making;
      return made.table;
    } catch (error) {
      // The next write tries again.
      making = null;
      throw error;
    }
  };
  return {
    table: {
      where: WORDS.where(join(stateFolder, DATABASE_FILE)),
      get: (key) => now().get(key),
      getAll: (keys) => now().getAll(keys),
      query: (pk, range) => now().query(pk, range),
      all: () => now().all(),
      put: async (item, condition) => (await make()).put(item, condition),
      putGroup: async (puts) => (await make()).putGroup(puts),
      putAll: async (items) => (await make()).putAll(items),
      // What is not there need not be made to be removed.
      removeAll: (keys) => now().removeAll(keys),
      remove: (key) => now().remove(key),
      pause: (round) => now().pause(round),
      requests() {
        const [first, rest] = [empty.table.requests(), made?.table.requests() ?? { read: 0, write: 0 }];
        return { read: first.read + rest.read, write: first.write + rest.write };
      },
    },
    async close() {
      await empty.close();
      await made?.close();
    },
  };
}
