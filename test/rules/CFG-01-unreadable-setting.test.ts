import rule from '../../shared/rules/settings/CFG-01-unreadable-setting.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const issue = {
  tab: '考核参数',
  row: 3,
  column: 'B',
  key: ['低年级年数'],
  text: '两年',
  message: '“低年级年数”的值“两年”不是整数；应当是如 2 的整数，现在按默认值 2 计算。',
  advice: '请把值改成整数。',
  inForce: '',
};

ruleTest(rule, {
  passes: { 'settings without a fault': aSchool() },
  fails: {
    'a parameter that does not parse': given(aSchool().settingIssues(issue)).finds({
      at: '考核参数!B3',
      college: null,
      subject: ['考核参数', '低年级年数'],
      severity: '警告',
      message: '“低年级年数”的值“两年”不是整数；应当是如 2 的整数，现在按默认值 2 计算。',
      advice: '请把值改成整数。',
    }),
    'what holds meanwhile is said with it': given(
      aSchool().settingIssues({ ...issue, inForce: '这一行没有起作用。' }),
    ).finds({
      at: '考核参数!B3',
      subject: ['考核参数', '低年级年数'],
      message: `${issue.message}这一行没有起作用。`,
    }),
    'once for the whole school, also with two colleges': given(aSchool().college('JX').settingIssues(issue)).finds({
      at: '考核参数!B3',
      college: null,
      subject: ['考核参数', '低年级年数'],
      message: issue.message,
    }),
    'a tab alone, and two faults of one row': given(
      aSchool().settingIssues(
        { ...issue, tab: '积分规则', row: 5, column: 'G', key: ['P-A1'] },
        { ...issue, tab: '积分规则', row: 5, column: 'F', key: ['P-A1'] },
        { ...issue, tab: '学院登记', row: null, column: null, key: ['表格'] },
      ),
    ).finds(
      { at: '学院登记', subject: ['学院登记', '表格'], message: issue.message },
      { at: '积分规则!F5', subject: ['积分规则', 'P-A1'], message: issue.message },
    ),
  },
});
