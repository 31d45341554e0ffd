import type { Store } from '../../../shared/ports.ts';
import { imagesIn } from './images.ts';
import type { Table } from './items.ts';
import { ledgerIn } from './ledger.ts';
import { runsIn, type SecondsNow } from './runs.ts';
import { sealsIn } from './seals.ts';
import { snapshotsIn } from './snapshots.ts';
import { textsIn } from './texts.ts';
import { violationsIn } from './violations.ts';

const systemSeconds: SecondsNow = () => Math.floor(Date.now() / 1_000);

/**
 * The store in one table of items, whichever database holds it. All calls throw `TryLater` or `Refused`.
 * @param now seconds since 1970, for what has expired
 */
export function storeIn(table: Table, now: SecondsNow = systemSeconds): Store {
  return {
    ledger: ledgerIn(table),
    violations: violationsIn(table),
    snapshots: snapshotsIn(table, now),
    runs: runsIn(table, now),
    seals: sealsIn(table),
    images: imagesIn(table),
    texts: textsIn(table, now),
    requests: table.requests,
  };
}
