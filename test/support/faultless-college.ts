import {
  type AcademicYear,
  addMonths,
  type CalendarDay,
  dayOf,
  formatAcademicYear,
  formatDay,
} from '../../shared/domain/calendar.ts';
import { periodsOf } from '../../shared/domain/periods.ts';
import { PeriodKind } from '../../shared/domain/vocabulary.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';

/** One row as typed: heading → cell. */
export type Typed = Readonly<Record<string, RawCell>>;

/** Which college and which day the rows are for. */
export interface Frame {
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
  /** Prefix of every id of the college, so that two colleges share none. */
  readonly prefix: string;
}

/** The seven of 电信2201班 and what they are. */
const PEOPLE = [
  { name: '张三', status: '正式党员' },
  { name: '李四', status: '正式党员' },
  { name: '王五', status: '正式党员' },
  { name: '赵六', status: '共青团员' },
  { name: '孙七', status: '共青团员' },
  { name: '周八', status: '共青团员' },
  { name: '吴九', status: '入党积极分子' },
] as const;
type Name = (typeof PEOPLE)[number]['name'];

const OFFICES: readonly (readonly [org: string, post: string, holder: Name])[] = [
  ['P1', '书记', '张三'],
  ['P1', '青年委员', '李四'],
  ['L1', '团支部书记', '赵六'],
  ['C1', '学习委员', '赵六'],
  ['C1', '班长（兼团支部副书记）', '孙七'],
  ['L1', '组织委员', '李四'],
  ['L1', '宣传委员', '王五'],
  ['C1', '体育委员', '周八'],
  ['C1', '文艺委员', '周八'],
  ['C1', '生活委员', '周八'],
  ['C1', '安全(心理)委员', '吴九'],
  ['C1', '实践(就业)委员', '吴九'],
];

/** The rows of a small college that breaks no rule on the as-of day, by title of the tab (see a-school.ts). */
export function faultlessCollege(frame: Frame): Readonly<Record<string, readonly Typed[]>> {
  return {
    组织: organizations(frame),
    花名册: PEOPLE.map(({ name }) => studentRow(frame, name)),
    任职: OFFICES.map(([org, post, holder]) => ({
      组织编号: frame.prefix + org,
      职务: post,
      学号: idOf(frame, holder),
      姓名: holder,
      任职日期: `${frame.year - 1}-09-15`,
    })),
    发展台账: [recordRow(frame, idOf(frame, '吴九'), '吴九', '积极分子')],
    活动台账: activities(frame),
    工作计划: plans(frame),
    议事决策: [],
    承诺考评: pledges(frame),
    荣誉: [],
    述责测评: tallies(frame),
  };
}

function idOf({ year, prefix }: Frame, name: Name): string {
  const entry = String(year - 3).slice(2);
  return `${prefix}419${entry}00${PEOPLE.findIndex((person) => person.name === name) + 1}`;
}

function organizations({ year, prefix }: Frame): readonly Typed[] {
  const entry = String(year - 3).slice(2);
  const shared = { 培养层次: '本科生', 年级: year - 3, 任期届满: `${year + 1}-12-31` };
  return [
    {
      组织编号: `${prefix}P1`,
      组织名称: `电信${entry}01党支部`,
      组织类型: '党支部',
      所辖班级: `${prefix}C1`,
      ...shared,
    },
    {
      组织编号: `${prefix}L1`,
      组织名称: `电信${entry}01团支部`,
      组织类型: '团支部',
      所辖班级: `${prefix}C1`,
      指导党支部: `${prefix}P1`,
      共同议事规则: 'https://example.edu.cn/rules',
      ...shared,
    },
    { 组织编号: `${prefix}C1`, 组织名称: `电信${entry}01班`, 组织类型: '班级', 培养层次: '本科生', 年级: year - 3 },
  ];
}

function studentRow(frame: Frame, name: Name): Typed {
  const { status } = PEOPLE.find((person) => person.name === name) as (typeof PEOPLE)[number];
  const { year, prefix } = frame;
  return {
    学号: idOf(frame, name),
    姓名: name,
    培养层次: '本科生',
    年级: year - 3,
    班级: `${prefix}C1`,
    政治面貌: status,
    党支部: status === '正式党员' ? `${prefix}P1` : null,
    出生日期: `${year - 21}-03-12`,
  };
}

/** The last stage of a faultless record in 发展台账, and the 政治面貌 it leads to. */
export const STAGE_STATUS = {
  申请: '共青团员',
  积极分子: '入党积极分子',
  发展对象: '发展对象',
  接收: '预备党员',
  转正: '正式党员',
} as const;
export type StageName = keyof typeof STAGE_STATUS;

/**
 * A faultless record that has reached a stage in the summer before the audited year, so that no time limit runs out
 * within that year.
 */
export function recordRow(
  { year, asOf = Number.POSITIVE_INFINITY }: Pick<Frame, 'year'> & Partial<Frame>,
  id: string,
  name: string,
  stage: StageName,
): Typed {
  const start = year - { 申请: 1, 积极分子: 1, 发展对象: 2, 接收: 2, 转正: 3 }[stage];
  const steps: readonly (readonly [StageName, Typed])[] = [
    ['申请', { 学号: id, 姓名: name, 申请入党日期: `${start}-09-20`, 谈话日期: `${start}-10-08` }],
    [
      '积极分子',
      {
        推荐方式: '团组织推优',
        推优日期: `${start + 1}-06-20`,
        确定积极分子日期: `${start + 1}-06-28`,
        培养联系人: '张三、李四',
        考察日期: [dayOf(start + 1, 12, 10), dayOf(start + 2, 6, 10)]
          .filter((day) => day <= asOf)
          .map(formatDay)
          .join('、'),
      },
    ],
    [
      '发展对象',
      { 确定发展对象日期: `${start + 2}-07-01`, 公示开始: `${start + 2}-07-02`, 公示结束: `${start + 2}-07-15` },
    ],
    [
      '接收',
      {
        政审日期: `${start + 2}-07-20`,
        培训天数: 3,
        培训学时: 24,
        预审日期: `${start + 2}-07-25`,
        入党介绍人: '张三、李四',
        接收预备党员日期: `${start + 2}-08-05`,
        接收应到: 3,
        接收实到: 3,
        接收赞成: 3,
        接收审批日期: `${start + 2}-08-20`,
        宣誓日期: `${start + 2}-08-28`,
      },
    ],
    [
      '转正',
      {
        转正日期: `${start + 3}-08-10`,
        转正应到: 3,
        转正实到: 3,
        转正赞成: 3,
        转正审批日期: `${start + 3}-08-28`,
      },
    ],
  ];
  const last = steps.findIndex(([step]) => step === stage);
  return Object.assign({}, ...steps.slice(0, last + 1).map(([, cells]) => cells));
}

/** Everything due once a period or once a year up to the as-of day. */
function activities({ asOf, year, prefix }: Frame): readonly Typed[] {
  const [P1, L1, C1] = [`${prefix}P1`, `${prefix}L1`, `${prefix}C1`];
  const rows: { day: CalendarDay; row: Typed }[] = [];
  const every = (kind: PeriodKind, type: string, monthsIn: number, date: number, host: string, more: Typed): void => {
    for (const { name, from } of periodsOf(kind, year)) {
      const day = addMonths(from, monthsIn) + date - 1;
      if (day <= asOf) rows.push({ day, row: activityRow(`${type}${name}`, day, host, type, more) });
    }
  };
  const allThree = { 参加对象: '党员、入党积极分子、团员' };
  every(PeriodKind.month, '主题党日', 0, 10, P1, {});
  every(PeriodKind.month, '主题团日', 0, 11, L1, { 指导党支部: P1 });
  every(PeriodKind.quarter, '党员大会', 0, 12, P1, {});
  every(PeriodKind.quarter, '团员大会', 0, 13, L1, {});
  every(PeriodKind.quarter, '团课', 0, 14, L1, {});
  every(PeriodKind.term, '班团联席会', 1, 15, C1, { 联合组织: L1 });
  every(PeriodKind.term, '交流座谈', 1, 16, P1, { 联合组织: `${L1}、${C1}` });
  every(PeriodKind.term, '联合组织生活', 1, 17, P1, { 联合组织: L1, ...allThree });
  every(PeriodKind.year, '组织生活会', 3, 18, P1, {});
  every(PeriodKind.year, '民主评议', 3, 19, P1, {});
  every(PeriodKind.year, '团员教育评议', 3, 20, L1, {});
  every(PeriodKind.year, '助学零距离', 6, 21, P1, { 联合组织: C1, 结合项目: '班团学风建设' });
  const inOrder = rows.toSorted((a, b) => a.day - b.day);
  every(PeriodKind.month, '班会', 0, 8, C1, {});
  return [...inOrder, ...rows.slice(inOrder.length)].map(({ row }) => row);
}

/** A faultless activity. */
export function activityRow(id: string | null, day: CalendarDay, host: string, type: string, more: Typed): Typed {
  return {
    活动编号: id,
    活动日期: formatDay(day),
    主办组织: host,
    活动类型: type,
    活动主题: `${type}${formatDay(day)}`,
    应到人数: 10,
    实到人数: 10,
    场地: '学生活动中心',
    佐证材料: 'https://example.edu.cn/photo',
    ...more,
  };
}

function plans(frame: Frame): readonly Typed[] {
  const { asOf, year, prefix } = frame;
  if (asOf < dayOf(year, 9, 20)) return [];
  const common = { 学年: formatAcademicYear(year), 提交日期: `${year}-09-20`, 材料链接: 'https://example.edu.cn/plan' };
  return [
    { 组织编号: `${prefix}P1`, 制定人学号: idOf(frame, '张三'), ...common },
    { 组织编号: `${prefix}L1`, 制定人学号: idOf(frame, '赵六'), ...common },
  ];
}

/** Both tallies for every member, from 12 June on. */
function tallies(frame: Frame): readonly Typed[] {
  const { asOf, year } = frame;
  if (asOf < dayOf(year + 1, 6, 12)) return [];
  return PEOPLE.filter(({ status }) => status === '正式党员').flatMap(({ name }) =>
    ['党内', '群众'].map((scope) => ({
      学年: formatAcademicYear(year),
      学号: idOf(frame, name),
      姓名: name,
      范围: scope,
      测评日期: `${year + 1}-06-12`,
      应到人数: 10,
      实到人数: 8,
      优秀: 2,
      合格: 5,
      基本合格: 1,
      不合格: 0,
    })),
  );
}

/** Pledges from 20 October on, reports from 10 June on, grades from 15 June on. */
function pledges(frame: Frame): readonly Typed[] {
  const { asOf, year } = frame;
  if (asOf < dayOf(year, 10, 20)) return [];
  const hasReported = asOf >= dayOf(year + 1, 6, 10);
  const hasGrade = asOf >= dayOf(year + 1, 6, 15);
  const graded = (kind: string): Typed => ({
    评议类型: kind,
    ...(hasGrade ? { 评议日期: `${year + 1}-06-15`, 评议等次: '合格' } : {}),
  });
  const row = (name: Name, role: string, more: Typed): Typed => ({
    学年: formatAcademicYear(year),
    学号: idOf(frame, name),
    姓名: name,
    身份: role,
    ...more,
  });
  const pledged = {
    承诺日期: `${year}-10-20`,
    ...(hasReported ? { 践诺情况: '按承诺完成', 述诺日期: `${year + 1}-06-10` } : {}),
  };
  const officers = PEOPLE.map(({ name }) => name).filter((name) =>
    OFFICES.some(([org, , holder]) => org !== 'P1' && holder === name),
  );
  return [
    ...PEOPLE.filter(({ status }) => status === '正式党员').map(({ name }) =>
      row(name, '正式党员', { ...pledged, ...graded('民主评议') }),
    ),
    row('吴九', '入党积极分子', { ...pledged, ...graded('学生评测') }),
    ...(hasReported
      ? officers.map((name) =>
          row(name, '班团委员', { 践诺情况: '按承诺完成', 述诺日期: `${year + 1}-06-10`, ...graded('述职考评') }),
        )
      : []),
  ];
}
