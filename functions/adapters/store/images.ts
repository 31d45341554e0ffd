import type { Images } from '../../../shared/ports.ts';
import type { Table } from './items.ts';
import { EXPIRES, imageKey } from './keys.ts';
import { putText, readOwnedText } from './records.ts';
import { THINGS } from './words.ts';

/** Images of workbooks, each under a key of its own run. */
export function imagesIn(table: Table): Images {
  return {
    async keep(runId, college, image, expiresAt) {
      const extra = { [EXPIRES]: Math.floor(Date.parse(expiresAt) / 1_000) };
      await putText(table, imageKey(runId, college), image, { extra });
    },
    image: async (runId, college) => (await readOwnedText(table, THINGS.image, imageKey(runId, college)))?.text ?? null,
  };
}
