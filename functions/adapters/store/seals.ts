import type { SealRecord, Seals } from '../../../shared/ports.ts';
import { ABSENT, type Table } from './items.ts';
import { sealKey, sealsOf } from './keys.ts';
import { type Kind, putText, readAll } from './records.ts';
import { sealSchema } from './schemas.ts';
import { THINGS } from './words.ts';

const SEAL: Kind<SealRecord> = { schema: sealSchema, what: THINGS.seal };

/** Seals, never changed and never removed. */
export function sealsIn(table: Table): Seals {
  return {
    seals: (year) => readAll(table, SEAL, sealsOf(year)),
    async append(seal) {
      const key = sealKey(seal.year, seal.sequence);
      return (await putText(table, key, JSON.stringify(seal), { condition: ABSENT })).done;
    },
  };
}
