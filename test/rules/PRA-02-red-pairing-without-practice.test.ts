import rule from '../../shared/rules/practice/PRA-02-red-pairing-without-practice.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const pairing = (cells: Typed = {}) =>
  aSchool().activity('红色“1+1”', 'P1', {
    活动日期: '2025-10-10',
    活动主题: '走进胡同',
    联合组织: 'C1',
    结合项目: '社会实践',
    ...cells,
  });
const subject = ['2025-10-10', 'P1', '红色1+1', '走进胡同'];

ruleTest(rule, {
  passes: {
    'combined with 社会实践': pairing(),
    'combined with 科技服务': pairing({ 结合项目: '科技服务' }),
    'combined with 挂职锻炼 and more': pairing({ 结合项目: '志愿服务、挂职锻炼' }),
    'joined by a 团支部': pairing({ 联合组织: 'L1' }),
    'another type without either': pairing({ 活动类型: '助学零距离', 结合项目: null, 联合组织: null }),
    'the audited year is over': pairing({ 活动日期: '2026-09-01', 结合项目: null }),
    'an unreadable item may be the one that is missing': pairing({ 结合项目: '实践' }),
  },
  fails: {
    'combined with none of the three': given(pairing({ 结合项目: '志愿服务' })).finds({
      at: ['活动台账', '走进胡同', '结合项目'],
      subject,
      message:
        '电信2201党支部 2025-10-10 的红色1+1“走进胡同”结合项目是“志愿服务”；应当与社会实践、科技服务、挂职锻炼中的至少一项相结合。',
      advice: '请在“结合项目”填写“社会实践”或“科技服务”或“挂职锻炼”。',
    }),
    '结合项目 is blank': given(pairing({ 结合项目: null })).finds({
      at: ['活动台账', '走进胡同', '结合项目'],
      subject,
      message:
        '电信2201党支部 2025-10-10 的红色1+1“走进胡同”没有填结合项目；应当与社会实践、科技服务、挂职锻炼中的至少一项相结合。',
    }),
    'joined by nobody of the 班团': given(pairing({ 联合组织: null })).finds({
      at: ['活动台账', '走进胡同', '联合组织'],
      subject,
      message: '电信2201党支部 2025-10-10 的红色1+1“走进胡同”没有填联合组织；应当有团支部或班级参加。',
    }),
  },
});
