import type { College, School } from '../../domain/assembled.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import { fingerprint } from '../../domain/identity.ts';
import type { Parameters } from '../../domain/parameters.ts';
import { columnIndex, type Place } from '../../domain/place.ts';
import type { TabKey } from '../../domain/school.ts';
import type { SettingIssue } from '../../domain/settings.ts';
import { Severity } from '../../domain/vocabulary.ts';
import type { Breach, Finding, Need, NewRowIn, Reminder, Rule, View } from './rule.ts';

/** A rule that could not be judged for a college, because a tab or a required heading is missing. */
export interface NotChecked {
  readonly college: string;
  readonly tab: TabKey;
  /** English name of the missing column; `null` where the whole tab is missing. */
  readonly field: string | null;
  /** The heading found instead, which was not read (DAT-18). */
  readonly unread?: string;
  /** The column is there, but contains formulas that no program has computed yet. */
  readonly uncalculated?: true;
  readonly rule: string;
}

/** A rule that checks nothing in a college because the tab lacks an optional column. Not shown; it fixes nothing. */
export type NotAsked = Pick<NotChecked, 'college' | 'tab' | 'rule'> & { readonly field: string };

/** A defect in a rule: the run is incomplete, so nothing may be removed from sheets or ledger on its account. */
export interface RuleDefect {
  readonly rule: string;
  readonly college: string | null;
  readonly error: unknown;
}

export interface CheckResult {
  /** One per fingerprint, ordered by college, severity, rule, tab, row, column, subject. */
  readonly findings: readonly Finding[];
  /** What is due from the as-of day up to 提前提醒天数 after it: ordered by 到期日, college, rule, place. */
  readonly due: readonly Reminder[];
  readonly notChecked: readonly NotChecked[];
  readonly notAsked: readonly NotAsked[];
  readonly defects: readonly RuleDefect[];
}

const SEVERITY_ORDER: Readonly<Record<Severity, number>> = {
  [Severity.error]: 0,
  [Severity.warning]: 1,
  [Severity.hint]: 2,
};

/**
 * All rules over the whole school. Pure: the same school and parameters give the same findings in the same order.
 * @param tabOrder titles of the tabs in the order of workbooks.md §2, for sorting
 */
export function runRules(
  school: School,
  rules: readonly Rule[],
  parameters: Parameters,
  settingIssues: readonly SettingIssue[],
  tabOrder: readonly string[],
): CheckResult {
  const findings = new Map<string, Finding>();
  const due = new Map<string, Reminder>();
  const until = school.asOf + parameters.remindAhead;
  const notChecked: NotChecked[] = [];
  const notAsked: NotAsked[] = [];
  const defects: RuleDefect[] = [];
  const active = rules.filter(({ id }) => !parameters.disabledRules.includes(id));
  const first = school.colleges[0];
  const judged = school.colleges.filter(({ apart }) => !apart);
  for (const rule of active) {
    const colleges: readonly (College | null)[] = rule.schoolWide ? [null] : judged;
    for (const college of colleges) {
      const asked = rule.asks ?? [];
      const missing = college
        ? [
            ...rule.needs.flatMap((need) => missingOf(college, need)),
            ...asked.filter((need) => college.uncalculated.has(need)).flatMap((need) => missingOf(college, need)),
          ]
        : [];
      if (college && missing.length > 0) {
        for (const one of missing) notChecked.push({ college: college.id, ...one, rule: rule.id });
        continue;
      }
      const lacking = college ? asked.flatMap((need) => lackingOf(college, need)) : [];
      if (college && lacking.length > 0) {
        for (const one of lacking) notAsked.push({ college: college.id, ...one, rule: rule.id });
        continue;
      }
      const scope = college ?? first;
      if (!scope && !rule.schoolWide) continue;
      try {
        const view = { ...(scope?.judged ?? {}), college: scope, school, settingIssues } as unknown as View<Need>;
        for (const breach of rule.check(view, parameters, school.asOf, until)) {
          const dueOn = breach.dueOn ?? null;
          if (dueOn !== null && dueOn >= school.asOf) {
            if (dueOn <= until) keepNext(due, toReminder(rule, college, breach, dueOn), tabOrder);
          } else keepFirst(findings, toFinding(rule, college, breach, parameters), tabOrder);
        }
      } catch (error) {
        defects.push({ rule: rule.id, college: college?.id ?? null, error });
      }
    }
  }
  return {
    findings: sorted([...findings.values()], school, tabOrder),
    due: inOrderOfDays(
      [...due.values()].filter(({ fingerprint }) => !findings.has(fingerprint)),
      school,
      tabOrder,
    ),
    notChecked,
    notAsked,
    defects,
  };
}

function missingOf(college: College, need: Need): Pick<NotChecked, 'tab' | 'field' | 'uncalculated'>[] {
  const [tabKey, field] = need.split('.') as [TabKey, string | undefined];
  const tab = college.tabs[tabKey];
  if (!tab.present) return [{ tab: tabKey, field: null }];
  if (field === undefined) return [];
  if ((tab.missingFields as readonly string[]).includes(field)) return [{ tab: tabKey, field }];
  return college.uncalculated.has(need) ? [{ tab: tabKey, field, uncalculated: true }] : [];
}

function lackingOf(college: College, need: Need): Pick<NotAsked, 'tab' | 'field'>[] {
  const [tab, field] = need.split('.') as [TabKey, string];
  return field in college.tabs[tab].columns ? [] : [{ tab, field }];
}

function toFinding(rule: Rule, college: College | null, breach: Breach<unknown>, parameters: Parameters): Finding {
  const collegeId = college?.id ?? null;
  return {
    rule: rule.id,
    severity: parameters.severityOverrides[rule.id] ?? breach.severity ?? rule.severity,
    basis: citedBy(rule, breach),
    college: collegeId,
    at: breach.at,
    remedy: remedyOf(rule, college, breach),
    subject: breach.subject,
    fingerprint: fingerprint(rule.id, collegeId, breach.subject),
    touches: rule.touches,
    ...(breach.rows === undefined ? {} : { rows: breach.rows }),
    message: rule.message(breach.facts),
    advice: rule.advice(breach.facts),
    details: breach.facts as Record<string, unknown>,
  };
}

function toReminder(rule: Rule, college: College | null, breach: Breach<unknown>, dueOn: CalendarDay): Reminder {
  if (!rule.task) throw new Error(`${rule.id} tells what is due and has no words for it`);
  const collegeId = college?.id ?? null;
  return {
    rule: rule.id,
    college: collegeId,
    dueOn,
    task: rule.task(breach.facts),
    basis: citedBy(rule, breach),
    at: breach.at,
    typedAt: remedyOf(rule, college, breach) ?? breach.at,
    subject: breach.subject,
    fingerprint: fingerprint(rule.id, collegeId, breach.subject),
  };
}

function citedBy(rule: Rule, breach: Breach<unknown>): string {
  return rule.basis.map((basis) => basis.cite(breach.on)).join('；');
}

function remedyOf(rule: Rule, college: College | null, breach: Breach<unknown>): Place | null {
  return breach.remedy ?? (college && rule.newRowIn ? newRow(college, rule.newRowIn) : null);
}

function newRow(college: College, column: NewRowIn): Place {
  const [tab, field] = column.split('.') as [TabKey, never];
  return college.newRowPlace(tab, field);
}

/** Two findings with the same rule, college and subject are one: the first place is kept (rules.md §4). */
function keepFirst(findings: Map<string, Finding>, finding: Finding, tabOrder: readonly string[]): void {
  const known = findings.get(finding.fingerprint);
  if (!known || comparePlaces(finding.at, known.at, tabOrder) < 0) findings.set(finding.fingerprint, finding);
}

/** Of reminders for one matter, the next last day is kept, then the first place. */
function keepNext(due: Map<string, Reminder>, reminder: Reminder, tabOrder: readonly string[]): void {
  const known = due.get(reminder.fingerprint);
  if (!known || (reminder.dueOn - known.dueOn || comparePlaces(reminder.at, known.at, tabOrder)) < 0) {
    due.set(reminder.fingerprint, reminder);
  }
}

/** Tab, row, column; a tab alone comes before its rows. */
export function comparePlaces(a: Place, b: Place, tabOrder: readonly string[]): number {
  return (
    tabOrder.indexOf(a.tab) - tabOrder.indexOf(b.tab) ||
    (a.row ?? 0) - (b.row ?? 0) ||
    (a.column === null ? -1 : columnIndex(a.column)) - (b.column === null ? -1 : columnIndex(b.column))
  );
}

function sorted(findings: Finding[], school: School, tabOrder: readonly string[]): Finding[] {
  const order = new Map<string | null, number>(school.colleges.map(({ id, index }) => [id, index]));
  const rank = (college: string | null): number => (college === null ? -1 : (order.get(college) ?? -1));
  return findings.sort(
    (a, b) =>
      rank(a.college) - rank(b.college) ||
      SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity] ||
      compareText(a.rule, b.rule) ||
      comparePlaces(a.at, b.at, tabOrder) ||
      compareText(a.subject.join('\u0000'), b.subject.join('\u0000')),
  );
}

function inOrderOfDays(due: Reminder[], school: School, tabOrder: readonly string[]): Reminder[] {
  const order = new Map<string | null, number>(school.colleges.map(({ id, index }) => [id, index]));
  const rank = (college: string | null): number => order.get(college) ?? -1;
  return due.sort(
    (a, b) =>
      a.dueOn - b.dueOn ||
      rank(a.college) - rank(b.college) ||
      compareText(a.rule, b.rule) ||
      comparePlaces(a.at, b.at, tabOrder) ||
      compareText(a.subject.join('\u0000'), b.subject.join('\u0000')),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
