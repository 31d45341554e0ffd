import type { AcademicYear, CalendarDay } from '../domain/calendar.ts';
import type { PagesInput } from '../pages/input.ts';
import { type Ports, Refused } from '../ports.ts';
import { rank } from '../ranking/rank.ts';
import { runMessages } from '../report/run-messages.ts';
import { judgeStored } from './assess-school.ts';
import { lastComparedOn } from './compare-runs.ts';
import type { NightInput } from './night.ts';
import { pagesInput } from './pages-input.ts';
import { reopenSchool } from './reopen.ts';
import { openBalances } from './stored-standings.ts';

/** The day and year of the last check, unless others are requested. */
export interface PagesWanted {
  readonly asOf: CalendarDay | null;
  readonly year: AcademicYear | null;
}

/**
 * What the pages of the last check show: its readings are judged again, as `explain` does, and nothing is written.
 * @throws Refused when the school has never been checked
 */
export async function storedPagesInput(
  { store }: Pick<Ports, 'store'>,
  open: (wanted: { readonly asOf: CalendarDay; readonly year: AcademicYear }) => Pick<NightInput, 'night' | 'ruleSet'>,
  wanted: PagesWanted,
): Promise<PagesInput> {
  const [last] = await store.runs.recent(1);
  if (!last) throw new Refused(runMessages.notReported());
  const year = wanted.year ?? last.year;
  const asOf = wanted.asOf ?? (await lastComparedOn({ store }, year)) ?? last.asOf;
  const { night, ruleSet } = open({ asOf, year });
  const ruleIds = ruleSet.rules.map(({ id }) => id);
  const { school, readings } = await reopenSchool({ store }, ruleIds, new Map());
  const { judgement, balances, books } = await judgeStored({ store }, night, ruleSet, school, readings);
  const standings = rank(openBalances(balances), school.settings.parameters);
  return pagesInput({ store }, night, ruleSet, { school, readings, judgement, standings, books });
}
