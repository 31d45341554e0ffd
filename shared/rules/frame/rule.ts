import type { College, School } from '../../domain/assembled.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import type { Parameters } from '../../domain/parameters.ts';
import type { Place } from '../../domain/place.ts';
import type { FieldOf, TabKey, Tables } from '../../domain/school.ts';
import type { SettingIssue } from '../../domain/settings.ts';
import type { Severity } from '../../domain/vocabulary.ts';

/** A tab that a rule reads, or one required column of it (`tenures.posts`): where it is missing the rule does not run. */
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

/** What a rule yields: where, about whom, and the facts that the words are made of. */
export interface Breach<Facts> {
  readonly at: Place;
  /** Entity keys, flat (rules.md §3, last part of each line). */
  readonly subject: readonly string[];
  readonly facts: Facts;
  /** Every row of the tab that it is about, where it may be several: it touches an organization only when all of them do. */
  readonly rows?: readonly number[];
  /** Only where the catalogue gives two levels. */
  readonly severity?: Severity;
  /** Day of the event, for editions of the basis. */
  readonly on?: CalendarDay;
  /** The cell in which the remedy is typed, where it is another than the place of the fault. */
  readonly remedy?: Place;
  /** The last day in time, of what somebody owes; until that day is over it is no fault but a reminder (即将到期). */
  readonly dueOn?: CalendarDay | null;
}

/**
 * Something that is owed and not done: a reminder up to its last day, a finding from the day after. `null` if it was
 * done, but late: that is a fault on every day.
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
 * Whom a finding touches (points.md §3): who loses points by it, and whom an error of 不得评优规则 keeps from 优秀. The
 * organization that the subject names first, nobody, the organization of the row at which the finding stands (and the
 * 党支部 of that row), or those of the student whom the subject names first: the 党支部, that or without one the class,
 * the class, the 团支部 that covers the class.
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
  /** Optional columns without which the rule asks for nothing (clauses.md: a missing column is not checked, never a fault). */
  readonly asks?: readonly Need[];
  readonly reads: readonly (keyof Parameters)[];
  /** School-wide matter: checked once, without a college. */
  readonly schoolWide?: boolean;
  /** Judges the tabs and headings themselves: it also runs where an unread column may be the one that is meant. */
  readonly ofHeadings?: boolean;
  /** The remedy is a row to be added, in this column of its tab; a breach may know better. */
  readonly newRowIn?: NewRowIn;
  readonly touches: Touches;
  /**
   * What is at fault on the as-of day and, of a duty, what is still to be done.
   * @param until duties with a last day up to this day are asked for; the day before the as-of day or later
   */
  check(view: View<Need>, parameters: Parameters, asOf: CalendarDay, until: CalendarDay): Iterable<Breach<Facts>>;
  message(facts: Facts): string;
  advice(facts: Facts): string;
  /** 要做什么, of a duty: without names, so that equal ones can be counted. */
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
  /** Where it is not what its family touches. */
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
 * One rule of the catalogue. What is not declared in `needs`, `asks` and `reads` does not compile.
 * A rule yields breaches; it does not sort, cap, log, look at a clock, know waivers or points, or format cells.
 */
export function defineRule<const N extends Need, const P extends keyof Parameters, Facts>(
  source: RuleSource<N, P, Facts>,
): Rule<Facts> {
  return { touches: TOUCHED_BY_FAMILY[source.id.slice(0, 3)] ?? 'subject', ...source } as Rule<Facts>;
}

/**
 * A rule about what is owed by a day. One function tells all that is not done, with its last day, so that rule and reminder
 * cannot disagree: which of the two it is, the frame decides by that day alone.
 */
export function defineDuty<const N extends Need, const P extends keyof Parameters, Facts>(
  source: DutySource<N, P, Facts>,
): Rule<Facts> {
  return defineRule(source);
}

/** What will be a finding of the rule, unless somebody acts by its last day. */
export interface Reminder {
  readonly rule: string;
  readonly college: string | null;
  /** On or after the as-of day. */
  readonly dueOn: CalendarDay;
  readonly task: string;
  readonly basis: string;
  /** Where the finding would stand. */
  readonly at: Place;
  /** Where it is to be typed. */
  readonly typedAt: Place;
  readonly subject: readonly string[];
  /** Of the finding that it would become. */
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
  /** Every row that it is about, where it may be several; `at` is the first. */
  readonly rows?: readonly number[];
  readonly message: string;
  readonly advice: string;
  readonly details: Readonly<Record<string, unknown>>;
}
