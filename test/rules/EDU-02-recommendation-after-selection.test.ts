import rule from '../../shared/rules/education/EDU-02-recommendation-after-selection.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const record = (cells: Record<string, string | null>) => aSchool().record('周八', '积极分子', cells);

ruleTest(rule, {
  passes: {
    'on the same day': record({ 推优日期: '2025-06-28' }),
    'the day before': record({ 推优日期: '2025-06-27' }),
    'without 推优日期': record({ 推优日期: null }),
    'without 确定积极分子日期': record({ 推优日期: '2025-06-29', 确定积极分子日期: null }),
    'an unreadable 推优日期 is not judged': record({ 推优日期: '六月' }),
    'an unreadable 确定积极分子日期 is not judged': record({ 推优日期: '2025-06-29', 确定积极分子日期: '六月' }),
    'the student is not 在读': record({ 推优日期: '2025-06-29' }).set('花名册', '周八', { 状态: '毕业' }),
  },
  fails: {
    'the day after': given(record({ 推优日期: '2025-06-29' })).finds({
      at: ['发展台账', '周八', '推优日期'],
      subject: ['41922006'],
      message:
        '周八（41922006）推优日期为“2025-06-29”，晚于确定积极分子日期“2025-06-28”；应当先推优，再确定为积极分子。',
      advice: '请核对推优日期和确定积极分子日期，改正填错的一处。',
      basis: '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（3）',
    }),
    'by a year, also of a student who has left after the day on which membership is taken': given(
      record({ 推优日期: '2026-06-28' }).set('花名册', '周八', { 状态: '毕业', 离校日期: '2025-10-16' }),
    ).finds({
      at: ['发展台账', '周八', '推优日期'],
      subject: ['41922006'],
      message:
        '周八（41922006）推优日期为“2026-06-28”，晚于确定积极分子日期“2025-06-28”；应当先推优，再确定为积极分子。',
    }),
  },
  notChecked: { 'without the heading 学号 of 发展台账': aSchool().withoutHeading('发展台账', '学号') },
});
