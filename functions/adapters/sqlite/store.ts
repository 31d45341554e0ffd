import type { Table } from '../store/items.ts';
import { type DatabaseOptions, openDatabase } from './database.ts';
import { sqliteTable } from './table.ts';

/** A table of items that is open and must be closed. */
export interface OpenTable {
  readonly table: Table;
  close(): Promise<void>;
}

/** The embedded table, in this process. Throws what `openDatabase` throws. */
export async function openSqlite(options: DatabaseOptions): Promise<OpenTable> {
  const database = await openDatabase(options);
  return {
    table: sqliteTable(database),
    async close() {
      if (database.sqlite.isOpen) database.sqlite.close();
      database.machine.close();
    },
  };
}
