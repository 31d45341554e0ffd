import type { School } from '../domain/assembled.ts';
import { type Elsewhere, NOTHING_ELSEWHERE } from '../domain/elsewhere.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { SettingIssue } from '../domain/settings.ts';
import type { Finding, Reminder, Rule } from '../rules/frame/rule.ts';
import { type CheckResult, type NotAsked, type NotChecked, runRules } from '../rules/frame/run-rules.ts';
import { assembleSchool, type SchoolInput } from '../workbook/assemble-school.ts';
import { INPUT_TITLES } from '../workbook/tabs/school.ts';

/** What all rules find in a school. `unjudged`: pairs `rule|college` without a verdict, besides `notChecked`. */
export interface SchoolCheck extends Omit<CheckResult, 'notAsked'> {
  readonly unjudged: readonly string[];
}

/** The school as read, and as it would be if every unread column were the one it may be meant as (DAT-18). */
export interface AssembledSchool {
  readonly school: School;
  /** The same object if every column was read. */
  readonly meant: School;
}

/** @param elsewhere what colleges without rows here contribute, as read and as meant */
export function assembleBoth(
  input: Omit<SchoolInput, 'elsewhere'>,
  elsewhere: ElsewhereBoth = NOTHING_BESIDES,
): AssembledSchool {
  const school = assembleSchool({ ...input, elsewhere: elsewhere.read });
  if (elsewhere.meant === elsewhere.read && input.colleges.every(({ parsed }) => parsed.meant === null))
    return { school, meant: school };
  const colleges = input.colleges.map((college) => ({ ...college, parsed: college.parsed.meant ?? college.parsed }));
  return { school, meant: assembleSchool({ ...input, colleges, elsewhere: elsewhere.meant }) };
}

/** `meant` is the same object if every column of every such college was read. */
export interface ElsewhereBoth {
  readonly read: Elsewhere;
  readonly meant: Elsewhere;
}

const NOTHING_BESIDES: ElsewhereBoth = { read: NOTHING_ELSEWHERE, meant: NOTHING_ELSEWHERE };

/**
 * All rules over the school as read. A rule is not judged for a college if it faults something missing in an unread
 * column there, that is, if one of its findings disappears once the column is read as the one it may be meant as
 * (trust.md §2).
 */
export function checkSchool(
  { school, meant }: AssembledSchool,
  rules: readonly Rule[],
  parameters: Parameters,
  settingIssues: readonly SettingIssue[],
): SchoolCheck {
  const { notAsked, ...checked } = runRules(school, rules, parameters, settingIssues, INPUT_TITLES);
  const unasked = notAsked.map(verdictOf);
  if (meant === school) return { ...checked, unjudged: unasked };
  const asMeant = runRules(meant, rules, parameters, settingIssues, INPUT_TITLES);
  const stands = new Set(asMeant.findings.map(({ fingerprint }) => fingerprint));
  const ofHeadings = new Set(rules.filter((rule) => rule.ofHeadings).map(({ id }) => id));
  const blind = new Set(
    checked.findings
      .filter(({ rule, fingerprint }) => !stands.has(fingerprint) && !ofHeadings.has(rule))
      .map(verdictOf),
  );
  // No reminder of anything that an unread column may already state.
  const isDueAsMeant = new Set(asMeant.due.map(({ fingerprint }) => fingerprint));
  return {
    findings: checked.findings.filter((finding) => !blind.has(verdictOf(finding))),
    due: checked.due.filter((one) => isDueAsMeant.has(one.fingerprint) && !blind.has(verdictOf(one))),
    notChecked: [...checked.notChecked, ...unreadColumns(school, blind, notAsked)],
    defects: [...checked.defects, ...asMeant.defects],
    unjudged: [...blind, ...unasked],
  };
}

function verdictOf({ rule, college }: Pick<Finding | Reminder | NotAsked, 'rule' | 'college'>): string {
  return `${rule}|${college ?? ''}`;
}

/**
 * Why rules were not judged because of unread columns: a rule whose findings such a column may answer is listed under
 * every such column of its college; a rule that asks for the column itself is listed under that one.
 */
function unreadColumns(
  { colleges }: School,
  blind: ReadonlySet<string>,
  notAsked: readonly NotAsked[],
): readonly NotChecked[] {
  const blindIn = Map.groupBy(
    [...blind].map((verdict) => verdict.split('|') as [rule: string, college: string]),
    ([, college]) => college,
  );
  const notAskedIn = Map.groupBy(notAsked, ({ college }) => college);
  return colleges.flatMap(({ id, tabs }) =>
    Object.values(tabs).flatMap(({ key, unread }) =>
      unread.flatMap(({ near, text }) => {
        if (near === null) return [];
        const asking = notAskedIn.get(id)?.filter(({ tab, field }) => tab === key && field === near.field) ?? [];
        const rules = [...(blindIn.get(id) ?? []).map(([rule]) => rule), ...asking.map(({ rule }) => rule)];
        return rules.map((rule) => ({ college: id, tab: key, field: near.field, unread: text, rule }));
      }),
    ),
  );
}
