import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Store, TimeLeft } from '../../../shared/ports.ts';
import type { Table } from '../store/items.ts';
import type { SecondsNow } from '../store/runs.ts';
import { storeIn } from '../store/store.ts';
import { openClient } from './client.ts';
import { ensureTable } from './ensure-table.ts';
import { openSender } from './sender.ts';
import { dynamoTable } from './table.ts';
import { WORDS } from './words.ts';

export interface DynamoStoreOptions {
  readonly table: string;
  /** URL of the service; without it the one of the region. On loopback no credentials are needed. */
  readonly endpoint?: string | undefined;
  /** An existing client, used instead of a new one for `endpoint`. */
  readonly client?: DynamoDBClient;
  /** Limits each call; by default only the client's own limits hold. */
  readonly timeLeft?: TimeLeft;
  /** Seconds since 1970, for what has expired. */
  readonly now?: SecondsNow;
}

/** The table, with functions that only its owner needs. */
export interface OpenDynamo {
  readonly table: Table;
  ensureTable(): Promise<void>;
  close(): void;
}

/** A table of DynamoDB. Nothing is sent before the first call. */
export function openDynamo(options: DynamoStoreOptions): OpenDynamo {
  const { table: name, endpoint, timeLeft = () => Number.POSITIVE_INFINITY } = options;
  const client = options.client ?? openClient(endpoint);
  const sender = openSender(client, WORDS.where(name, endpoint), timeLeft);
  const table = dynamoTable(sender, name);
  const make = () => ensureTable(sender, name, endpoint, table.pause);
  return { table, ensureTable: make, close: () => client.destroy() };
}

/** The store, with functions that only its owner needs. */
export interface DynamoStore extends Store {
  /** Makes the table when it is missing; for a service on this machine only. Throws `Refused` elsewhere. */
  ensureTable(): Promise<void>;
}

/** The store in one DynamoDB table. Nothing is sent before the first call; all calls throw `TryLater` or `Refused`. */
export function dynamoStore(options: DynamoStoreOptions): DynamoStore {
  const { table, ensureTable: make } = openDynamo(options);
  return { ...storeIn(table, options.now), ensureTable: make };
}
