import * as z from 'zod';
import { type AcademicYear, academicYearOf } from '../../domain/calendar.ts';
import { dayOfInstant } from '../../domain/instant.ts';
import type { Parameters } from '../../domain/parameters.ts';
import type { Store } from '../../ports.ts';
import type { Night } from '../night.ts';

/** The part of a sealed manifest that is needed; the rest is large. */
const sealed = z.object({ content: z.object({ workbooks: z.array(z.object({ snapshot: z.string() })) }) });

/** Days after which no run can still be under way. */
const LONGEST_RUN = 1;
/** A year before any that can be sealed. */
const FIRST_YEAR: AcademicYear = 2000;

/**
 * Forgets readings that were replaced more than 快照保留天数 ago, by the clock and not by the as-of day of the night: trying
 * another day loses nothing. Never forgets the last reading of a workbook, nor one that a seal names. Returns how many
 * were forgotten; what a crash leaves behind is left to the next night.
 */
export async function forgetSnapshots(
  { snapshots, seals }: Pick<Store, 'snapshots' | 'seals'>,
  { startedAt, only, dryRun }: Pick<Night, 'startedAt' | 'only' | 'dryRun'>,
  { snapshotDays }: Pick<Parameters, 'snapshotDays'>,
): Promise<number> {
  if (dryRun || only !== null) return 0;
  const today = dayOfInstant(startedAt);
  const before = { left: today - snapshotDays, begun: today - LONGEST_RUN };
  return snapshots.forgetLeft(before, () => sealedSnapshots(seals, academicYearOf(today)));
}

/** Hashes of the snapshots that seals name. @param last the last year that can be sealed */
async function sealedSnapshots(seals: Store['seals'], last: AcademicYear): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>();
  for (let year = FIRST_YEAR; year <= last; year++)
    // Snapshots that only a purged seal named were deleted with it, unless one was a workbook's last reading.
    for (const { manifest, purgedAt } of await seals.seals(year))
      for (const { snapshot } of purgedAt === undefined ? sealed.parse(JSON.parse(manifest)).content.workbooks : [])
        hashes.add(snapshot);
  return hashes;
}
