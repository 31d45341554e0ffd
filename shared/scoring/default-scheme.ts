import type { Fraction, Hundredths } from '../domain/points.ts';
import type { SchemeItem } from '../domain/settings.ts';
import {
  HonorLevel,
  type Indicator,
  type PeriodKind,
  ScoredKind,
  Section,
  Severity,
  Way,
} from '../domain/vocabulary.ts';

/** Factors of an item that says nothing about them (points.md §2). */
export const DEFAULT_JOINT_FACTOR: Fraction = { numerator: 1, denominator: 2 };
export const DEFAULT_JOINT_BONUS: Fraction = { numerator: 6, denominator: 5 };
export const DEFAULT_GUIDE_FACTOR: Fraction = { numerator: 0, denominator: 1 };

const FACTORS = {
  jointFactor: DEFAULT_JOINT_FACTOR,
  jointBonus: DEFAULT_JOINT_BONUS,
  guideFactor: DEFAULT_GUIDE_FACTOR,
} as const;
const ALL_KINDS: readonly ScoredKind[] = Object.values(ScoredKind);

function indicator(
  id: string,
  name: string,
  section: Section,
  kinds: readonly ScoredKind[],
  basis: Indicator,
  value: Hundredths,
  cap: Hundredths,
): SchemeItem {
  return {
    id,
    name,
    section,
    kinds,
    way: Way.indicator,
    basis: [basis],
    value,
    limit: null,
    period: null,
    cap,
    capGroup: null,
    ...FACTORS,
  };
}

function activity(
  id: string,
  name: string,
  section: Section,
  kinds: readonly ScoredKind[],
  basis: readonly string[],
  value: Hundredths,
  limit: number,
  period: PeriodKind,
  cap: Hundredths,
): SchemeItem {
  return { id, name, section, kinds, way: Way.activity, basis, value, limit, period, cap, capGroup: null, ...FACTORS };
}

const HONOR_VALUES: readonly (readonly [HonorLevel, Hundredths])[] = [
  [HonorLevel.national, 1000],
  [HonorLevel.provincial, 600],
  [HonorLevel.municipal, 400],
  [HonorLevel.university, 300],
  [HonorLevel.college, 100],
];

const honors: readonly SchemeItem[] = HONOR_VALUES.map(([level, value], index) => ({
  id: `H-${index + 1}`,
  name: `荣誉（${level}）`,
  section: Section.honors,
  kinds: ALL_KINDS,
  way: Way.honor,
  basis: [level],
  value,
  limit: null,
  period: null,
  cap: 1500,
  capGroup: '荣誉',
  ...FACTORS,
}));

const deductions: readonly SchemeItem[] = [
  {
    id: 'X-1',
    name: '未整改错误',
    section: Section.deductions,
    kinds: ALL_KINDS,
    way: Way.deduction,
    basis: [Severity.error],
    value: -50,
    limit: null,
    period: null,
    cap: -1000,
    capGroup: null,
    ...FACTORS,
  },
];

/** The built-in scheme (points.md §2): weights proposed from thirteen published university schemes. */
export const DEFAULT_SCHEME: readonly SchemeItem[] = [
  indicator('P-A1', '党员大会按季召开', '规范建设', ['党支部'], '党员大会按季', 1000, 1000),
  indicator('P-A2', '支委会按月召开', '规范建设', ['党支部'], '支委会按月', 800, 800),
  indicator('P-A3', '班子齐备', '规范建设', ['党支部'], '党支部班子齐备', 800, 800),
  indicator('P-A4', '工作计划', '规范建设', ['党支部'], '工作计划', 400, 400),
  indicator('P-A5', '组织生活会与民主评议', '规范建设', ['党支部'], '党内评议', 600, 600),
  indicator('P-A6', '按期换届', '规范建设', ['党支部'], '按期换届', 400, 400),
  indicator('P-B1', '主题党日按月开展', '组织生活', ['党支部'], '主题党日按月', 1500, 1500),
  activity('P-B2', '党课', '组织生活', ['党支部'], ['党课'], 125, 1, '季', 500),
  activity('P-B3', '联合组织生活', '组织生活', ['党支部'], ['联合组织生活', '交流座谈'], 250, 1, '学期', 500),
  activity('P-C1', '助学零距离', '实践协同', ['党支部'], ['助学零距离'], 200, 1, '月', 800),
  activity('P-C2', '红色1+1', '实践协同', ['党支部'], ['红色1+1'], 400, 2, '学年', 800),
  activity('P-C3', '基层立项', '实践协同', ['党支部'], ['基层立项'], 300, 2, '学年', 600),
  activity('P-C4', '志愿服务', '实践协同', ['党支部'], ['志愿服务'], 100, 1, '月', 300),
  indicator('P-D1', '承诺践诺述诺覆盖', '育人考核', ['党支部'], '党员承诺述诺率', 400, 400),
  indicator('P-D2', '民主评议覆盖', '育人考核', ['党支部'], '党员评议率', 300, 300),
  indicator('P-D3', '程序规范', '育人考核', ['党支部'], '程序合规率', 300, 300),
  indicator('L-A1', '团员大会按季召开', '规范建设', ['团支部'], '团员大会按季', 1000, 1000),
  indicator('L-A2', '团支委会按月召开', '规范建设', ['团支部'], '团支委会按月', 800, 800),
  indicator('L-A3', '班团委员会齐备', '规范建设', ['团支部', '班级'], '班团齐备', 800, 800),
  indicator('L-A4', '工作计划', '规范建设', ['团支部'], '工作计划', 400, 400),
  indicator('L-A5', '团员教育评议', '规范建设', ['团支部'], '团员教育评议', 600, 600),
  indicator('L-A6', '按期换届', '规范建设', ['团支部'], '按期换届', 400, 400),
  indicator('L-B1', '主题团日按月开展', '组织生活', ['团支部'], '主题团日按月', 1500, 1500),
  activity('L-B2', '团课', '组织生活', ['团支部'], ['团课'], 125, 1, '季', 500),
  activity('L-B3', '联合组织生活', '组织生活', ['团支部'], ['联合组织生活', '交流座谈'], 250, 1, '学期', 500),
  activity('L-C1', '班团学风建设', '实践协同', ['团支部', '班级'], ['班团学风建设', '助学零距离'], 100, 1, '月', 600),
  activity(
    'L-C2',
    '社会实践与红色1+1',
    '实践协同',
    ['团支部', '班级'],
    ['社会实践', '科技服务', '挂职锻炼', '红色1+1'],
    200,
    2,
    '学期',
    600,
  ),
  activity('L-C3', '志愿服务', '实践协同', ['团支部', '班级'], ['志愿服务'], 100, 1, '月', 600),
  activity('L-C4', '创新创业与基层立项', '实践协同', ['团支部', '班级'], ['创新创业', '基层立项'], 200, 2, '学期', 500),
  activity('L-C5', '文体活动', '实践协同', ['团支部', '班级'], ['文体活动'], 50, 1, '月', 200),
  indicator('L-D1', '推优规范', '育人考核', ['团支部'], '推优合规率', 300, 300),
  indicator('L-D2', '班团委员述职考评覆盖', '育人考核', ['团支部', '班级'], '述职考评率', 400, 400),
  indicator('L-D3', '学生评测覆盖', '育人考核', ['团支部', '班级'], '学生评测率', 300, 300),
  indicator('K-A1', '班会按月召开', '规范建设', ['班级'], '班会按月', 1500, 1500),
  indicator('K-A2', '班团联席会', '规范建设', ['班级'], '班团联席会按学期', 1000, 1000),
  indicator('K-A3', '班长兼任团支部副书记', '规范建设', ['班级'], '班长兼任', 1000, 1000),
  indicator('K-B1', '主题团日参与', '组织生活', ['班级'], '主题团日按月', 2500, 2500),
  indicator('F-A1', '阵地与指导', '规范建设', ['功能型'], '功能型设置', 4000, 4000),
  activity(
    'F-B1',
    '活动',
    '组织生活',
    ['功能型'],
    ['主题党日', '主题团日', '党课', '团课', '联合组织生活'],
    250,
    1,
    '月',
    2500,
  ),
  activity(
    'F-C1',
    '实践',
    '实践协同',
    ['功能型'],
    ['助学零距离', '红色1+1', '基层立项', '志愿服务', '社会实践', '创新创业', '科技服务'],
    250,
    2,
    '月',
    2500,
  ),
  indicator('F-D1', '工作计划', '育人考核', ['功能型'], '工作计划', 1000, 1000),
  ...honors,
  ...deductions,
];
