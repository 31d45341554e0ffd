/**
 * The law that holds reminder and rule together (rules about what is owed by a day): with the same rows, what is due on a day
 * and not done is a finding on the next day, and no other finding of these rules begins on it.
 */
import { describe, expect, it } from 'vitest';
import { toRawTab } from '../../functions/template/sheet-plan.ts';
import type { School } from '../../shared/domain/assembled.ts';
import { type CalendarDay, formatDay } from '../../shared/domain/calendar.ts';
import { DEFAULT_PARAMETERS, type Parameters } from '../../shared/domain/parameters.ts';
import type { Rule } from '../../shared/rules/frame/rule.ts';
import { type CheckResult, runRules } from '../../shared/rules/frame/run-rules.ts';
import { RULES } from '../../shared/rules/index.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { assembleSchool, type SchoolInput, TAB_TITLES } from '../../shared/workbook/assemble-school.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { dayOfText, sampleOf } from '../cli/init/judged-sample.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import { expectNone } from '../support/expect-none.ts';

const YEAR = 2025;
const FIRST = dayOfText('2025-09-01');
const LAST = dayOfText('2026-08-31');
const DUTIES = RULES.filter(({ task }) => task !== undefined);

/** Rules of clauses.md §5. */
const AT_LEAST = [
  ...['MEC-01', 'MEC-02', 'MEC-05', 'MEC-09', 'MEC-13', 'EDU-06', 'EDU-07', 'EDU-09', 'EDU-10', 'EDU-11', 'EDU-12'],
  ...['EDU-13', 'EDU-14', 'EDU-15', 'EDU-16', 'EDU-17', 'DEV-02', 'DEV-11', 'DEV-13', 'DEV-16', 'DEV-17', 'DEV-19'],
  ...['EVA-01', 'EVA-02', 'EVA-03', 'EVA-04', 'EVA-05', 'EVA-06', 'EVA-10', 'ORG-14', 'PRA-04'],
];

/** Rows that were read once, judged on any day. */
interface Rows {
  readonly colleges: SchoolInput['colleges'];
  readonly parameters: Parameters;
}

function schoolOn({ colleges, parameters }: Rows, asOf: CalendarDay): School {
  return assembleSchool({ colleges, complete: true, parameters, scheme: DEFAULT_SCHEME, asOf, year: YEAR });
}

function typed(school: TestSchool): Rows {
  const colleges = school.raw().map((raw, index) => {
    return { id: raw.college, name: raw.college, stale: false, parsed: parseWorkbook(raw, index, []) };
  });
  return { colleges, parameters: school.parameters };
}

function sampled(seed: string, asOf: string, studentsPerCollege: number): Rows {
  const { colleges } = sampleOf(seed, asOf, { colleges: 1, studentsPerCollege, year: YEAR });
  return {
    parameters: DEFAULT_PARAMETERS,
    colleges: colleges.map(({ id, name, plan }, index) => {
      const parsed = parseWorkbook({ version: '', tabs: plan.sheets.map(toRawTab) }, index, []);
      return { id, name, stale: false, parsed };
    }),
  };
}

/** Who is there and in which post: on a day on which that changes, who owes something changes with it. */
function membership({ roster, tenures, colleges }: School): string {
  const present = colleges.flatMap(({ judged }) => judged.students.map(({ id }) => id));
  const posts = [...tenures.classPostHolders()].map((id) => `${String(id)} ${tenures.classPostsOf(id).length}`);
  return JSON.stringify([present, posts, present.filter((id) => typeof id === 'string' && roster.student(id)).length]);
}

interface Seen {
  /** Faults against the law, in words. */
  readonly faults: readonly string[];
  /** Rules of which something became due and then a finding. */
  readonly rules: ReadonlySet<string>;
  /** Days that were compared with the next one, and those left out because membership changed. */
  readonly days: number;
  readonly changes: readonly CalendarDay[];
}

/** Compares each of the days with the next one, within the year. */
function holdTogether(rows: Rows, duties: readonly Rule[] = DUTIES, step = 1): Seen {
  const faults: string[] = [];
  const seen = new Set<string>();
  const changes: CalendarDay[] = [];
  let days = 0;
  const judge = (asOf: CalendarDay): { school: School; checked: CheckResult } => {
    const school = schoolOn(rows, asOf);
    const checked = runRules(school, duties, rows.parameters, [], TAB_TITLES);
    for (const { rule, error } of checked.defects) faults.push(`${rule}: ${String(error)}`);
    return { school, checked };
  };
  let today = judge(FIRST);
  for (let day = FIRST; day < LAST; day += step) {
    if (step > 1) today = judge(day);
    const next = judge(day + 1);
    if (membership(today.school) === membership(next.school)) {
      days++;
      const before = new Set(today.checked.findings.map(({ fingerprint }) => fingerprint));
      const after = new Set(next.checked.findings.map(({ fingerprint }) => fingerprint));
      const due = today.checked.due.filter(({ dueOn }) => dueOn === day);
      const isDue = new Set(due.map(({ fingerprint }) => fingerprint));
      for (const { rule, subject, fingerprint } of due) {
        if (after.has(fingerprint)) seen.add(rule);
        else faults.push(`${formatDay(day)}: ${rule} ${subject.join(' ')} was due and is no finding`);
      }
      for (const { rule, subject, fingerprint } of next.checked.findings)
        if (!before.has(fingerprint) && !isDue.has(fingerprint))
          faults.push(`${formatDay(day)}: ${rule} ${subject.join(' ')} was not due and is a finding`);
    } else changes.push(day);
    today = next;
  }
  return { faults, rules: seen, days, changes };
}

/** Duties that were never met, records that wait for their next step, and rows with unlikely dates. */
const CASES: Readonly<Record<string, TestSchool>> = {
  'everything typed up to the end of the year': aSchool('2026-08-31'),
  'nothing typed after October': aSchool('2025-10-31'),
  'nothing typed': [['P1', 'L1', 'C1'], ['41922001']]
    .flat()
    .reduce((school, text) => school.dropAll('活动台账', text), aSchool('2025-09-01').dropAll('工作计划', 'P1')),
  'steps of development that wait': aSchool('2026-08-31')
    .record('赵六', '申请', { 申请入党日期: '2025-09-30', 谈话日期: null })
    .record('周八', '积极分子', { 预审日期: '2026-05-31' })
    .record('张三', '接收', { 接收预备党员日期: '2025-06-30', 接收审批日期: null })
    .record('李四', '接收', { 接收审批日期: '2026-05-12', 宣誓日期: null })
    .record('王五', '转正', { 转正日期: '2025-11-30', 转正审批日期: null }),
  'rows dated after the last day, and 培养 that ends around it': aSchool('2026-08-31')
    .record('赵六', '申请', { 申请入党日期: '2025-09-30', 谈话日期: '2025-12-01' })
    .record('周八', '申请', { 申请入党日期: '2025-09-30', 谈话日期: null, 培养终止日期: '2025-10-31' })
    .record('孙七', '申请', { 申请入党日期: '2025-09-30', 谈话日期: null, 培养终止日期: '2025-11-01' })
    .record('吴九', '申请', { 申请入党日期: '2025-09-30', 谈话日期: '2025-10-12' })
    .record('张三', '接收', { 接收预备党员日期: '2025-02-10', 转正日期: '2026-04-01' })
    .dropAll('工作计划', 'P1')
    .add('工作计划', { 组织编号: 'P1', 提交日期: '2026-03-01' })
    .dropAll('活动台账', '组织生活会')
    .activity('组织生活会', 'P1', { 活动日期: '2026-08-20' })
    .org('党支部', 'P2', { 任期届满: '2025-12-31' })
    .add('计划事项', {
      组织编号: 'L1',
      事项: '参观',
      活动类型: '志愿服务',
      完成期限: '2025-11-20',
      完成情况: '进行中',
    }),
};

describe('what is due before it is broken', () => {
  it('is told by every rule about something that is owed by a day', () => {
    expect(DUTIES.map(({ id }) => id).toSorted()).toEqual(AT_LEAST.toSorted());
  });

  const crossed = new Set<string>();
  it.each(Object.entries(CASES))('a small school, on every day of the year: %s', (_, school) => {
    const { faults, days, rules } = holdTogether(typed(school));
    expectNone(faults);
    expect(days).toBeGreaterThan(350);
    for (const rule of rules) crossed.add(rule);
  });

  it.each(['一', '二', '三'])('a sample college with faults, on every day of the year: seed %s', (seed) => {
    const { faults, days, changes, rules } = holdTogether(sampled(seed, '2026-08-31', 60));
    expectNone(faults);
    // Elections and leavers: on these days somebody else owes.
    expect(days + changes.length).toBe(LAST - FIRST);
    expect(changes.length).toBeLessThan(6);
    for (const rule of rules) crossed.add(rule);
  });

  it('a larger college with faults, on every seventh day', () => {
    expectNone(holdTogether(sampled('四', '2026-08-31', 400), DUTIES, 7).faults);
  });

  it('each of these rules has been seen to go from due to broken', () => {
    expect([...crossed].toSorted()).toEqual(AT_LEAST.toSorted());
  });

  it.each<[string, (rule: Rule) => Rule, string]>([
    [
      'a rule that keeps silent until it is too late',
      (rule) => ({
        ...rule,
        *check(view, parameters, asOf, until) {
          for (const one of rule.check(view, parameters, asOf, until)) if ((one.dueOn ?? 0) < asOf) yield one;
        },
      }),
      '2025-10-30: DEV-02 41922004 was not due and is a finding',
    ],
    [
      'a rule that reminds of what it never faults',
      (rule) => ({
        ...rule,
        *check(view, parameters, asOf, until) {
          for (const one of rule.check(view, parameters, asOf, until)) if ((one.dueOn ?? asOf) >= asOf) yield one;
        },
      }),
      '2025-10-30: DEV-02 41922004 was due and is no finding',
    ],
  ])('the law sees %s', (_, spoil, fault) => {
    const rule = DUTIES.find(({ id }) => id === 'DEV-02') as Rule;
    const rows = typed(CASES['steps of development that wait'] as TestSchool);
    expect(holdTogether(rows, [spoil(rule)]).faults).toContain(fault);
  });
});

describe('what is due as the academic year ends', () => {
  const rule = (wanted: string): Rule => RULES.find(({ id }) => id === wanted) as Rule;
  const activist = (asOf: string, from: string) =>
    aSchool(asOf).set('发展台账', '吴九', { 确定积极分子日期: from, 考察日期: null });
  const planned = (asOf: string, cells: Readonly<Record<string, string>>) =>
    aSchool(asOf).add('计划事项', {
      组织编号: 'L1',
      事项: '迎新',
      活动类型: '志愿服务',
      完成期限: '2026-08-25',
      ...cells,
    });
  const dueDays = (school: TestSchool, id: string) =>
    school.check([rule(id)]).due.map(({ subject, dueOn }) => [...subject, formatDay(dueOn)]);

  it('is a 考察 of a half-year that ends on the first day of the next: due on 31 August, a finding on 1 September', () => {
    expect(dueDays(activist('2026-08-20', '2026-03-01'), 'DEV-19')).toEqual([['41922007', '1', '2026-08-31']]);
    expect(dueDays(activist('2026-08-31', '2026-03-01'), 'DEV-19')).toEqual([['41922007', '1', '2026-08-31']]);
    expect(activist('2026-08-31', '2026-03-01').findings(rule('DEV-19'))).toEqual([]);
    expect(activist('2026-09-01', '2026-03-01').findings(rule('DEV-19'))).toMatchObject([
      { subject: ['41923007', '1'] },
    ]);
  });

  it('is a half-year that ends later in September, as soon as 提前提醒天数 reaches it', () => {
    expect(dueDays(activist('2026-08-09', '2026-03-10'), 'DEV-19')).toEqual([]);
    expect(dueDays(activist('2026-08-10', '2026-03-10'), 'DEV-19')).toEqual([['41922007', '1', '2026-09-09']]);
  });

  it('is an item of the next year’s plan, whichever side of the border its last day is on', () => {
    const next = { 学年: '2026-2027' };
    expect(dueDays(planned('2026-08-20', next), 'MEC-09')).toEqual([['L1', '2026-2027', '迎新', '2026-08-25']]);
    expect(planned('2026-08-26', next).findings(rule('MEC-09'))).toEqual([]);
    expect(planned('2026-09-01', next).findings(rule('MEC-09'))).toMatchObject([
      { subject: ['L1', '2026-2027', '迎新'] },
    ]);
    expect(dueDays(planned('2026-08-20', { ...next, 完成期限: '2026-09-10' }), 'MEC-09')).toEqual([
      ['L1', '2026-2027', '迎新', '2026-09-10'],
    ]);
  });
});

describe('a reminder', () => {
  const partyDay = RULES.find(({ id }) => id === 'EDU-06') as Rule;
  const due = (school: TestSchool) => school.check([partyDay]).due;

  it('stands from 提前提醒天数 before the last day to that day, with what to do and where', () => {
    const school = aSchool('2025-11-15').drop('活动台账', '主题党日2025-11');
    expect(due(school)).toMatchObject([
      {
        rule: 'EDU-06',
        college: 'JSJ',
        dueOn: dayOfText('2025-11-30'),
        task: '开展 2025 年 11 月的主题党日，在“活动台账”登记',
        at: { tab: '组织', row: 2 },
        typedAt: { tab: '活动台账' },
        subject: ['P1', '2025-11'],
      },
    ]);
    expect(due(school.parameter('remindAhead', 15))).toHaveLength(1);
    expect(due(school.parameter('remindAhead', 14))).toHaveLength(0);
    const last = aSchool('2025-11-30').drop('活动台账', '主题党日2025-11').parameter('remindAhead', 0);
    expect(due(last)).toHaveLength(1);
    expect(last.findings(partyDay)).toHaveLength(0);
  });

  it('does not go by an activity that is still to come, and goes on its day', () => {
    const planned = (asOf: string) =>
      aSchool(asOf).dropAll('活动台账', '主题党日2025-11').activity('主题党日', 'P1', { 活动日期: '2025-11-20' });
    expect(due(planned('2025-11-19'))).toHaveLength(1);
    expect(due(planned('2025-11-20'))).toHaveLength(0);
  });

  it('is not given by a rule that is 停用', () => {
    const school = aSchool('2025-11-15').drop('活动台账', '主题党日2025-11').parameter('disabledRules', ['EDU-06']);
    expect(due(school)).toEqual([]);
  });
});
