import type { AcademicYear, CalendarDay } from '../domain/calendar.ts';
import type { Parameters } from '../domain/parameters.ts';
import { periodsOf } from '../domain/periods.ts';
import type { Balance, Entry, Settlement } from '../domain/position.ts';
import type { Scheme } from '../domain/settings.ts';
import { PeriodKind, ScoredKind, Way } from '../domain/vocabulary.ts';
import { inForceOf } from '../ledger/in-force.ts';
import { sumOf } from '../ledger/settle.ts';
import { type BookFigures, type MonthEnd, type PagesInput, WHOLE } from '../pages/input.ts';
import type { RunRecord, ViolationBook } from '../ports.ts';
import { rank, type Standing } from '../ranking/rank.ts';
import { COVERAGE_SOURCES } from './coverage-rates.ts';

/** Earlier days according to store and ledger; nothing is judged again. */

/** Days within which a problem counts as fixed in time. */
const IN_TIME = 14;

/**
 * A day according to the books. Problems that have recurred since are left out, because their earlier life is not kept.
 * @param errorRules rules whose findings are errors
 */
export function bookFigures(
  books: readonly ViolationBook[],
  day: CalendarDay,
  errorRules: ReadonlySet<string>,
): BookFigures {
  const errors = new Map<string, number>();
  const mended = new Map<string, readonly [done: number, due: number]>();
  let [allWrong, allDone, allDue] = [0, 0, 0];
  for (const { college, records } of books) {
    let [wrong, done, due] = [0, 0, 0];
    for (const { rule, firstSeenOn, recurredOn, fixedOn } of records) {
      if (firstSeenOn > day || (recurredOn !== null && recurredOn > day)) continue;
      if (errorRules.has(rule) && (fixedOn === null || fixedOn > day)) wrong++;
      if (firstSeenOn > day - IN_TIME) continue;
      due++;
      if (fixedOn !== null && fixedOn - firstSeenOn <= IN_TIME) done++;
    }
    errors.set(college, wrong);
    mended.set(college, [done, due]);
    allWrong += wrong;
    allDone += done;
    allDue += due;
  }
  errors.set(WHOLE, allWrong);
  mended.set(WHOLE, [allDone, allDue]);
  return { errors, mended };
}

/** The end of the last complete month; `null` if the books do not reach back to it. */
export function figuresBefore(
  books: readonly ViolationBook[],
  asOf: CalendarDay,
  year: AcademicYear,
  errorRules: ReadonlySet<string>,
  runs: readonly RunRecord[],
): PagesInput['before'] {
  const last = endsOfMonths(asOf, year).at(-1);
  let first = Number.POSITIVE_INFINITY;
  for (const { records } of books) for (const { firstSeenOn } of records) first = Math.min(first, firstSeenOn);
  if (!last || first > last.to) return null;
  const run = runs.find((one) => one.asOf <= last.to);
  return { ...bookFigures(books, last.to, errorRules), to: last.to, unread: run ? run.failed.length : null };
}

function endsOfMonths(
  asOf: CalendarDay,
  year: AcademicYear,
): readonly { readonly name: string; readonly to: CalendarDay }[] {
  return periodsOf(PeriodKind.month, year).filter(({ to }) => to < asOf);
}

/** The input for computing earlier months. */
export interface History {
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
  readonly standings: readonly Standing[];
  /** Settlements of each of the standings, oldest first. */
  readonly histories: readonly (readonly Settlement[])[];
  readonly scheme: Scheme;
  readonly parameters: Parameters;
}

/**
 * Month ends that the ledger reaches back to. Totals and sections are those booked by then; anything that only breaks
 * ties or holds a grade down (attendance, 不得评优) is today's, because the ledger keeps no history of it.
 */
export function monthEnds({ asOf, year, standings, histories, scheme, parameters }: History): readonly MonthEnd[] {
  let first = Number.POSITIVE_INFINITY;
  for (const [earliest] of histories) if (earliest) first = Math.min(first, earliest.asOf);
  const ends = endsOfMonths(asOf, year).filter(({ to }) => to >= first);
  const balances: Balance[][] = ends.map(() => []);
  const coverage = new Map<string, [done: number, due: number]>([[WHOLE, [0, 0]]]);
  const itemsOf = coverageItems(scheme);
  standings.forEach(({ balance }, at) => {
    const history = histories[at] ?? [];
    const entries: Entry[] = [];
    let next = 0;
    ends.forEach(({ to }, month) => {
      for (let one = history[next]; one && one.asOf <= to; one = history[++next])
        for (const entry of one.entries) entries.push(entry);
      if (next === 0) return;
      balances[month]?.push({ ...balance, ...sumOf(entries) });
      if (month === ends.length - 1)
        addCoverage(coverage, balance, inForceOf(history.slice(0, next)), itemsOf.get(balance.kind));
    });
  });
  return ends.map(({ name, to }, month) => ({
    name,
    to,
    standings: new Map(rank(balances[month] ?? [], parameters).map((standing) => [standing.organization, standing])),
    coverage: month === ends.length - 1 ? coverage : new Map(),
  }));
}

/** Items of the scheme that book the coverage rates, by kind of organization. */
function coverageItems({ items }: Scheme): ReadonlyMap<ScoredKind, ReadonlySet<string>> {
  return new Map(
    Object.values(ScoredKind).map((kind) => {
      const indicators = COVERAGE_SOURCES.filter((source) => source.kind === kind).map(
        ({ indicator }) => indicator as string,
      );
      const own = items.filter(
        ({ way, basis, kinds }) =>
          way === Way.indicator && kinds.includes(kind) && basis.some((name) => indicators.includes(name)),
      );
      return [kind, new Set(own.map(({ id }) => id))];
    }),
  );
}

/** An indicator is booked with `done/due` as its title. */
function addCoverage(
  coverage: Map<string, [done: number, due: number]>,
  { college }: Balance,
  entries: readonly Entry[],
  items: ReadonlySet<string> | undefined,
): void {
  for (const { item, title } of entries) {
    const [, done, due] = (items?.has(item) ? /^(\d+)\/(\d+)$/.exec(title ?? '') : null) ?? [];
    if (done === undefined || due === undefined) continue;
    for (const key of [WHOLE, college]) {
      const sum = coverage.get(key) ?? [0, 0];
      coverage.set(key, [sum[0] + Number(done), sum[1] + Number(due)]);
    }
  }
}
