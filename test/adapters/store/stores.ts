import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openDynamo } from '../../../functions/adapters/dynamodb/store.ts';
import { openSqlite } from '../../../functions/adapters/sqlite/store.ts';
import type { Item, Table } from '../../../functions/adapters/store/items.ts';
import type { SecondsNow } from '../../../functions/adapters/store/runs.ts';
import { storeIn } from '../../../functions/adapters/store/store.ts';
import type { Store } from '../../../shared/ports.ts';
import { findEngine, openEngine } from '../../support/engine-process.ts';
import { MOTO, startMoto } from '../../support/other-servers.ts';
import { findTool, notRun } from '../../support/tools.ts';

/** Stores of one kind, for the laws that hold for every kind. */
export interface Stores {
  /** A new store at a place of its own. */
  store(): Promise<Store>;
  /** A new place, where several stores may be opened at once. */
  place(): Promise<string>;
  at(place: string, now?: SecondsNow): Promise<Store>;
  /** Megabytes and counts of requests are left to the others. */
  readonly isSlow: boolean;
  /** The table of a place, for deaths between two of its calls. */
  table(place: string): Promise<Table>;
  /** What is stored in a partition, below the store. */
  itemsAt(place: string, pk: string): Promise<readonly Item[]>;
}

/** What a kind needs: something that runs, and tables in it. */
interface Running {
  table(place: string): Promise<Table>;
  stop(): Promise<void>;
}

interface Kind {
  readonly name: string;
  /** Why it is not here; `null` = it is. */
  readonly missing: string | null;
  /** Megabytes take it minutes, and some calls two attempts. */
  readonly isSlow?: boolean;
  start(): Promise<Running>;
}

const KINDS: readonly Kind[] = [
  { name: 'SQLite', missing: null, start: sqliteFiles },
  {
    name: 'DynamoDB, as dynoxide does it',
    missing: findEngine() === null ? notRun('dynoxide', 'npm ci, on Linux x64') : null,
    start: async () => {
      const { endpoint, stop } = await openEngine();
      return dynamoTables(endpoint, stop);
    },
  },
  {
    name: 'DynamoDB, as moto does it',
    isSlow: true,
    missing: findTool(MOTO.name) === null ? notRun('moto_server', MOTO.how) : null,
    start: async () => {
      const { url, stop } = (await startMoto())!;
      return dynamoTables(url, stop);
    },
  },
];

/** Declares the same tests for every kind of store; a kind that is not here says so in its name, and is skipped. */
export function onEveryStore(declare: (stores: Stores) => void): void {
  for (const { name, missing, start, isSlow = false } of KINDS) {
    describe.skipIf(missing !== null)(missing === null ? name : `${name}: ${missing}`, () =>
      declare({ ...useStores(start), isSlow }),
    );
  }
}

function useStores(start: Kind['start']): Omit<Stores, 'isSlow'> {
  let running: Running | undefined;
  beforeAll(async () => {
    running = await start();
  }, 60_000);
  afterAll(async () => {
    await running?.stop();
  });
  const table = (place: string): Promise<Table> => {
    if (running === undefined) throw new Error('stores run inside tests and hooks only');
    return running.table(place);
  };
  const place = async (): Promise<string> => `test-${randomUUID()}`;
  const at = async (where: string, now?: SecondsNow): Promise<Store> => storeIn(await table(where), now);
  return {
    place,
    at,
    table,
    store: async () => at(await place()),
    itemsAt: async (where, pk) => (await table(where)).query(pk),
  };
}

async function sqliteFiles(): Promise<Running> {
  const root = mkdtempSync(join(tmpdir(), 'xietong-stores-'));
  const open: (() => Promise<void>)[] = [];
  return {
    async table(place) {
      const { table, close } = await openSqlite({ stateFolder: join(root, place) });
      open.push(close);
      return table;
    },
    async stop() {
      for (const close of open) await close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function dynamoTables(endpoint: string, stop: () => Promise<void>): Running {
  const made = new Set<string>();
  return {
    async table(place) {
      const { table, ensureTable } = openDynamo({ endpoint, table: place });
      if (!made.has(place)) await ensureTable();
      made.add(place);
      return table;
    },
    stop,
  };
}
