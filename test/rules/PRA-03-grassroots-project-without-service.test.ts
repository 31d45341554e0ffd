import rule from '../../shared/rules/practice/PRA-03-grassroots-project-without-service.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const project = (cells: Typed = {}) =>
  aSchool().activity('基层立项', 'P1', {
    活动日期: '2025-10-10',
    活动主题: '银发课堂',
    联合组织: 'L1',
    结合项目: '志愿服务',
    ...cells,
  });
const subject = ['2025-10-10', 'P1', '基层立项', '银发课堂'];

ruleTest(rule, {
  passes: {
    'combined with 志愿服务': project(),
    'combined with 创新创业': project({ 结合项目: '创新创业' }),
    'joined by a class': project({ 联合组织: 'C1' }),
    'another type without either': project({ 活动类型: '志愿服务', 结合项目: null, 联合组织: null }),
    'before the audited year': project({ 活动日期: '2025-08-31', 结合项目: null }),
    'an unreadable item may be the one that is missing': project({ 结合项目: '创新' }),
  },
  fails: {
    'combined with neither': given(project({ 结合项目: '社会实践' })).finds({
      at: ['活动台账', '银发课堂', '结合项目'],
      subject,
      message:
        '电信2201党支部 2025-10-10 的基层立项“银发课堂”结合项目是“社会实践”；应当与志愿服务、创新创业中的至少一项相结合。',
      advice: '请在“结合项目”填写“志愿服务”或“创新创业”。',
    }),
    'joined by nobody of the 班团': given(project({ 联合组织: null })).finds({
      at: ['活动台账', '银发课堂', '联合组织'],
      subject,
      message: '电信2201党支部 2025-10-10 的基层立项“银发课堂”没有填联合组织；应当有团支部或班级参加。',
    }),
  },
});
