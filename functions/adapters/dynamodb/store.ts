import type { Store } from '../../../shared/ports.ts';
import type { Identify } from '../aws/json-client.ts';
import { type DynamoClient, openClient } from './client.ts';
import { ensureTable } from './ensure-table.ts';
import { imagesIn } from './images.ts';
import { ledgerIn } from './ledger.ts';
import { runsIn, type SecondsNow } from './runs.ts';
import { sealsIn } from './seals.ts';
import { openSender } from './sender.ts';
import { snapshotsIn } from './snapshots.ts';
import { openTable } from './table.ts';
import { violationsIn } from './violations.ts';
import { WORDS } from './words.ts';

export interface DynamoStoreOptions {
  readonly table: string;
  /** URL of the service; without it the one of the region. On loopback no credentials are needed. */
  readonly endpoint?: string | undefined;
  /** A client made elsewhere, instead of one for `endpoint`. */
  readonly client?: DynamoClient;
  /** Who calls; a service on this machine does not ask. */
  readonly identify?: Identify;
  /** Seconds since 1970, for what has expired. */
  readonly now?: SecondsNow;
}

/** The store, with what only its owner needs. */
export interface DynamoStore extends Store {
  /** Makes the table when it is missing; for a service on this machine only. Throws `Refused` elsewhere. */
  ensureTable(): Promise<void>;
}

/** The store in one DynamoDB table. Nothing is sent before the first call; all calls throw `TryLater` or `Refused`. */
export function dynamoStore(options: DynamoStoreOptions): DynamoStore {
  const { table: name, endpoint, now = () => Math.floor(Date.now() / 1_000) } = options;
  const client = options.client ?? openClient(endpoint, options.identify);
  const sender = openSender(client, WORDS.where(name, endpoint));
  const table = openTable(sender, name);
  return {
    ledger: ledgerIn(table),
    violations: violationsIn(table),
    snapshots: snapshotsIn(table),
    runs: runsIn(table, now),
    seals: sealsIn(table),
    images: imagesIn(table),
    requests: sender.requests,
    ensureTable: () => ensureTable(sender, name, endpoint),
  };
}
