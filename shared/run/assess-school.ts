import { lastDayOf } from '../domain/calendar.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { Balance } from '../domain/position.ts';
import type { RenamedId } from '../domain/renamed-id.ts';
import { type Ports, Refused, SCHOOL_HEAD, StaleReading, type ViolationBook } from '../ports.ts';
import { rank, type Standing } from '../ranking/rank.ts';
import { runMessages } from '../report/run-messages.ts';
import { SCHOOL_WIDE } from '../violations/lifecycle.ts';
import type { CollegeInput } from '../workbook/read-college.ts';
import { parseRows } from './college-rows.ts';
import { type OpenViolations, openBefore } from './compare-runs.ts';
import { FORGETTING } from './forget/forget-student.ts';
import { type Judgement, judgeSchool } from './judge-school.ts';
import { judgeKept, type KeptJudgement, type Member } from './kept/judge-kept.ts';
import type { KeptCollege, KeptColleges } from './kept/kept-college.ts';
import type { Night, RuleSet } from './night.ts';
import { type CollegeReading, isDue, isHeldBack, type SchoolReading } from './read-school.ts';
import { orderOf, refuseOvertaken } from './reading-order.ts';
import { renamedIn, renamedNow } from './remember-renamed.ts';
import { activityTypesOf } from './scheme-in-force.ts';
import { pendingTargets, settleSchool } from './settle-school.ts';
import { openSnapshot } from './snapshot.ts';
import { openBalances, parametersRead } from './stored-standings.ts';

/** What a night found, booked and ranked. */
export interface Assessment {
  readonly judgement: Judgement;
  readonly standings: readonly Standing[];
  /** Standings before this night, for showing the difference. */
  readonly standingsBefore: readonly Standing[];
  /** What 概览 compares with: the open violations of the previous run; `null` on the first run of a year. */
  readonly openBefore: OpenViolations | null;
  readonly books: readonly ViolationBook[];
  readonly booksBefore: readonly ViolationBook[];
  readonly awards: number;
  readonly reversals: number;
  /** A rule has a defect: nothing was settled, and nothing may be published. */
  readonly incomplete: boolean;
  /** The year is sealed: its ledger and violations stay as sealed, and nothing is settled. */
  readonly sealed: boolean;
}

/** Step 3: snapshots → findings, positions, balances, ranking; store settled by difference. */
export async function assessSchool(
  ports: Ports,
  night: Night,
  ruleSet: RuleSet,
  school: SchoolReading,
  readings: readonly CollegeReading[],
  kept: KeptColleges | null = null,
): Promise<Assessment> {
  const { store } = ports;
  const {
    judgement,
    balances,
    books,
    reading,
    standing: untouched,
    next,
  } = await judgeStored(ports, night, ruleSet, school, readings, night.dryRun ? null : kept);
  const open = openBalances(balances);
  const standing = rank(open, school.settings.parameters);
  // A trial is compared with the standings under the parameters of the last real run.
  const standingsBefore = night.dryRun ? rank(open, await parametersBefore(store, school)) : standing;
  const unchanged = {
    judgement,
    standingsBefore,
    openBefore: null,
    books,
    booksBefore: books,
    awards: 0,
    reversals: 0,
  };
  if (judgement.defects.length > 0) return { ...unchanged, standings: standing, incomplete: true, sealed: false };
  const enabled = new Set(readings.map(({ registration }) => registration.id));
  const readNow = new Set(readings.filter(({ error }) => error === null).map(({ registration }) => registration.id));
  const pending = pendingTargets(
    judgement.targets,
    balances,
    ({ college, organization }) => !untouched.has(organization) && (readNow.has(college) || !enabled.has(college)),
  );
  if (await isSealed(ports, night, pending.length + judgement.changedBooks.length > 0))
    return { ...unchanged, standings: standing, incomplete: false, sealed: true };
  // A new account has no mark yet for students forgotten since the workbooks were read.
  const known = new Set(balances.map(({ organization }) => organization));
  if (!night.dryRun && pending.some(({ facts }) => !known.has(facts.organization)))
    await refuseOvertaken(ports, orderOf(school, readings));
  const settled = await settleSchool(store.ledger, {
    pending,
    balances,
    dryRun: night.dryRun,
    stamp: {
      year: night.year,
      reading,
      runId: night.runId,
      time: night.startedAt,
      schemeVersion: school.scheme.version,
      ruleSet: ruleSet.version,
      asOf: night.asOf,
    },
  });
  const due = new Set(readings.filter((reading) => isDue(night, reading)).map(({ registration }) => registration.id));
  const nextBooks = night.dryRun ? books : await putBooks(ports, night, books, judgement.changedBooks);
  if (!night.dryRun && pending.length + judgement.changedBooks.length > 0) {
    await store.runs.record({
      runId: night.runId,
      startedAt: night.startedAt,
      finishedAt: ports.clock.now(),
      trigger: night.trigger,
      asOf: night.asOf,
      year: night.year,
      ruleSet: ruleSet.version,
      schemeVersion: school.scheme.version,
      awards: settled.awards,
      reversals: settled.reversals,
      violations: judgement.open.length,
      failed: readings.flatMap(({ registration, error }) => (error === null ? [] : [registration.id])),
    });
    await refuseOvertaken(ports, orderOf(school, readings));
  }
  await kept?.keep(withAccounts(next, judgement, settled.balances));
  return {
    ...unchanged,
    openBefore: await openBefore(ports, night, judgement, readings, (college) =>
      college === SCHOOL_WIDE ? night.only === null : due.has(college),
    ),
    books: nextBooks,
    standings: rank(settled.balances, school.settings.parameters),
    awards: settled.awards,
    reversals: settled.reversals,
    incomplete: false,
    sealed: false,
  };
}

/** Kept for the next judgement, with the current accounts. */
function withAccounts(
  next: KeptJudgement['next'],
  { targets }: Judgement,
  balances: readonly Balance[],
): readonly KeptCollege[] {
  const digests = new Map(balances.map(({ organization, digest }) => [organization, digest]));
  const accounts = Map.groupBy(targets, ({ facts }) => facts.college);
  return next.map(({ college, reading, verdict }) => ({
    college,
    reading,
    verdict: {
      ...verdict,
      accounts: (accounts.get(college) ?? []).map(({ facts }) => [
        facts.organization,
        digests.get(facts.organization) ?? '',
      ]),
    },
  }));
}

/** Whether the year is sealed. A night of the current year without changes need not ask. */
async function isSealed({ store }: Ports, { asOf, year, reseals }: Night, changes: boolean): Promise<boolean> {
  return (changes || asOf > lastDayOf(year)) && reseals !== true && (await store.seals.seals(year)).length > 0;
}

/** A judgement and what it is compared with. */
export interface StoredJudgement extends KeptJudgement {
  readonly balances: readonly Balance[];
  readonly books: readonly ViolationBook[];
  readonly reading: number;
}

/**
 * Judges tonight's readings (those without cells by their snapshots) against the balances and books of the year.
 * @param kept results of earlier judgements: a run for one college judges only what has changed since
 */
export async function judgeStored(
  ports: Pick<Ports, 'store'>,
  night: Night,
  ruleSet: RuleSet,
  school: SchoolReading,
  readings: readonly CollegeReading[],
  kept: KeptColleges | null = null,
): Promise<StoredJudgement> {
  const { store } = ports;
  const [balances, books] = await Promise.all([store.ledger.balances(night.year), store.violations.books(night.year)]);
  const renamed = readings.some(({ changed }) => changed) ? await renamedNow(store.runs) : renamedIn(school.renamed);
  const types = activityTypesOf(school.scheme.items);
  const fits = studentsWithin(night.most?.students ?? Number.POSITIVE_INFINITY);
  const members = readings.flatMap((one) => {
    const member = memberOf(ports, one, types, renamed);
    return member ? [{ ...member, open: async (place: number) => fits(await member.open(place)) }] : [];
  });
  const { reading } = orderOf(school, readings);
  const input = {
    settings: school.settings,
    scheme: school.scheme,
    rules: ruleSet.rules,
    complete: members.length === readings.length,
    asOf: night.asOf,
    year: night.year,
    books: await withLastYear(ports, night, books, school),
    reading,
  };
  if (kept === null) {
    const colleges: CollegeInput[] = [];
    for (const [place, member] of members.entries()) colleges.push(await member.open(place));
    return { judgement: judgeSchool({ ...input, colleges }), standing: new Set(), next: [], balances, books, reading };
  }
  const drawn = new Set(readings.filter((one) => isDue(night, one)).map(({ registration }) => registration.id));
  const forgotten = (await store.runs.notes(FORGETTING)).map(({ name }) => name);
  const judged = await judgeKept(
    { ...input, members, balances, types, drawn, versions: [ruleSet.version, ...forgotten] },
    night.only === null ? { ...kept, all: async () => new Map() } : kept,
  );
  return { ...judged, balances, books, reading };
}

/** Counts the students of the colleges that are opened, each once. @throws Refused as soon as there are too many */
function studentsWithin(most: number): (college: CollegeInput) => CollegeInput {
  const counted = new Map<string, number>();
  let all = 0;
  return (college) => {
    const own = college.parsed.tabs.students.rows.length;
    all += own - (counted.get(college.id) ?? 0);
    counted.set(college.id, own);
    if (all > most) throw new Refused(runMessages.tooManyStudents(all, most));
    return college;
  };
}

/**
 * A college whose workbook was read at least once; a failed one takes part with its last reading, for references only.
 */
function memberOf(
  { store }: Pick<Ports, 'store'>,
  { registration: { id, name }, rows, head, error, heldBack }: CollegeReading,
  types: readonly string[],
  renamedIds: ReadonlyMap<string, readonly RenamedId[]>,
): Member | null {
  if (head === null) return null;
  const renamed = renamedIds.get(id) ?? [];
  const stale = error !== null && !isHeldBack({ error, heldBack });
  return {
    id,
    name,
    hash: head.hash,
    stale,
    heldBack,
    renamed,
    open: async (place) => {
      const { parsed, deadlines } =
        rows?.place === place
          ? rows
          : parseRows(rows?.raw ?? openSnapshot(await store.snapshots.content(head.hash), head.version), {
              place,
              types,
            });
      return { id, name, parsed, stale, heldBack, deadlines, renamed };
    },
  };
}

/**
 * Violations still open at the end of last year carry over, as do those that a waiver names. The school-wide book is
 * written last: until it exists, the first run of the year is not finished.
 */
async function withLastYear(
  { store }: Pick<Ports, 'store'>,
  { year }: Night,
  books: readonly ViolationBook[],
  { settings }: SchoolReading,
): Promise<readonly ViolationBook[]> {
  if (books.some(({ college }) => college === SCHOOL_WIDE)) return books;
  const waived = new Set(settings.waivers.map(({ violationId }) => violationId));
  const standing = new Set(books.map(({ college }) => college));
  const carried = (await store.violations.books(year - 1))
    .filter(({ college }) => !standing.has(college))
    .map((book) => ({
      ...book,
      version: 0,
      reading: 0,
      records: book.records.filter(({ fixedOn, id }) => fixedOn === null || waived.has(id)),
    }));
  return [...books, ...carried];
}

async function putBooks(
  { store }: Ports,
  { year }: Night,
  books: readonly ViolationBook[],
  changed: readonly ViolationBook[],
): Promise<readonly ViolationBook[]> {
  const next = new Map(books.map((book) => [book.college, book]));
  for (const book of changed) {
    if (!(await store.violations.put(year, book))) {
      throw new StaleReading(runMessages.staleBooks());
    }
    next.set(book.college, { ...book, version: book.version + 1 });
  }
  return [...next.values()];
}

/** Parameters from the last accepted reading of the school workbook; tonight's if there is none. */
async function parametersBefore(
  { snapshots }: Ports['store'],
  { heads, settings }: SchoolReading,
): Promise<Parameters> {
  const head = heads.get(SCHOOL_HEAD);
  return head ? await parametersRead(snapshots, head) : settings.parameters;
}
