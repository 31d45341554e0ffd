import rule from '../../shared/rules/data/DAT-07-dangling-reference.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

ruleTest(rule, {
  passes: {
    'a student and organizations of another college': aSchool()
      .college('JX')
      .college('JSJ')
      .set('花名册', '周八', { 党支部: 'JX-P1' })
      .holds('郑十', 'JX-C1', '班长', { 学号: 'JX-41922001' }),
    'a dissolved organization': aSchool().org('党支部', 'P2', { 状态: '撤销' }).set('组织', 'L1', { 指导党支部: 'P2' }),
    'a student who has left': aSchool().set('花名册', '孙七', { 状态: '毕业' }),
    'a teacher needs no row in 花名册': aSchool().holds('辅导员', 'P1', '副书记', { 学号: 'T1', 身份: '教师' }),
    'a plan by a teacher of 任职': aSchool()
      .holds('辅导员', 'P1', '副书记', { 学号: 'T1', 身份: '教师' })
      .set('工作计划', 'P1', { 制定人学号: 'T1' }),
    'while 花名册 is missing nobody is called unknown': aSchool().withoutTab('花名册'),
    'while a list of organizations has no ids nothing is called unknown': aSchool()
      .withoutHeading('组织', '组织编号')
      .set('花名册', '周八', { 班级: 'C9' }),
    'a blank reference': aSchool().set('组织', 'L1', { 指导党支部: null }),
  },
  fails: {
    'a 学号 that is in no 花名册': given(aSchool().set('任职', '孙七', { 学号: '99' })).finds({
      at: '任职!C6',
      subject: ['任职', '学号', '99'],
      message: '“任职”第 6 行的学号“99”在全校各学院的“花名册”里都没有；应当是已登记的学号。',
      advice: '请核对学号并改正；学生还没有登记的，请先在“花名册”中登记；教师请在“任职”中登记，身份填“教师”。',
    }),
    'a class that is in no 组织': given(aSchool().set('花名册', '周八', { 班级: 'C9' })).finds({
      at: '花名册!F7',
      subject: ['花名册', '班级', 'C9'],
      message: '“花名册”第 7 行周八（41922006）的班级“C9”在全校各学院的“组织”里都没有；应当是已登记的组织编号。',
      advice: '请核对班级并改正；组织还没有登记的，请先在“组织”中登记。',
    }),
    'the wrong kind of organization': given(aSchool().set('组织', 'L1', { 指导党支部: 'C1' })).finds({
      at: '组织!H3',
      subject: ['组织', '指导党支部', 'C1'],
      message: '“组织”第 3 行电信2201团支部（L1）的指导党支部“C1”是班级；应当是党支部的组织编号。',
      advice: '请把指导党支部改成党支部的组织编号。',
    }),
    'two items of a list': given(aSchool().set('组织', 'L1', { 所辖班级: 'C1、C9、P1' })).finds(
      {
        at: '组织!G3',
        subject: ['组织', '所辖班级', 'C9'],
        message:
          '“组织”第 3 行电信2201团支部（L1）的所辖班级“C9”在全校各学院的“组织”里都没有；应当是已登记的组织编号。',
      },
      {
        at: '组织!G3',
        subject: ['组织', '所辖班级', 'P1'],
        message: '“组织”第 3 行电信2201团支部（L1）的所辖班级“P1”是党支部；应当是班级的组织编号。',
      },
    ),
    'a decision of a 党支部': given(aSchool().decision('评奖评优', ['周八'], { 组织编号: 'P1' })).finds({
      at: '议事决策!B2',
      subject: ['议事决策', '组织编号', 'P1'],
      message: '“议事决策”第 2 行的组织编号“P1”是党支部；应当是团支部或班级的组织编号。',
    }),
    'the author of a plan': given(aSchool().set('工作计划', 'P1', { 制定人学号: 'T1' })).finds({
      at: '工作计划!C2',
      subject: ['工作计划', '制定人学号', 'T1'],
      message:
        '“工作计划”第 2 行电信2201党支部（P1）的制定人学号“T1”在全校各学院的“花名册”里都没有；应当是已登记的学号。',
    }),
    'rows of 活动台账, 承诺考评 and 荣誉': given(
      aSchool()
        .activity('班会', 'C9', { 活动编号: 'A1' })
        .add('承诺考评', { 学号: '99', 评议类型: '学生评测' })
        .add('荣誉', { 组织编号: 'C9', 荣誉名称: '先进' }),
    ).finds(
      {
        at: '活动台账!C12',
        subject: ['活动台账', '主办组织', 'C9'],
        message: '“活动台账”第 12 行的主办组织“C9”在全校各学院的“组织”里都没有；应当是已登记的组织编号。',
      },
      {
        at: '承诺考评!B2',
        subject: ['承诺考评', '学号', '99'],
        message: '“承诺考评”第 2 行的学号“99”在全校各学院的“花名册”里都没有；应当是已登记的学号。',
        advice: '请核对学号并改正；学生还没有登记的，请先在“花名册”中登记。',
      },
      {
        at: '荣誉!A2',
        subject: ['荣誉', '组织编号', 'C9'],
        message: '“荣誉”第 2 行的组织编号“C9”在全校各学院的“组织”里都没有；应当是已登记的组织编号。',
      },
    ),
    'one cause is one finding: every row that names the id': given(
      aSchool().set('花名册', '周八', { 班级: 'C9' }).set('花名册', '孙七', { 班级: 'C9' }),
    ).finds({
      at: '花名册!F6',
      subject: ['花名册', '班级', 'C9'],
      message: '“花名册”第 6、7 行的班级“C9”在全校各学院的“组织”里都没有；应当是已登记的组织编号。',
      details: {
        where: '“花名册”第 6、7 行',
        heading: '班级',
        value: 'C9',
        rows: [6, 7],
        register: { tab: '组织', id: '组织编号' },
        isTeacherPossible: false,
        kind: null,
        kindAsked: '班级',
        meant: null,
        renamed: null,
      },
    }),
    'ten rows stand in words': given(aSchool().students(10, { 班级: 'C9' })).finds({
      at: '花名册!F9',
      subject: ['花名册', '班级', 'C9'],
      message:
        '“花名册”第 9、10、11、12、13、14、15、16、17、18 行的班级“C9”在全校各学院的“组织”里都没有；应当是已登记的组织编号。',
    }),
    'of eleven rows ten': given(aSchool().students(11, { 班级: 'C9' })).finds({
      at: '花名册!F9',
      subject: ['花名册', '班级', 'C9'],
      message:
        '“花名册”第 9、10、11、12、13、14、15、16、17、18 行等 11 行的班级“C9”在全校各学院的“组织”里都没有；应当是已登记的组织编号。',
    }),
    'a name where an id belongs': given(aSchool().set('花名册', '周八', { 党支部: '电信2201党支部' })).finds({
      at: '花名册!H7',
      subject: ['花名册', '党支部', '电信2201党支部'],
      message: '“花名册”第 7 行周八（41922006）的党支部“电信2201党支部”填的是名称；应当是组织编号。',
      advice: '请把党支部改成 P1（电信2201党支部）。',
    }),
    'a name of two organizations, of which the column takes one': given(
      aSchool().set('组织', 'L1', { 组织名称: '电信2201班' }).set('花名册', '周八', { 班级: '电信2201班' }),
    ).finds({
      at: '花名册!F7',
      subject: ['花名册', '班级', '电信2201班'],
      message: '“花名册”第 7 行周八（41922006）的班级“电信2201班”填的是名称；应当是组织编号。',
      advice: '请把班级改成 C1（电信2201班）。',
    }),
    'the 姓名 of one student': given(aSchool().set('任职', '孙七', { 学号: '孙七' })).finds({
      at: '任职!C6',
      subject: ['任职', '学号', '孙七'],
      message: '“任职”第 6 行的学号“孙七”填的是姓名；应当是学号。',
      advice: '请把学号改成 41922005（孙七）。',
    }),
    'the 姓名 of two students': given(
      aSchool().student('孙七').set('任职', ['C1', '班长（兼团支部副书记）'], { 学号: '孙七' }),
    ).finds({
      at: '任职!C6',
      subject: ['任职', '学号', '孙七'],
      message: '“任职”第 6 行的学号“孙七”填的是姓名；应当是学号。',
      advice: '叫“孙七”的有 2 个；请把学号改成其中一个的学号。',
    }),
    'other capitals and dashes': given(
      aSchool().org('班级', 'JSJ-C-2').set('花名册', '周八', { 班级: 'jsj_c2' }),
    ).finds({
      at: '花名册!F7',
      subject: ['花名册', '班级', 'jsj_c2'],
      message: '“花名册”第 7 行周八（41922006）的班级“jsj_c2”在全校各学院的“组织”里都没有；应当是已登记的组织编号。',
      advice: '请把班级改成 JSJ-C-2（JSJ-C-2班级）。',
    }),
    'zeros that a number cell has dropped': given(
      aSchool().student('郑十', { 学号: '00123' }).holds('郑十', 'C1', '学习委员', { 学号: 123 }),
    ).finds({
      at: '任职!C14',
      subject: ['任职', '学号', '123'],
      message: '“任职”第 14 行的学号“123”在全校各学院的“花名册”里都没有；应当是已登记的学号。',
      advice: '请把学号改成 00123（郑十）。',
    }),
  },
});
