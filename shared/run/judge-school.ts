import type { School } from '../domain/assembled.ts';
import type { AcademicYear, CalendarDay } from '../domain/calendar.ts';
import type { Parameters } from '../domain/parameters.ts';
import { peopleOf } from '../domain/people.ts';
import type { Position, Veto } from '../domain/position.ts';
import { orgNameOf } from '../domain/roster.ts';
import type { Scheme, SettingIssue, Settings } from '../domain/settings.ts';
import { Severity, ViolationState } from '../domain/vocabulary.ts';
import { type AccountTarget, positionsTarget } from '../ledger/settle.ts';
import type { ViolationBook } from '../ports.ts';
import { meanAttendance } from '../ranking/attendance.ts';
import { isRanked, poolOf } from '../ranking/pools.ts';
import type { Finding, Reminder, Rule } from '../rules/frame/rule.ts';
import type { NotChecked, RuleDefect } from '../rules/frame/run-rules.ts';
import { scoreSchool } from '../scoring/score-school.ts';
import type { OpenFinding, ScoredOrganization } from '../scoring/scored.ts';
import type { Touched } from '../scoring/touched.ts';
import { advanceLives, SCHOOL_WIDE, type Violation } from '../violations/lifecycle.ts';
import { unknownWaiverIssues } from '../violations/waivers.ts';
import { withoutNames } from '../violations/without-names.ts';
import type { CollegeInput } from '../workbook/read-college.ts';
import { unknownWaiverWords } from '../workbook/tabs/setting-messages.ts';
import { assembleBoth, checkSchool, type ElsewhereBoth, type SchoolCheck } from './check-school.ts';
import { joinChecks } from './join-checks.ts';

export interface JudgeInput {
  readonly settings: Settings;
  readonly scheme: Scheme;
  readonly rules: readonly Rule[];
  readonly colleges: readonly CollegeInput[];
  readonly complete: boolean;
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
  readonly books: readonly ViolationBook[];
  readonly reading: number;
  /** What is known of colleges without rows here; left out if there are none. */
  readonly apart?: JudgedApart;
}

/**
 * The findings in colleges that are judged by themselves, in the order of colleges; school-wide matters are not
 * included.
 */
export interface JudgedApart {
  readonly found: Omit<SchoolCheck, 'defects'>;
  readonly elsewhere: ElsewhereBoth;
  /** Whether a student of those colleges has this 姓名. */
  readonly isName: (text: string) => boolean;
}

/** Everything that follows from one reading of the school: pure, the same input gives the same judgement. */
export interface Judgement {
  /** Includes colleges judged apart, without rows. */
  readonly school: School;
  /** The school as it would be if every unread column were the one it may be meant as. */
  readonly meant: School;
  readonly parameters: Parameters;
  /** What the rules found in every college, before waivers. */
  readonly found: SchoolCheck;
  /**
   * Violations of the workbooks read tonight; a failed workbook has no findings, but its last reading still counts for
   * everybody's points.
   */
  readonly violations: readonly Violation[];
  /** What is due soon in the workbooks read tonight, without anything a waiver names. */
  readonly due: readonly Reminder[];
  readonly changedBooks: readonly ViolationBook[];
  /** Every setting that was not understood, including waivers of problems that were never found. */
  readonly settingIssues: readonly SettingIssue[];
  readonly notChecked: readonly NotChecked[];
  /** A rule with a defect makes the run incomplete: nothing may be settled or published. */
  readonly defects: readonly RuleDefect[];
  /** For the colleges with rows. */
  readonly positions: readonly Position[];
  readonly organizations: readonly ScoredOrganization[];
  readonly targets: readonly AccountTarget[];
  readonly open: readonly OpenFinding[];
}

/** parse → check → life → score, over the whole school (architecture.md §4). */
export function judgeSchool(input: JudgeInput): Judgement {
  const { settings, scheme, rules, asOf, apart } = input;
  const { parameters } = settings;
  const assembled = assembleBoth({ ...input, parameters, scheme: scheme.items }, apart?.elsewhere);
  const { school, meant } = assembled;
  const check = (some: readonly Rule[], issues: readonly SettingIssue[]) =>
    checkSchool(assembled, some, parameters, issues);
  const own = check(rules, settings.issues);
  const checked = apart ? joinChecks(own, apart.found, rules, school) : own;
  const unjudged = new Set([
    ...checked.notChecked.map(({ rule, college }) => `${rule}|${college}`),
    ...checked.unjudged,
    ...checked.defects.map(({ rule, college }) => `${rule}|${college ?? SCHOOL_WIDE}`),
  ]);
  const known = new Set([SCHOOL_WIDE, ...input.colleges.map(({ id }) => id)]);
  const deadlines = new Map(input.colleges.flatMap((college) => [...(college.deadlines ?? [])]));
  const lives = (findings: readonly Finding[]) =>
    advanceLives({
      findings,
      books: input.books,
      waivers: settings.waivers,
      asOf,
      deadlines,
      reading: input.reading,
      isJudged: (rule, college) => known.has(college) && !unjudged.has(`${rule}|${college}`),
    });
  const first = lives(checked.findings);
  const waiverIssues = unknownWaiverIssues(settings.waivers, first.knownIds, unknownWaiverWords);
  const schoolWide = rules.filter((rule) => rule.schoolWide);
  const findings =
    waiverIssues.length === 0
      ? checked.findings
      : [
          ...check(schoolWide, [...settings.issues, ...waiverIssues]).findings,
          ...checked.findings.filter(({ college }) => college !== null),
        ];
  const people = peopleOf(school);
  const isName = (text: string): boolean => people.isName(text) || (apart?.isName(text) ?? false);
  const { violations, changedBooks } = waiverIssues.length === 0 ? first : lives(findings);
  const stale = new Set(input.colleges.filter((college) => college.stale).map(({ id }) => id));
  const open = violations.filter(({ state }) => state !== ViolationState.waived);
  // Nobody loses points because of a column's name: a column is scored as it may be meant.
  const ownOpen = apart ? open.filter(notApart(school)) : open;
  const { positions, organizations, touched } = scoreSchool(meant, scheme.items, ownOpen, parameters);
  const vetoes = vetoesOf(
    ownOpen.filter((violation) => isVeto(violation, parameters)),
    touched,
  );
  return {
    school,
    meant,
    parameters,
    found: checked,
    violations: violations.filter(({ college }) => college === null || !stale.has(college)),
    due: checked.due.filter(
      ({ college, fingerprint }) => (college === null || !stale.has(college)) && !first.waived.has(fingerprint),
    ),
    changedBooks: changedBooks.map((book) => withoutNames(book, { isName })),
    settingIssues: [...settings.issues, ...waiverIssues],
    notChecked: checked.notChecked,
    defects: checked.defects,
    positions,
    organizations,
    targets: targetsOf(meant, organizations, positions, vetoes),
    open,
  };
}

/** Leaves out findings of colleges judged apart: they touch nobody here, or those colleges would be judged together. */
function notApart({ colleges }: School): (finding: Finding) => boolean {
  const apart = new Set(colleges.filter((college) => college.apart).map(({ id }) => id));
  return ({ college }) => college === null || !apart.has(college);
}

/** An open error of 不得评优规则 (points.md §5); three letters name a whole family. */
function isVeto({ rule, severity }: Finding, { vetoRules }: Parameters): boolean {
  return severity === Severity.error && vetoRules.some((veto) => rule === veto || rule.startsWith(`${veto}-`));
}

/** What rules out 优秀 for each organization, in the order of 问题清单. */
function vetoesOf(violations: readonly Violation[], touched: Touched): ReadonlyMap<string, Veto> {
  const vetoes = new Map<string, Veto>();
  for (const violation of violations) {
    for (const organization of touched(violation)) {
      const { id, others } = vetoes.get(organization) ?? { id: violation.id, others: -1 };
      vetoes.set(organization, { id, others: others + 1 });
    }
  }
  return vetoes;
}

function vetoFacts(veto: Veto | undefined): Pick<AccountTarget['facts'], 'vetoed' | 'vetoedBy'> {
  return veto ? { vetoed: true, vetoedBy: veto } : { vetoed: false };
}

function targetsOf(
  school: School,
  organizations: readonly ScoredOrganization[],
  positions: readonly Position[],
  vetoes: ReadonlyMap<string, Veto>,
): AccountTarget[] {
  const byOrganization = Map.groupBy(positions, ({ organization }) => organization);
  return organizations.map(({ org, id, kind, college }) =>
    positionsTarget(
      {
        organization: id,
        college,
        name: orgNameOf(org, id),
        kind,
        pool: poolOf(school, org, kind),
        ranked: isRanked(org, school.asOf),
        ...vetoFacts(vetoes.get(id)),
        attendance: meanAttendance(school, id),
      },
      byOrganization.get(id) ?? [],
    ),
  );
}
