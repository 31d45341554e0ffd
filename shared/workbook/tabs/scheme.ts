import type { Cell, List } from '../../domain/cell.ts';
import type { Fraction, Hundredths } from '../../domain/points.ts';
import { PeriodKind, ScoredKind, Section, Way } from '../../domain/vocabulary.ts';
import { choice, id, text, whole } from '../cell-types.ts';
import { column, defineSettings } from '../column.ts';
import { choiceList, texts } from '../list-types.ts';
import { factor, points } from '../settings/setting-types.ts';

/** A row of 积分规则 as typed. */
export interface SchemeCells {
  readonly id: Cell<string>;
  readonly name: Cell<string>;
  readonly section: Cell<Section>;
  readonly kinds: List<ScoredKind>;
  readonly way: Cell<Way>;
  readonly basis: List<string>;
  readonly value: Cell<Hundredths>;
  readonly limit: Cell<number>;
  readonly period: Cell<PeriodKind>;
  readonly cap: Cell<Hundredths>;
  readonly jointFactor: Cell<Fraction>;
  readonly jointBonus: Cell<Fraction>;
  readonly guideFactor: Cell<Fraction>;
  readonly capGroup: Cell<string>;
}

export const scheme = defineSettings<SchemeCells>({
  title: '积分规则',
  required: false,
  inForce: '积分仍按上一份读得懂的积分规则计算，从来没有过的按内置规则。',
  rowKey: ['id'],
  who: ([id = '']) => `项目“${id}”`,
  columns: {
    id: column('项目编号', id, { required: true, help: '本表内唯一的编号，例如 P-B2；定了以后不要改。' }),
    name: column('项目', text, { required: true, help: '项目名称，显示在积分明细里。' }),
    section: column('板块', choice(Section), { required: true, help: '从下拉框中选一项；扣分项目选“扣分”。' }),
    kinds: column('适用对象', choiceList(ScoredKind), {
      required: true,
      help: '党支部、团支部、班级、功能型，可填几项，用顿号分隔。',
    }),
    way: column('方式', choice(Way), {
      required: true,
      help: '指标按完成比例计分，活动按次计分，荣誉按级别计分，扣分按问题扣分。',
    }),
    basis: column('依据', texts, {
      help: '指标填一个指标名称；活动填活动类型；荣誉填级别；扣分填规则编号，或填 错误、警告、提示。几项用顿号分隔。',
    }),
    value: column('分值', points, { required: true, help: '最多两位小数；扣分项目填负数，例如 -0.5。' }),
    limit: column('每期上限次数', whole(1), { help: '每一期最多计几次；填了就要填“期”。' }),
    period: column('期', choice(PeriodKind), { help: '月、季、学期 或 学年。' }),
    cap: column('学年封顶', points, { help: '一学年最多计多少分；扣分项目填负数；不填不封顶。' }),
    jointFactor: column('联合系数', factor, {
      fallback: { numerator: 1, denominator: 2 },
      help: '作为联合组织参加时乘的系数，0 到 10；不填为 0.5。',
    }),
    jointBonus: column('联合加成', factor, {
      fallback: { numerator: 6, denominator: 5 },
      help: '有另一类在册组织联合时，主办组织乘的系数，0 到 10；不填为 1.2。',
    }),
    guideFactor: column('指导系数', factor, {
      fallback: { numerator: 0, denominator: 1 },
      help: '作为指导党支部时乘的系数，0 到 10；不填为 0。',
    }),
    capGroup: column('封顶组', text, { help: '填了同样文字的各项共用一个学年封顶。' }),
  },
});

/** Sign-ins, time online, opening of pages: they earn no points (points.md, preamble). */
export const BURDENS = /签到|打卡|在线时长|登录|登陆|浏览|点击/;
