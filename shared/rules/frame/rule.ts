import type { College, School } from '../../domain/assembled.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import type { Parameters } from '../../domain/parameters.ts';
import type { Place } from '../../domain/place.ts';
import type { FieldOf, TabKey, Tables } from '../../domain/school.ts';
import type { SettingIssue } from '../../domain/settings.ts';
import type { Severity } from '../../domain/vocabulary.ts';

/** A tab that a rule reads, or one required column of it (`tenures.posts`): the rule does not run if it is missing. */
export type Need = TabKey | { [Tab in TabKey]: `${Tab}.${FieldOf<Tab>}` }[TabKey];
/** A column of a tab: the remedy is a new row there. */
export type NewRowIn = Exclude<Need, TabKey>;
type TabOf<N extends Need> = N extends `${infer Tab extends TabKey}.${string}` ? Tab : N extends TabKey ? N : never;

/** What a rule sees: the judged rows of one college in the tabs that it declared, and lookups over the whole school. */
export type View<N extends Need> = Pick<Tables, TabOf<N>> & {
  readonly college: College;
  readonly school: School;
  /** Faults of the school workbook; only CFG-01 reads them. */
  readonly settingIssues: readonly SettingIssue[];
};

/** What a rule yields: the place, the subject, and the facts for the message. */
export interface Breach<Facts> {
  readonly at: Place;
  /** Entity keys, flat (rules.md §3, last part of each line). */
  readonly subject: readonly string[];
  readonly facts: Facts;
  /** Every row that the breach covers, if there may be several: it touches an organization only if all of them do. */
  readonly rows?: readonly number[];
  /** Only where the catalogue gives two levels. */
  readonly severity?: Severity;
  /** Day of the event; selects the edition of the basis. */
  readonly on?: CalendarDay;
  /** The cell in which the remedy is typed, if it is not the place of the fault. */
  readonly remedy?: Place;
  /** The last day for something owed; until that day is over it is no fault but a reminder (即将到期). */
  readonly dueOn?: CalendarDay | null;
}

/**
 * Something that is owed and not done: a reminder up to its last day, a finding from the day after. With `null` it was
 * done late, which is a fault on every day.
 */
export interface Owed<Facts> extends Breach<Facts> {
  readonly dueOn: CalendarDay | null;
}

/** A source of a rule: the text to print, chosen by the day of the event where editions differ. */
export interface Basis {
  cite(on: CalendarDay | undefined): string;
  /** Sentences of the guideline that the rule serves: `四(1)2` is the second of 四(1). */
  readonly sentences?: readonly string[];
}

/**
 * Whom a finding touches (points.md §3), that is, who loses points by it and whom an error of 不得评优规则 keeps from
 * 优秀: the organization that the subject names first; nobody; the organization of the finding's row (and the 党支部 of
 * that row); or, for the student whom the subject names first: the 党支部, the 党支部 or without one the class,
 * the class, or the 团支部 that covers the class.
 */
export type Touches =
  | 'subject'
  | 'nobody'
  | 'row'
  | 'rowAndPartyBranch'
  | 'branch'
  | 'branchOrClass'
  | 'class'
  | 'leagueBranch';

/** Families whose rules do not touch the organization in the subject, unless a rule says so itself. */
const TOUCHED_BY_FAMILY: Readonly<Record<string, Touches>> = {
  DAT: 'row',
  CFG: 'nobody',
  DEV: 'branch',
  PRA: 'row',
  DEC: 'row',
};

export interface Rule<Facts = unknown> {
  readonly id: string;
  /** 标题: the broken pattern in Chinese, at most 20 characters. */
  readonly title: string;
  readonly severity: Severity;
  readonly basis: readonly Basis[];
  readonly needs: readonly Need[];
  /** Optional columns that the rule needs (clauses.md: a missing column is not checked, never a fault). */
  readonly asks?: readonly Need[];
  readonly reads: readonly (keyof Parameters)[];
  /** School-wide matter: checked once, without a college. */
  readonly schoolWide?: boolean;
  /** Judges the tabs and headings themselves: it also runs if an unread column may be the missing one. */
  readonly ofHeadings?: boolean;
  /** The remedy is a new row, with this column of its tab; a breach may be more specific. */
  readonly newRowIn?: NewRowIn;
  readonly touches: Touches;
  /**
   * What is at fault on the as-of day and, for a duty, what is still to be done.
   * @param until includes duties with a last day up to this day; the day before the as-of day or later
   */
  check(view: View<Need>, parameters: Parameters, asOf: CalendarDay, until: CalendarDay): Iterable<Breach<Facts>>;
  message(facts: Facts): string;
  advice(facts: Facts): string;
  /** 要做什么, for a duty: without names, so equal tasks can be counted. */
  task?(facts: Facts): string;
}

interface RuleSource<N extends Need, P extends keyof Parameters, Facts> {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly basis: readonly Basis[];
  readonly needs: readonly N[];
  readonly asks?: readonly N[];
  readonly reads: readonly P[];
  readonly schoolWide?: boolean;
  readonly ofHeadings?: boolean;
  readonly newRowIn?: NewRowIn;
  /** Only if it differs from what its family touches. */
  readonly touches?: Touches;
  check(view: View<N>, parameters: Pick<Parameters, P>, asOf: CalendarDay, until: CalendarDay): Iterable<Breach<Facts>>;
  message(facts: Facts): string;
  advice(facts: Facts): string;
}

interface DutySource<N extends Need, P extends keyof Parameters, Facts> extends RuleSource<N, P, Facts> {
  check(view: View<N>, parameters: Pick<Parameters, P>, asOf: CalendarDay, until: CalendarDay): Iterable<Owed<Facts>>;
  task(facts: Facts): string;
}

/**
 * One rule of the catalogue. Using anything not declared in `needs`, `asks` and `reads` does not compile.
 * A rule yields breaches; it does not sort, cap, log, read a clock, know waivers or points, or format cells.
 */
export function defineRule<const N extends Need, const P extends keyof Parameters, Facts>(
  source: RuleSource<N, P, Facts>,
): Rule<Facts> {
  return { touches: TOUCHED_BY_FAMILY[source.id.slice(0, 3)] ?? 'subject', ...source } as Rule<Facts>;
}

/**
 * A rule about what is owed by a day. One function yields everything not done, with its last day; the frame alone
 * decides by that day whether it is a finding or a reminder, so the two cannot disagree.
 */
export function defineDuty<const N extends Need, const P extends keyof Parameters, Facts>(
  source: DutySource<N, P, Facts>,
): Rule<Facts> {
  return defineRule(source);
}

/** What becomes a finding of the rule unless somebody acts by its last day. */
export interface Reminder {
  readonly rule: string;
  readonly college: string | null;
  /** On or after the as-of day. */
  readonly dueOn: CalendarDay;
  readonly task: string;
  readonly basis: string;
  /** Place of the future finding. */
  readonly at: Place;
  /** Cell in which it is to be typed. */
  readonly typedAt: Place;
  readonly subject: readonly string[];
  /** Fingerprint of the finding that it would become. */
  readonly fingerprint: string;
}

/** A breach with its words and citation, within one run. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly basis: string;
  /** 学院编号; `null` for a school-wide matter. */
  readonly college: string | null;
  readonly at: Place;
  /** Where the remedy is typed; `null`: at the place of the fault. */
  readonly remedy: Place | null;
  readonly subject: readonly string[];
  readonly fingerprint: string;
  readonly touches: Touches;
  /** Every row that it covers, if there may be several; `at` is the first. */
  readonly rows?: readonly number[];
  readonly message: string;
  readonly advice: string;
  readonly details: Readonly<Record<string, unknown>>;
}
