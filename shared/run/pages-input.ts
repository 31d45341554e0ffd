import { Severity, ViolationState } from '../domain/vocabulary.ts';
import { inParallel } from '../in-parallel.ts';
import { inForceOf } from '../ledger/in-force.ts';
import { type CollegeEntry, type PagesInput, WHOLE } from '../pages/input.ts';
import type { Ports, ViolationBook } from '../ports.ts';
import type { Standing } from '../ranking/rank.ts';
import { runMessages } from '../report/run-messages.ts';
import { touchedBy } from '../scoring/touched.ts';
import type { Violation } from '../violations/lifecycle.ts';
import type { AssessedNight } from './assess-night.ts';
import { coverageRates } from './coverage-rates.ts';
import type { Judgement } from './judge-school.ts';
import type { Night, RuleSet } from './night.ts';
import { unfilledWords } from './not-checked.ts';
import { weightsOf } from './overview-facts.ts';
import { bookFigures, figuresBefore, monthEnds } from './pages-history.ts';
import type { CollegeReading, SchoolReading } from './read-school.ts';

/** A night for pages: judged now, and booked earlier. */
export interface JudgedNight {
  readonly school: SchoolReading;
  readonly readings: readonly CollegeReading[];
  readonly judgement: Judgement;
  readonly standings: readonly Standing[];
  readonly books: readonly ViolationBook[];
}

/** Number of histories read at the same time. */
const AT_ONCE = 32;
/** How many runs are searched for what was unread at the end of the last month. */
const RUNS = 100;

/** The results of a night in the form that pages need. */
export function judgedNight({ school, readings, assessment }: AssessedNight): JudgedNight {
  const { judgement, standings, books } = assessment;
  return { school, readings, judgement, standings, books };
}

/** Gathers the contents of the pages: the judgement, and the past from store and ledger. Reads only the store. */
export async function pagesInput(
  { store }: Pick<Ports, 'store'>,
  { asOf, year }: Pick<Night, 'asOf' | 'year'>,
  ruleSet: RuleSet,
  { school: reading, readings, judgement, standings, books }: JudgedNight,
): Promise<PagesInput> {
  const { school, parameters, organizations, violations } = judgement;
  const [histories, runs] = await Promise.all([
    inParallel(standings, AT_ONCE, ({ organization }) => store.ledger.settlements(year, organization)),
    store.runs.recent(RUNS),
  ]);
  const open = violations.filter(({ state }) => state !== ViolationState.waived);
  const errors = errorRules(ruleSet, parameters);
  return {
    schoolName: parameters.noticeSigner === '' ? null : parameters.noticeSigner,
    asOf,
    year,
    school,
    parameters,
    release: parameters.rankingRelease,
    colleges: collegeEntries(readings, judgement),
    organizations,
    entries: new Map(standings.map(({ organization }, at) => [organization, inForceOf(histories[at] ?? [])])),
    standings: new Map(standings.map((standing) => [standing.organization, standing])),
    open,
    openOf: openByOrganization(judgement, open),
    weights: weightsOf(judgement.positions),
    titles: new Map(ruleSet.rules.map(({ id, title }) => [id, title])),
    rates: ratesOf(judgement),
    now: bookFigures(books, asOf, errors),
    before: figuresBefore(books, asOf, year, errors, runs),
    months: monthEnds({ asOf, year, standings, histories, scheme: reading.scheme, parameters }),
  };
}

function collegeEntries(readings: readonly CollegeReading[], { school }: Judgement): readonly CollegeEntry[] {
  const read = new Set(school.colleges.map(({ id }) => id));
  return readings.map(({ registration: { id, name }, error, heldBack }) => ({
    id,
    name,
    unread: error ?? (heldBack === null ? null : runMessages.heldBack()),
    unfilled: unfilledWords(school, id),
    hasPage: read.has(id) && unfilledWords(school, id) === null,
  }));
}

function openByOrganization({ school }: Judgement, open: readonly Violation[]): Map<string, Violation[]> {
  const touched = touchedBy(school);
  const byOrganization = new Map<string, Violation[]>();
  for (const violation of open) {
    for (const organization of touched(violation)) {
      const own = byOrganization.get(organization);
      if (own) own.push(violation);
      else byOrganization.set(organization, [violation]);
    }
  }
  return byOrganization;
}

function ratesOf({ school, organizations, open, parameters }: Judgement): PagesInput['rates'] {
  const coverage = coverageRates(school, organizations, open, parameters);
  const colleges = new Set(organizations.map(({ college }) => college));
  return new Map([[WHOLE, coverage.whole], ...[...colleges].map((id) => [id, coverage.of(id)] as const)]);
}

/** Rules whose findings are errors in this school. */
function errorRules({ rules }: RuleSet, { severityOverrides }: Judgement['parameters']): ReadonlySet<string> {
  return new Set(
    rules.filter(({ id, severity }) => (severityOverrides[id] ?? severity) === Severity.error).map(({ id }) => id),
  );
}
