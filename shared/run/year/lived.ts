import type { Ports } from '../../ports.ts';
import type { NightInput } from '../night.ts';
import { nightly } from '../nightly.ts';

/**
 * Whether a year has anything to seal: the ledger knows of it, or an activity or honor in the workbooks counts for
 * somebody. (An organization without any counts in every year.) A workbook that cannot be read may hold some. Nothing
 * is written.
 */
export async function wasLived(ports: Ports, input: NightInput): Promise<boolean> {
  if ((await ports.store.ledger.balances(input.night.year)).length > 0) return true;
  const { outcomes, assessment } = await nightly(ports, { ...input, night: { ...input.night, dryRun: true } });
  if (outcomes.some(({ error }) => error !== null)) return true;
  return assessment.judgement.positions.some(({ activity, counted }) => activity !== null && counted > 0);
}
