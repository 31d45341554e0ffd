import type { CalendarDay, MonthDay } from './calendar.ts';
import type { Fraction } from './points.ts';
import { STATE_YEARS } from './state-calendar.ts';
import {
  BranchMembership,
  DigestDetail,
  DigestTopic,
  NotifyChannel,
  RankingRelease,
  ReminderDays,
  type Severity,
  YesNo,
} from './vocabulary.ts';

/** 考核参数, by English name (rules.md §2, points.md §5–§6). */
export interface Parameters {
  /** 低年级年数 */
  readonly lowGradeYears: number;
  /** 党支部成员口径 */
  readonly branchMembership: BranchMembership;
  /** 假期月份, 1–12 */
  readonly holidayMonths: readonly number[];
  /** 工作计划截止 */
  readonly planDeadline: MonthDay;
  /** 承诺截止 */
  readonly pledgeDeadline: MonthDay;
  /** 述诺截止 */
  readonly reportDeadline: MonthDay;
  /** 评议截止 */
  readonly appraisalDeadline: MonthDay;
  /** 实践截止 */
  readonly practiceDeadline: MonthDay;
  /** 考核基准日 */
  readonly referenceDay: MonthDay;
  /** 推优最低到会 */
  readonly recommendationQuorum: Fraction;
  /** 推优有效年数 */
  readonly recommendationYears: number;
  /** 推优年龄 */
  readonly recommendationAge: number;
  /** 党员评议优秀比例上限 */
  readonly memberExcellentShare: Fraction;
  /** 团员评议优秀比例上限 */
  readonly leagueExcellentShare: Fraction;
  /** 支部人数下限 */
  readonly branchSizeMin: number;
  /** 支部人数上限 */
  readonly branchSizeMax: number;
  /** 联合支部班级上限 */
  readonly jointBranchClassMax: number;
  /** 连续无活动月数 */
  readonly idleMonths: number;
  /** 测评最低到会 */
  readonly tallyQuorum: Fraction;
  /** 公示工作日 */
  readonly noticeWorkdays: number;
  /** 公示检查 */
  readonly checkNotices: boolean;
  /** 单元格批注 */
  readonly cellNotes: boolean;
  /** 排名发布 */
  readonly rankingRelease: RankingRelease;
  /** 停用规则 */
  readonly disabledRules: readonly string[];
  /** 规则级别 */
  readonly severityOverrides: Readonly<Record<string, Severity>>;
  /** 法定节假日 */
  readonly freeDays: readonly CalendarDay[];
  /** 调休上班 */
  readonly workedDays: readonly CalendarDay[];
  /** 优秀线 */
  readonly excellentLine: number;
  /** 良好线 */
  readonly goodLine: number;
  /** 合格线 */
  readonly passLine: number;
  /** 优秀比例 */
  readonly excellentShare: Fraction;
  /** 不得评优规则: rule ids, or the three letters of a family (`DEV`) for all of it */
  readonly vetoRules: readonly string[];
  /** 公示联系人: who takes objections to the results of the year; blank: nobody is named */
  readonly noticeContact: string;
  /** 公示联系方式: telephone, room, mail */
  readonly noticeContactWay: string;
  /** 落款单位: who signs the notice */
  readonly noticeSigner: string;
  /** 公示期, working days */
  readonly appealWorkdays: number;
  /** 提醒时间 */
  readonly reminderTime: MinuteOfDay;
  /** 提醒日 */
  readonly reminderDays: ReminderDays;
  /** 提前提醒天数, calendar days */
  readonly remindAhead: number;
  /** 通知内容 */
  readonly digestDetail: DigestDetail;
  /** 通知类别 */
  readonly digestTopics: readonly DigestTopic[];
  /** 校级通知方式 */
  readonly officeChannels: readonly NotifyChannel[];
  /** 校级通知地址: addresses of robots are secrets, never shown or logged */
  readonly officeAddresses: readonly string[];
  /** 大幅减少保护: a workbook that loses more than this share of a required tab's rows is held back; 0 = off */
  readonly rowLossGuard: Fraction;
  /** 快照保留天数: calendar days for which the store keeps a reading after a newer one has replaced it */
  readonly snapshotDays: number;
}

/** Minutes since midnight in Asia/Shanghai. */
export type MinuteOfDay = number;

/** How the value of a parameter is written. `points`: hundredths inside, points in the sheet. */
export type ParameterKind =
  | 'count'
  | 'points'
  | 'monthDay'
  | 'fraction'
  | 'fractionOrNone'
  | 'months'
  | 'days'
  | 'ruleIds'
  | 'severities'
  | 'yesNo'
  | 'text'
  | 'branchMembership'
  | 'rankingRelease'
  | 'time'
  | 'reminderDays'
  | 'digestDetail'
  | 'digestTopics'
  | 'channels'
  | 'addresses';

/** A line of 考核参数, as shown in the template and listed in the documentation. */
export interface ParameterInfo<Key extends keyof Parameters = keyof Parameters> {
  readonly key: Key;
  /** 参数, as typed in the sheet. */
  readonly heading: string;
  readonly kind: ParameterKind;
  /** 值, as the template shows the default; a blank also means the default. */
  readonly defaultText: string;
  readonly default: Parameters[Key];
  /** 说明 */
  readonly note: string;
}

const percent = (numerator: number): Fraction => ({ numerator, denominator: 100 });
const info = <Key extends keyof Parameters>(
  key: Key,
  heading: string,
  kind: ParameterKind,
  defaultText: string,
  value: Parameters[Key],
  note: string,
): ParameterInfo => ({ key, heading, kind, defaultText, default: value, note });

/** Every parameter, in the order of the template. The single source of names, defaults and notes. */
export const PARAMETERS: readonly ParameterInfo[] = [
  info(
    'lowGradeYears',
    '低年级年数',
    'count',
    '2',
    2,
    '本科入学后前几年算低年级（由年级联合党支部或党课学习小组覆盖）',
  ),
  info(
    'branchMembership',
    '党支部成员口径',
    'branchMembership',
    BranchMembership.committee,
    BranchMembership.committee,
    '兼任班团职务不超过一职，查谁：支委 或 全体党员',
  ),
  info('holidayMonths', '假期月份', 'months', '2,7,8', [2, 7, 8], '这些月份不要求按月开展的活动'),
  info(
    'planDeadline',
    '工作计划截止',
    'monthDay',
    '10-31',
    { month: 10, day: 31 },
    '党支部、团支部交学年工作计划的最后一天',
  ),
  info('pledgeDeadline', '承诺截止', 'monthDay', '11-30', { month: 11, day: 30 }, '党员、入党积极分子承诺的最后一天'),
  info('reportDeadline', '述诺截止', 'monthDay', '06-30', { month: 6, day: 30 }, '述诺、述职的最后一天'),
  info(
    'appraisalDeadline',
    '评议截止',
    'monthDay',
    '06-30',
    { month: 6, day: 30 },
    '民主评议、团员教育评议、学生评测的最后一天',
  ),
  info(
    'practiceDeadline',
    '实践截止',
    'monthDay',
    '06-30',
    { month: 6, day: 30 },
    '党支部完成助学零距离、红色1+1、基层立项之一的最后一天',
  ),
  info(
    'referenceDay',
    '考核基准日',
    'monthDay',
    '06-30',
    { month: 6, day: 30 },
    '过了这一天，任职和在读情况按这一天认定',
  ),
  info(
    'recommendationQuorum',
    '推优最低到会',
    'fraction',
    '1/2',
    { numerator: 1, denominator: 2 },
    '推优大会实到人数不少于应到人数的几分之几',
  ),
  info('recommendationYears', '推优有效年数', 'count', '2', 2, '推优后几年内有效'),
  info('recommendationAge', '推优年龄', 'count', '28', 28, '不满这个周岁的，一般应由团组织推优'),
  info(
    'memberExcellentShare',
    '党员评议优秀比例上限',
    'fraction',
    '1/3',
    { numerator: 1, denominator: 3 },
    '党支部民主评议优秀的最高比例',
  ),
  info('leagueExcellentShare', '团员评议优秀比例上限', 'fraction', '30%', percent(30), '团支部教育评议优秀的最高比例'),
  info('branchSizeMin', '支部人数下限', 'count', '3', 3, '党支部正式党员、团支部团员的最低人数'),
  info('branchSizeMax', '支部人数上限', 'count', '50', 50, '党支部党员、团支部团员的最高人数'),
  info('jointBranchClassMax', '联合支部班级上限', 'count', '5', 5, '年级联合党支部最多覆盖几个班级'),
  info(
    'idleMonths',
    '连续无活动月数',
    'count',
    '3',
    3,
    '党支部、团支部、班级、功能型组织连续几个月没有活动就提醒（假期月份不算）',
  ),
  info(
    'tallyQuorum',
    '测评最低到会',
    'fraction',
    '1/2',
    { numerator: 1, denominator: 2 },
    '述责测评实到人数不少于应到人数的几分之几',
  ),
  info('noticeWorkdays', '公示工作日', 'count', '5', 5, '公示至少几个工作日（首尾两天都算）'),
  info('checkNotices', '公示检查', 'yesNo', '否', false, '是否检查评奖评优、人员推荐、推优入党的公示'),
  info('cellNotes', '单元格批注', 'yesNo', '是', true, '是否在出错的单元格上加批注'),
  info(
    'rankingRelease',
    '排名发布',
    'rankingRelease',
    RankingRelease.daily,
    RankingRelease.daily,
    '排名多久更新一次：每日、每月 或 仅学年末',
  ),
  info('disabledRules', '停用规则', 'ruleIds', '', [], '不检查的规则编号，用顿号分隔'),
  info('severityOverrides', '规则级别', 'severities', '', {}, '改变规则的级别，例如 EDU-06=提示'),
  info(
    'freeDays',
    '法定节假日',
    'days',
    '',
    [],
    '算公示工作日时不算、也不发通知的日期；不填则公示只除去周末，结果标“暂算”',
  ),
  info('workedDays', '调休上班', 'days', '', [], '周末照常上班的日期'),
  info('excellentLine', '优秀线', 'points', '90', 9000, '总分达到多少可评优秀'),
  info('goodLine', '良好线', 'points', '80', 8000, '总分达到多少为良好'),
  info('passLine', '合格线', 'points', '60', 6000, '总分达到多少为合格'),
  info('excellentShare', '优秀比例', 'fraction', '20%', percent(20), '同组内优秀的最高比例'),
  info(
    'vetoRules',
    '不得评优规则',
    'ruleIds',
    'DEC-01、DEC-02、ORG-06、DEV',
    ['DEC-01', 'DEC-02', 'ORG-06', 'DEV'],
    '有这些规则的错误未整改的组织不得评优秀；DEV 表示这一类的全部规则',
  ),
  info('appealWorkdays', '公示期', 'count', '5', 5, '学年考核结果公示几个工作日，期间受理申诉'),
  info('noticeContact', '公示联系人', 'text', '', '', '公示里写的受理异议的人，例如 王老师'),
  info('noticeContactWay', '公示联系方式', 'text', '', '', '公示里写的电话、邮箱或办公地点'),
  info('noticeSigner', '落款单位', 'text', '', '', '公示的落款，例如 学生工作部'),
  info('reminderTime', '提醒时间', 'time', '08:07', 487, '每天几点发通知（北京时间）；不用整点和半点，那时网络最挤'),
  info(
    'reminderDays',
    '提醒日',
    'reminderDays',
    ReminderDays.workdays,
    ReminderDays.workdays,
    `哪些天发通知：工作日（照国务院办公厅 ${STATE_YEARS.join('、')} 年的放假安排，本表的法定节假日和调休上班另算）或 每日`,
  ),
  info('remindAhead', '提前提醒天数', 'count', '30', 30, '到期前多少天列入“即将到期”'),
  info(
    'digestDetail',
    '通知内容',
    'digestDetail',
    DigestDetail.summary,
    DigestDetail.summary,
    '概况：只有数字和链接，没有姓名；明细：加上前五条问题',
  ),
  info(
    'digestTopics',
    '通知类别',
    'digestTopics',
    Object.values(DigestTopic).join('、'),
    Object.values(DigestTopic),
    '通知里说哪几类事，用顿号分隔；删去的不再提醒',
  ),
  info(
    'officeChannels',
    '校级通知方式',
    'channels',
    '',
    [],
    `学校办公室的通知方式：${Object.values(NotifyChannel).join('、')}；不填不发`,
  ),
  info('officeAddresses', '校级通知地址', 'addresses', '', [], '学校办公室的群机器人地址或邮箱，不要给别人看'),
  info(
    'rowLossGuard',
    '大幅减少保护',
    'fractionOrNone',
    '1/2',
    { numerator: 1, denominator: 2 },
    '一张必填的表一次少了多少行（比例，并且至少 20 行）就先不采用；填 0 表示不用这项保护',
  ),
  info(
    'snapshotDays',
    '快照保留天数',
    'count',
    '400',
    400,
    '台账改动以后，改动前读到的内容还保留多少天；过后自动删除，封存时的内容不删除',
  ),
];

/** Values of a parameter that has a fixed list of them, for a drop-down. */
export function parameterChoices({ kind }: ParameterInfo): readonly string[] {
  switch (kind) {
    case 'yesNo':
      return Object.values(YesNo);
    case 'branchMembership':
      return Object.values(BranchMembership);
    case 'rankingRelease':
      return Object.values(RankingRelease);
    case 'reminderDays':
      return Object.values(ReminderDays);
    case 'digestDetail':
      return Object.values(DigestDetail);
    default:
      return [];
  }
}

/** All parameters at their defaults. */
export const DEFAULT_PARAMETERS: Parameters = Object.fromEntries(
  PARAMETERS.map(({ key, default: value }) => [key, value]),
) as unknown as Parameters;
