import type { AcademicYear } from '../domain/calendar.ts';
import { type Ports, SCHOOL_HEAD } from '../ports.ts';
import { rank, type Standing } from '../ranking/rank.ts';
import { parseSettings } from '../workbook/parse-settings.ts';
import { openBalances } from './assess-school.ts';
import { openSnapshot } from './snapshot.ts';

/** Standings of a year by its balances and the last reading of the school workbook; none while it has never been read. */
export async function storedStandings(
  { store }: Pick<Ports, 'store'>,
  year: AcademicYear,
): Promise<readonly Standing[]> {
  const head = (await store.snapshots.heads()).find(({ college }) => college === SCHOOL_HEAD);
  if (!head) return [];
  const { parameters } = parseSettings(openSnapshot(await store.snapshots.content(head.hash), head.version), []);
  return rank(openBalances(await store.ledger.balances(year)), parameters);
}
