import { openSqlite } from '../../functions/adapters/sqlite/store.ts';
import { storeIn } from '../../functions/adapters/store/store.ts';
import type { Store } from '../../shared/ports.ts';

/** A new embedded store in memory, as in a run without stored state. */
export async function embeddedStore(): Promise<Store> {
  const { table } = await openSqlite({ stateFolder: null });
  return storeIn(table);
}
