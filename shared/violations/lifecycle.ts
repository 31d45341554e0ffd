import type { CalendarDay } from '../domain/calendar.ts';
import { violationId } from '../domain/identity.ts';
import type { Waiver } from '../domain/settings.ts';
import { ViolationState } from '../domain/vocabulary.ts';
import type { ViolationBook, ViolationRecord } from '../ports.ts';
import type { Finding } from '../rules/frame/rule.ts';

/** A finding with a life (rules.md §1). */
export interface Violation extends Finding {
  /** 问题编号 */
  readonly id: string;
  readonly state: ViolationState;
  /** 首次发现 */
  readonly firstSeenOn: CalendarDay;
  /** 天数: calendar days since 首次发现. */
  readonly days: number;
  readonly waiver: Waiver | null;
  /** What the user had typed when it last went. */
  readonly notes: Readonly<Record<string, string>> | null;
}

export interface LifecycleInput {
  readonly findings: readonly Finding[];
  /** Books of the year; where there is none yet, those of the year before carry on. */
  readonly books: readonly ViolationBook[];
  readonly waivers: readonly Waiver[];
  readonly asOf: CalendarDay;
  /** 整改期限 by 问题编号, where users have typed one. */
  readonly deadlines?: ReadonlyMap<string, CalendarDay>;
  readonly reading: number;
  /** Whether a rule was judged for a college this time. A rule that was not judged closes no violation. */
  isJudged(rule: string, college: string): boolean;
}

export interface LifecycleResult {
  /** In the order of the findings. */
  readonly violations: readonly Violation[];
  /** Books that have changed and must be written, in this order: the school-wide one last. */
  readonly changedBooks: readonly ViolationBook[];
  /** 问题编号 ever given in the school. */
  readonly knownIds: ReadonlySet<string>;
  /** Fingerprints of what a waiver in force names, found this time or not. */
  readonly waived: ReadonlySet<string>;
}

/** School-wide matters stand in the book of no college. */
export const SCHOOL_WIDE = '';

const NO_DEADLINES: ReadonlyMap<string, CalendarDay> = new Map();

/** Gives every finding its number, state and first day, and finds out which stored lives change. */
export function advanceLives(input: LifecycleInput): LifecycleResult {
  const { findings, books, waivers, asOf, deadlines = NO_DEADLINES, reading, isJudged } = input;
  const ids = new Map<string, string>();
  for (const { records } of books) for (const { id, fingerprint } of records) ids.set(id, fingerprint);
  const byCollege = Map.groupBy(findings, ({ college }) => college ?? SCHOOL_WIDE);
  const lives = new Map<string, ViolationRecord>();
  const changedBooks: ViolationBook[] = [];
  const colleges = new Set([...books.map((book) => book.college), ...byCollege.keys()]);
  colleges.delete(SCHOOL_WIDE);
  for (const college of [...colleges, SCHOOL_WIDE]) {
    const book = books.find((candidate) => candidate.college === college) ?? {
      college,
      version: 0,
      reading: 0,
      records: [],
    };
    const records = advanceBook(book, byCollege.get(college) ?? [], asOf, (rule) => isJudged(rule, college), ids);
    for (const record of records) lives.set(record.fingerprint, record);
    // A book that is not stored yet: carried over from last year, or (school-wide) the note that the year has begun.
    if (book.version === 0 || records.some((record, index) => record !== book.records[index])) {
      changedBooks.push({ college, version: book.version, reading, records });
    }
  }
  const inForce = new Map(
    waivers
      .filter(({ approvedOn, validUntil }) => approvedOn <= asOf && asOf <= validUntil)
      .map((waiver) => [waiver.violationId, waiver]),
  );
  const violations = findings.map((finding) =>
    toViolation(finding, lives.get(finding.fingerprint) as ViolationRecord, inForce, deadlines, asOf),
  );
  const waived = new Set([...inForce.keys()].flatMap((id) => ids.get(id) ?? []));
  return { violations, changedBooks, knownIds: new Set(ids.keys()), waived };
}

function advanceBook(
  book: ViolationBook,
  findings: readonly Finding[],
  asOf: CalendarDay,
  isJudged: (rule: string) => boolean,
  ids: Map<string, string>,
): ViolationRecord[] {
  const seen = new Set(findings.map(({ fingerprint }) => fingerprint));
  const known = new Set<string>();
  const records = book.records.map((record): ViolationRecord => {
    known.add(record.fingerprint);
    if (!seen.has(record.fingerprint))
      return record.fixedOn === null && isJudged(record.rule) ? { ...record, fixedOn: asOf } : record;
    const firstSeenOn = Math.min(record.firstSeenOn, asOf);
    if (record.fixedOn !== null) return { ...record, firstSeenOn, recurredOn: asOf, fixedOn: null };
    return firstSeenOn === record.firstSeenOn ? record : { ...record, firstSeenOn };
  });
  for (const { rule, subject, fingerprint } of findings) {
    if (known.has(fingerprint)) continue;
    records.push({
      id: freshId(rule, fingerprint, ids),
      fingerprint,
      rule,
      subject,
      firstSeenOn: asOf,
      recurredOn: null,
      fixedOn: null,
      notes: null,
    });
  }
  return records;
}

/** On a collision inside the school the later one takes more digits. */
function freshId(rule: string, fingerprint: string, ids: Map<string, string>): string {
  for (let digits = 5; ; digits++) {
    const id = violationId(rule, fingerprint, digits);
    const owner = ids.get(id);
    if (owner !== undefined && owner !== fingerprint) continue;
    ids.set(id, fingerprint);
    return id;
  }
}

function toViolation(
  finding: Finding,
  record: ViolationRecord,
  waivers: ReadonlyMap<string, Waiver>,
  deadlines: ReadonlyMap<string, CalendarDay>,
  asOf: CalendarDay,
): Violation {
  const waiver = waivers.get(record.id) ?? null;
  return {
    ...finding,
    id: record.id,
    state: waiver ? ViolationState.waived : stateOf(record, deadlines.get(record.id), asOf),
    firstSeenOn: record.firstSeenOn,
    days: asOf - record.firstSeenOn,
    waiver,
    notes: record.notes,
  };
}

/** Past its 整改期限 before all else: that is what somebody has promised. */
function stateOf(
  { firstSeenOn, recurredOn }: ViolationRecord,
  deadline: CalendarDay | undefined,
  asOf: CalendarDay,
): ViolationState {
  if (deadline !== undefined && deadline < asOf) return ViolationState.overdue;
  if (recurredOn !== null) return ViolationState.recurring;
  return firstSeenOn === asOf ? ViolationState.fresh : ViolationState.open;
}
