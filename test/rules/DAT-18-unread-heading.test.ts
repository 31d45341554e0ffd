import rule from '../../shared/rules/data/DAT-18-unread-heading.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const renamed = (tab: string, heading: string, typed: string) => aSchool().renameHeading(tab, heading, typed);
const finding = (at: string, tab: string, heading: string, meant: string) => ({
  at,
  subject: [tab, heading],
  message: `“${tab}”的“${heading}”一栏没有读：没有叫这个名称的栏目；表里又缺少“${meant}”一栏，可能指的就是它。`,
});

ruleTest(rule, {
  passes: {
    'a column of the user’s own, where nothing is missing': aSchool().withHeading('任职', '卸任日期'),
    'a lacking column and a heading that is not near it': renamed('任职', '离任日期', '联系电话'),
    'a number of the row': renamed('任职', '离任日期', '序号'),
    'an alias is the heading itself': renamed('任职', '离任日期', '离任时间'),
    'two characters of five that differ are another word': renamed('活动台账', '指导党支部', '指导团小部'),
    'a remark of more than twenty characters': renamed(
      '任职',
      '离任日期',
      '离任日期请学院按照任免文件认真填写不要空着谢谢大家',
    ),
  },
  fails: {
    'a near word of 离任日期': given(renamed('任职', '离任日期', '卸任日期')).finds({
      ...finding('任职!G1', '任职', '卸任日期', '离任日期'),
      severity: '提示',
      advice: '请把表头“卸任日期”改成“离任日期”；如果是另外的内容，请补上“离任日期”一栏，原来这一栏可以留着。',
    }),
    'a near word of 实到人数': given(renamed('活动台账', '实到人数', '实际到会')).finds(
      finding('活动台账!J1', '活动台账', '实际到会', '实到人数'),
    ),
    'the same but for an ending': given(renamed('任职', '离任日期', '离任情况')).finds(
      finding('任职!G1', '任职', '离任情况', '离任日期'),
    ),
    'one character of four': given(renamed('活动台账', '参加对象', '参与对象')).finds(
      finding('活动台账!H1', '活动台账', '参与对象', '参加对象'),
    ),
    'a required heading as well': given(renamed('活动台账', '活动主题', '活动标题')).finds(
      finding('活动台账!E1', '活动台账', '活动标题', '活动主题'),
    ),
    'each tab by itself': given(
      aSchool().renameHeading('任职', '离任日期', '免职日期').renameHeading('荣誉', '佐证材料', '佐证资料'),
    ).finds(finding('任职!G1', '任职', '免职日期', '离任日期'), finding('荣誉!F1', '荣誉', '佐证资料', '佐证材料')),
  },
});
