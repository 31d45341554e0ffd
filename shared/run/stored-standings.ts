import type { AcademicYear } from '../domain/calendar.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { Balance } from '../domain/position.ts';
import { type Head, type Ports, SCHOOL_HEAD, type Snapshots } from '../ports.ts';
import { rank, type Standing } from '../ranking/rank.ts';
import { parseSettings } from '../workbook/parse-settings.ts';
import { openSnapshot } from './snapshot.ts';

/**
 * Standings of a year from its balances and the last reading of the school workbook; none if it has never been read.
 */
export async function storedStandings(
  { store }: Pick<Ports, 'store'>,
  year: AcademicYear,
): Promise<readonly Standing[]> {
  const head = (await store.snapshots.heads()).find(({ college }) => college === SCHOOL_HEAD);
  if (!head) return [];
  return rank(openBalances(await store.ledger.balances(year)), await parametersRead(store.snapshots, head));
}

/** The parameters of a reading of the school workbook. */
export async function parametersRead(
  snapshots: Pick<Snapshots, 'content'>,
  { hash, version }: Head,
): Promise<Parameters> {
  return parseSettings(openSnapshot(await snapshots.content(hash), version), []).parameters;
}

/** Balances of the accounts that are not closed. */
export function openBalances(balances: readonly Balance[]): readonly Balance[] {
  return balances.filter(({ pool }) => pool !== '');
}
