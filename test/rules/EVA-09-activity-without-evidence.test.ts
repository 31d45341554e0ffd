import rule from '../../shared/rules/evaluation/EVA-09-activity-without-evidence.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** An activity without 佐证材料. */
const bare = (type: string, host: string, cells: Typed = {}, school = aSchool()) =>
  school.activity(type, host, { 活动日期: '2025-10-10', 活动主题: '无证', 佐证材料: null, ...cells });
const honor = (cells: Typed = {}) =>
  aSchool().add('荣誉', { 组织编号: 'P1', 荣誉名称: '先进党支部', 获得日期: '2025-10-10', 佐证材料: null, ...cells });
const finding = (host: string, name: string, type: string, item: string, on = '2025-10-10') => ({
  at: ['活动台账', '无证', '佐证材料'] as const,
  subject: [on, host, type, '无证'],
  message: `${name} ${on} 的${type}“无证”没有填佐证材料，暂不能计入积分项目“${item}”；应当有佐证材料才能计分。`,
});
const lecture = (on = '2025-10-10') => finding('P1', '电信2201党支部', '党课', '党课', on);
/** The default scheme with 指导系数 1/2. */
const guided = DEFAULT_SCHEME.map((item) => ({ ...item, guideFactor: { numerator: 1, denominator: 2 } }));
const withoutJoint = DEFAULT_SCHEME.map((item) => ({ ...item, jointFactor: { numerator: 0, denominator: 1 } }));

ruleTest(rule, {
  passes: {
    'with 佐证材料': bare('党课', 'P1', { 佐证材料: '照片' }),
    'an error cell in 佐证材料': bare('党课', 'P1', { 佐证材料: { error: '#REF!' } }),
    'a type that no item names': bare('党小组会', 'P1'),
    'a type that scores for another kind of host': bare('党课', 'L1'),
    'hosted by a 党课学习小组': bare('党课', 'G1').org('党课学习小组', 'G1'),
    'a guide with 指导系数 0': bare('党课', 'L1', { 指导党支部: 'P1' }),
    'joined with 联合系数 0': bare('党课', 'L1', { 联合组织: 'P1' }).scheme(withoutJoint),
    'an item that gives no points': bare('党课', 'P1').scheme(DEFAULT_SCHEME.map((item) => ({ ...item, value: 0 }))),
    'a host that is 撤销': bare('党课', 'P2', { 联合组织: 'P1' }).org('党支部', 'P2', { 状态: '撤销' }),
    'a host whose 状态 cannot be read': bare('党课', 'P2').org('党支部', 'P2', { 状态: '停办' }),
    'a host that cannot be read': bare('党课', 'P404', { 联合组织: 'P1' }),
    'a type that cannot be read': bare('党客', 'P1'),
    'a date that cannot be read': bare('党课', 'P1', { 活动日期: '昨天' }),
    'before the audited year': bare('党课', 'P1', { 活动日期: '2025-08-31' }),
    'the day after the as-of day': bare('党课', 'P1', { 活动日期: '2025-10-16' }),
    '主题党日 in a holiday month': bare('主题党日', 'P1', { 活动日期: '2026-02-10' }, aSchool('2026-03-15')),
    '主题党日 before the host was founded': bare('主题党日', 'P1').set('组织', 'P1', { 成立日期: '2025-10-02' }),
    '主题党日 hosted by a host whose 成立日期 cannot be read': bare('主题党日', 'P1').set('组织', 'P1', {
      成立日期: '去年',
    }),
    '支委会 of a 党支部 with six 正式党员': bare('支委会', 'P1', {}, aSchool().students(3, { 政治面貌: '正式党员' })),
    '班会 in a scheme without it': bare('班会', 'C1').scheme(DEFAULT_SCHEME.filter(({ id }) => id !== 'K-A1')),
    '组织生活会 and 民主评议 are not periodic': bare('组织生活会', 'P1').activity('民主评议', 'P1', {
      活动日期: '2025-10-10',
      佐证材料: null,
    }),
    'an honor with 佐证材料': honor({ 佐证材料: '证书' }),
    'an honor of the year before': honor({ 获得日期: '2025-08-31' }),
    'an honor after the as-of day': honor({ 获得日期: '2025-10-16' }),
    'an honor of a 党课学习小组': honor({ 组织编号: 'G1' }).org('党课学习小组', 'G1'),
    'an honor whose 级别 cannot be read': honor({ 级别: '区级' }),
    'without the tab 荣誉': aSchool().withoutTab('荣誉'),
  },
  fails: {
    'a 党课 of a 党支部': given(bare('党课', 'P1')).finds({
      ...lecture(),
      advice: '请在“佐证材料”填写材料链接或存放位置。',
    }),
    'on the first day of the year': given(bare('党课', 'P1', { 活动日期: '2025-09-01' })).finds(lecture('2025-09-01')),
    'on the as-of day': given(bare('党课', 'P1', { 活动日期: '2025-10-15' })).finds(lecture('2025-10-15')),
    'whatever the attendance': given(bare('党课', 'P1', { 应到人数: 10, 实到人数: 1 })).finds(lecture()),
    'joined by an organization that it credits': given(bare('党课', 'L1', { 联合组织: 'P1' })).finds(
      finding('L1', '电信2201团支部', '党课', '党课'),
    ),
    'guided, where 指导系数 is above 0': given(bare('党课', 'L1', { 指导党支部: 'P1' }).scheme(guided)).finds(
      finding('L1', '电信2201团支部', '党课', '党课'),
    ),
    'several items': given(bare('助学零距离', 'P1', { 联合组织: 'C1' })).finds(
      finding('P1', '电信2201党支部', '助学零距离', '助学零距离”“班团学风建设'),
    ),
    'a functional organization': given(bare('党课', 'F1').org('功能型党组织', 'F1')).finds(
      finding('F1', 'F1功能型党组织', '党课', '活动'),
    ),
    'an activity that a periodic 指标 counts, in a month that has not ended': given(bare('主题党日', 'P1')).finds(
      finding('P1', '电信2201党支部', '主题党日', '主题党日按月开展'),
    ),
    '主题团日 of a class counts for its 团支部 too': given(bare('主题团日', 'C1')).finds(
      finding('C1', '电信2201班', '主题团日', '主题团日按月开展”“主题团日参与'),
    ),
    '班会 that the 团支部 hosted counts for its class': given(bare('班会', 'L1')).finds(
      finding('L1', '电信2201团支部', '班会', '班会按月召开'),
    ),
    '支委会 of a 党支部 with seven 正式党员': given(
      bare('支委会', 'P1', {}, aSchool().students(4, { 政治面貌: '正式党员' })),
    ).finds(finding('P1', '电信2201党支部', '支委会', '支委会按月召开')),
    '党员大会 in a quarter that began on the day of foundation': given(
      bare('党员大会', 'P1').set('组织', 'P1', { 成立日期: '2025-09-01' }),
    ).finds(finding('P1', '电信2201党支部', '党员大会', '党员大会按季召开')),
    'an activity with 活动编号': given(bare('党课', 'P1', { 活动编号: 'HD-1' })).finds({
      ...lecture(),
      subject: ['HD-1'],
    }),
    'an honor': given(honor()).finds({
      at: ['荣誉', '先进党支部', '佐证材料'],
      subject: ['P1', '先进党支部', '校级', '2025-10-10'],
      message:
        '电信2201党支部 2025-10-10 获得的校级荣誉“先进党支部”没有填佐证材料，暂不能计入积分项目“荣誉（校级）”；应当有佐证材料才能计分。',
      advice: '请在“佐证材料”填写材料链接或存放位置。',
    }),
    'without the tab 荣誉 activities are judged all the same': given(bare('党课', 'P1').withoutTab('荣誉')).finds(
      lecture(),
    ),
  },
  notChecked: { 'without 活动台账': aSchool().withoutTab('活动台账') },
});
