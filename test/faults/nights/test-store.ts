import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { openDynamo } from '../../../functions/adapters/dynamodb/store.ts';
import { openSqlite } from '../../../functions/adapters/sqlite/store.ts';
import type { Item, Table } from '../../../functions/adapters/store/items.ts';
import { storeIn } from '../../../functions/adapters/store/store.ts';
import type { Store } from '../../../shared/ports.ts';
import { type FaultyProxy, openFaultyProxy } from '../../support/faulty-proxy.ts';
import { rawClient } from '../../support/raw-client.ts';

export type StoredItems = readonly Item[];

/** A store that is filled, disturbed and read again and again. */
export interface TestStore {
  /** What tells a command or a function which store it has. */
  environment(): Readonly<Record<string, string>>;
  /** Before the store, where it is a service; the embedded one is disturbed inside the command's process. */
  readonly proxy: FaultyProxy | null;
  /** Gives it other contents. */
  fill(items: StoredItems): Promise<void>;
  items(): Promise<StoredItems>;
  /** Some reading of what stands. */
  read<T>(work: (store: Store) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A table of an engine, another one for each filling, behind a proxy. */
export async function serviceStore(engine: string): Promise<TestStore> {
  const proxy = await openFaultyProxy(engine);
  let table = '';
  const within = async <T>(work: (own: Table) => Promise<T>): Promise<T> => {
    const { table: own, ensureTable, close } = openDynamo({ endpoint: engine, table });
    await ensureTable();
    return await work(own).finally(close);
  };
  const drop = async (): Promise<void> => {
    const client = rawClient(engine);
    if (table !== '') await client.send(new DeleteTableCommand({ TableName: table }));
    client.destroy();
  };
  return {
    environment: () => ({ DYNAMODB_ENDPOINT: proxy.endpoint, XIETONG_TABLE: table }),
    proxy,
    async fill(items) {
      await drop();
      table = `faults-${randomUUID()}`;
      await within((own) => own.putAll(items));
    },
    items: () => within((own) => own.all()),
    read: (work) => within((own) => work(storeIn(own))),
    close: () => proxy.close(),
  };
}

/** The embedded store in a folder of its own. */
export function embeddedStore(parent: string): TestStore {
  const stateFolder = join(parent, `state-${randomUUID()}`);
  const within = async <T>(work: (own: Table) => Promise<T>): Promise<T> => {
    const { table, close } = await openSqlite({ stateFolder });
    return await work(table).finally(close);
  };
  return {
    environment: () => ({ XIETONG_STATE: stateFolder }),
    proxy: null,
    async fill(items) {
      rmSync(stateFolder, { recursive: true, force: true });
      await within((own) => own.putAll(items));
    },
    items: () => within((own) => own.all()),
    read: (work) => within((own) => work(storeIn(own))),
    close: async () => rmSync(stateFolder, { recursive: true, force: true }),
  };
}
