import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { type DynamoStore, dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { type Engine, openEngine } from './engine-process.ts';

/** One engine in memory for the tests of a file. */
export interface TestEngine {
  /** URL of the engine; inside a test or a hook only. */
  endpoint(): string;
  /** A store on a new table. */
  store(): Promise<DynamoStore>;
  /** Name of a new table. */
  table(): Promise<string>;
}

/** Starts an engine before the tests of this file and stops it after them. Call it at the top of the file. */
export function useEngine(): TestEngine {
  let engine: Engine | undefined;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(async () => {
    await engine?.stop();
  });
  const endpoint = (): string => {
    if (engine === undefined) throw new Error('the engine runs inside tests and hooks only');
    return engine.endpoint;
  };
  const makeStore = async (table: string): Promise<DynamoStore> => {
    const store = dynamoStore({ endpoint: endpoint(), table });
    await store.ensureTable();
    return store;
  };
  return {
    endpoint,
    store: () => makeStore(newTable()),
    async table() {
      const table = newTable();
      await makeStore(table);
      return table;
    },
  };
}

function newTable(): string {
  return `test-${randomUUID()}`;
}
