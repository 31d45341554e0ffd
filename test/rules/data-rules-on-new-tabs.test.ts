import { describe, expect, it } from 'vitest';
import { RULES } from '../../shared/rules/index.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';

/** What the DAT rules say of a school: rule, place, subject. */
function found(school: TestSchool): readonly string[] {
  const data = RULES.filter(({ id }) => id.startsWith('DAT'));
  return school.findings(data).map(({ rule, at, subject }) => {
    const cell = at.row === null ? '' : `!${at.column ?? ''}${at.row}`;
    return `${rule} ${at.tab}${cell} ${subject.slice(1).join('|')}`;
  });
}
const said = (school: TestSchool): readonly string[] =>
  school.findings(RULES.filter(({ id }) => id.startsWith('DAT'))).map(({ message }) => message);

const item = { 组织编号: 'L1', 事项: '志愿服务', 完成期限: '2026-05-20' };
const tally = {
  姓名: '张三',
  范围: '党内',
  测评日期: '2025-10-01',
  应到人数: 10,
  实到人数: 8,
  优秀: 8,
  合格: 0,
  基本合格: 0,
  不合格: 0,
};
const outcome = { 姓名: '周八', 类别: '评奖评优', 名称: '奖学金', 日期: '2025-10-01' };

describe('计划事项 under the data rules', () => {
  it('every id refers to something, in any enabled college', () => {
    const school = aSchool()
      .activity('志愿服务', 'L1', { 活动编号: 'A1', 活动日期: '2025-10-01' })
      .add('计划事项', { ...item, 责任人学号: '41929999', 联合组织: 'C1、C9', 对应活动编号: 'A9' });
    expect(found(school)).toEqual([
      'DAT-07 计划事项!F2 责任人学号|41929999',
      'DAT-07 计划事项!G2 联合组织|C9',
      'DAT-07 计划事项!H2 对应活动编号|A9',
    ]);
    expect(said(school).at(-1)).toBe(
      '“计划事项”第 2 行电信2201团支部（L1）的对应活动编号“A9”在全校各学院的“活动台账”里都没有；应当是已登记的活动编号。',
    );
    const elsewhere = aSchool()
      .college('JX')
      .activity('志愿服务', 'JX-L1', { 活动编号: 'A9', 活动日期: '2025-10-01' })
      .college('JSJ')
      .add('计划事项', { ...item, 对应活动编号: 'A9' });
    expect(found(elsewhere)).toEqual([]);
  });

  it('the key stands once, words are those of the lists, a 教师 may be responsible', () => {
    const twice = aSchool()
      .add('计划事项', item)
      .add('计划事项', { ...item, 完成情况: '完成了' });
    expect(found(twice)).toEqual([
      'DAT-05 计划事项!I3 L1|2025-2026|志愿服务|完成情况',
      'DAT-06 计划事项!A3 L1|2025-2026|志愿服务|2',
    ]);
    const teacher = aSchool().holds('陈老师', 'P1', '委员', { 学号: 'T01', 身份: '教师' });
    expect(found(teacher.add('计划事项', { ...item, 责任人学号: 'T01' }))).toEqual([]);
  });

  it('完成期限 may lie ahead, and must be there and be read', () => {
    expect(found(aSchool().add('计划事项', item))).toEqual([]);
    expect(found(aSchool().add('计划事项', { ...item, 完成期限: null }))).toEqual([
      'DAT-03 计划事项!E2 L1|2025-2026|志愿服务|完成期限',
    ]);
    expect(found(aSchool().add('计划事项', { ...item, 完成期限: '2026-05' }))).toEqual([
      'DAT-09 计划事项!E2 L1|2025-2026|志愿服务|完成期限',
    ]);
  });
});

describe('阵地, 述责测评 and 个人结果 under the data rules', () => {
  it('阵地: its key is 类型 and 阵地名称', () => {
    const base = { 阵地名称: '启明社', 类型: '学生社团', 对应组织: 'L1' };
    expect(
      found(
        aSchool()
          .add('阵地', base)
          .add('阵地', { ...base, 对应组织: 'L9' }),
      ),
    ).toEqual(['DAT-06 阵地!B3 学生社团|启明社|2', 'DAT-07 阵地!E3 对应组织|L9']);
  });

  it('述责测评: name, day and numbers', () => {
    const school = aSchool().add('述责测评', {
      ...tally,
      学号: '41922001',
      姓名: '张叁',
      测评日期: '2025-10-16',
      实到人数: 11,
    });
    expect(found(school)).toEqual([
      'DAT-12 述责测评!E2 2025-2026|41922001|党内|测评日期',
      'DAT-13 述责测评!G2 2025-2026|41922001|党内|实到人数',
      'DAT-08 述责测评!C2 2025-2026|41922001|党内',
    ]);
    expect(found(aSchool().add('述责测评', { ...tally, 测评日期: '2025-10-15', 实到人数: 10 }))).toEqual([]);
  });

  it('个人结果: day, and the decision of any enabled college', () => {
    const school = aSchool().add('个人结果', { ...outcome, 日期: '2025-10-16', 事项编号: 'SX-9' });
    expect(found(school)).toEqual([
      'DAT-07 个人结果!G2 事项编号|SX-9',
      'DAT-12 个人结果!F2 41922006|评奖评优|奖学金|2025-10-16|日期',
    ]);
    expect(said(school)[0]).toContain('的事项编号“SX-9”在全校各学院的“议事决策”里都没有；应当是已登记的事项编号。');
  });
});

describe('new columns under the data rules', () => {
  it('考察日期: each item is a day, not after the as-of day', () => {
    const reviewed = (text: string | number) => aSchool().set('发展台账', '吴九', { 考察日期: text });
    expect(found(reviewed('2025-09-01、2025.10.15'))).toEqual([]);
    expect(found(reviewed(45901))).toEqual([]);
    expect(found(reviewed('2025-09-01、2025-10-16'))).toEqual(['DAT-12 发展台账!AE2 41922007|考察日期']);
    expect(said(reviewed('2025-09-01、2025-10-16'))).toEqual([
      '“发展台账”第 2 行吴九（41922007）的考察日期“2025-10-16”在截至日 2025-10-15 之后；应当是已经发生的日期。',
    ]);
    expect(found(reviewed('2025-09-01；九月'))).toEqual(['DAT-04 发展台账!AE2 41922007|考察日期']);
    expect(found(reviewed('2025-09-01\n2025年8月'))).toEqual(['DAT-09 发展台账!AE2 41922007|考察日期']);
  });

  it('负责人学号 names a student or a teacher', () => {
    expect(found(aSchool().set('组织', 'P1', { 负责人学号: '41922001' }))).toEqual([]);
    expect(found(aSchool().set('组织', 'P1', { 负责人学号: '41929999' }))).toEqual([
      'DAT-07 组织!N2 负责人学号|41929999',
    ]);
  });

  it('a college without the new tabs has a hint for each, and nothing else; without the new columns nothing at all', () => {
    const old = ['计划事项', '阵地', '述责测评', '个人结果'].reduce(
      (school, tab) => school.withoutTab(tab),
      aSchool('2026-07-15'),
    );
    const older = old
      .withoutHeading('组织', '共同议事规则')
      .withoutHeading('组织', '负责人学号')
      .withoutHeading('发展台账', '考察日期');
    const { findings } = older.check(RULES);
    expect(findings.map(({ rule, severity, at }) => [rule, severity, at.tab])).toEqual(
      ['计划事项', '阵地', '述责测评', '个人结果'].map((tab) => ['DAT-02', '提示', tab]),
    );
  });
});
