import type { Indicator } from '../../../shared/domain/vocabulary.ts';

/** What answers a sentence of the guideline besides the rules, which name their sentences themselves. */
export interface Answer {
  readonly indicators?: readonly Indicator[];
  /** Titles of input tabs. */
  readonly tabs?: readonly string[];
  /** Titles of output tabs. */
  readonly tables?: readonly string[];
  /** Why no rule enforces it. */
  readonly reason?: string;
}

/** By sentence: `四(1)2` is the second of 四(1). */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  '三(1)1': {
    tabs: ['花名册', '发展台账'],
    tables: ['积分排名', '全校排名'],
    reason: '说的是党支部的地位和目标，没有可以逐项核对的要求；党支部各项工作的积分和排名反映做得怎样。',
  },
  '三(1)2': {
    indicators: ['主题团日按月', '指导率'],
    tabs: ['活动台账'],
    tables: ['积分排名', '全校排名'],
    reason: '说的是团支部的作用，没有可以逐项核对的要求；团支部各项工作的积分和排名反映做得怎样。',
  },
  '三(1)3': { indicators: ['班会按月'], tabs: ['活动台账'], tables: ['积分明细'] },
  '三(2)1': { tabs: ['活动台账'], tables: ['概览', '问题清单', '全校问题'] },
  '三(3)1': {
    tables: ['概览', '全校问题'],
    reason: '是对工作方式的期望，办法由各支部自己探索，不宜规定成条目来检查。',
  },
  '四(1)1': { tabs: ['组织', '花名册'], tables: ['问题清单'] },
  '四(1)2': {
    indicators: ['党支部班子齐备', '班团齐备', '按期换届', '班长兼任'],
    tabs: ['任职', '组织'],
    tables: ['概览'],
  },
  '四(1)3': { tabs: ['任职', '花名册'], tables: ['问题清单'] },
  '四(2)1': {
    tables: ['积分排名', '年度考核'],
    reason: '说的是三个组织之间的分工框架；框架里的每一项工作由后面各句的规则检查。',
  },
  '四(2)2': {
    indicators: ['工作计划', '计划完成率', '班团联席会按学期'],
    tabs: ['组织', '工作计划', '计划事项', '议事决策'],
    tables: ['积分明细'],
  },
  '四(2)3': { tabs: ['活动台账', '组织'], tables: ['问题清单'] },
  '四(3)1': {
    indicators: ['推优合规率', '程序合规率'],
    tabs: ['发展台账', '议事决策', '花名册'],
    tables: ['积分明细'],
  },
  '四(3)2': {
    indicators: ['主题党日按月', '主题团日按月', '指导率'],
    tabs: ['活动台账'],
    tables: ['概览', '积分明细'],
  },
  '四(3)3': {
    indicators: ['党员大会按季', '团员大会按季', '支委会按月', '团支委会按月', '党内评议', '团员教育评议'],
    tabs: ['活动台账'],
    tables: ['积分明细'],
  },
  '四(4)1': { tabs: ['活动台账'], tables: ['积分明细'] },
  '四(4)2': { tabs: ['活动台账'], tables: ['问题清单'] },
  '四(5)1': { indicators: ['党员评议率', '述职考评率'], tabs: ['承诺考评', '述责测评'], tables: ['概览'] },
  '四(5)2': {
    indicators: ['党员承诺述诺率', '学生评测率'],
    tabs: ['承诺考评', '荣誉', '积分规则'],
    tables: ['积分明细', '积分排名', '全校排名', '年度考核', '公示'],
  },
  '五(1)1': {
    indicators: ['带团建成效'],
    tabs: ['组织'],
    tables: ['全校排名', '全校问题'],
    reason: '是对学院党委和团委的要求，软件只检查支部和班级；可以用“带团建成效”把团支部的成绩计入指导它的党支部。',
  },
  '五(1)2': { indicators: ['功能型设置'], tabs: ['阵地', '组织'], tables: ['问题清单'] },
  '五(2)1': { tabs: ['计划事项', '活动台账'], tables: ['问题清单'] },
  '五(3)1': {
    tables: ['积分排名', '年度考核'],
    reason: '说的是党支部和团支部的地位，没有可以逐项核对的要求；议事程序由后面两句的规则检查。',
  },
  '五(3)2': { tabs: ['议事决策', '个人结果'], tables: ['问题清单'] },
  '五(3)3': { indicators: ['程序合规率'], tabs: ['议事决策', '花名册'], tables: ['问题清单'] },
};
