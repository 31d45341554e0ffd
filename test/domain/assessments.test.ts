import { describe, expect, it } from 'vitest';
import type { School } from '../../shared/domain/assembled.ts';
import {
  ASSESSMENTS,
  askActivists,
  askMembers,
  askOfficers,
  askStudents,
  ratingsOf,
} from '../../shared/domain/assessments.ts';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import type { Organization } from '../../shared/domain/school.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';

const NOBODY = { asked: [], missing: [] };
const org = (school: School, id: string) => school.roster.organization(id) as Organization;
const officers = (school: TestSchool, id: string) => {
  const assembled = school.assemble();
  return askOfficers(assembled, org(assembled, id), DEFAULT_PARAMETERS);
};

describe('members and activists', () => {
  it('are not asked before the deadline has passed', () => {
    const school = aSchool('2025-11-30').assemble();
    const students = school.roster.studentsOfClass('C1');
    expect(askMembers(school, students, ASSESSMENTS.pledge, DEFAULT_PARAMETERS)).toEqual(NOBODY);
    expect(askActivists(school, students, ASSESSMENTS.pledge, DEFAULT_PARAMETERS)).toEqual(NOBODY);
  });

  it('are asked each for his own status', () => {
    const school = aSchool('2025-12-01').student('郑十', { 政治面貌: '预备党员' }).assemble();
    const students = school.roster.studentsOfClass('C1');
    expect(askMembers(school, students, ASSESSMENTS.pledge, DEFAULT_PARAMETERS)).toEqual({
      asked: ['41922001', '41922002', '41922003', '41922008'],
      missing: ['41922008'],
    });
    expect(askActivists(school, students, ASSESSMENTS.pledge, DEFAULT_PARAMETERS)).toEqual({
      asked: ['41922007'],
      missing: [],
    });
  });
});

describe('officers', () => {
  const school = aSchool('2026-07-01').student('郑十').holds('郑十', 'C1', '体育委员').holds('郑十', 'L1', '宣传委员');
  const six = ['41922006', '41922002', '41922003', '41922004', '41922005', '41922007'].sort();

  it('of a class are those of its committee, each once, also where the 团支部 records them', () => {
    const { asked, missing } = officers(school, 'C1');
    expect(asked.toSorted()).toEqual([...six, '41922008'].sort());
    expect(missing).toEqual(['41922008']);
  });

  it('of a 团支部 are those of all classes that it covers', () => {
    const covering = school
      .org('班级', 'C2')
      .student('冯一', { 班级: 'C2' })
      .holds('冯一', 'C2', '班长')
      .set('组织', 'L1', { 所辖班级: 'C1、C2' });
    expect(officers(covering, 'L1').missing).toEqual(['41922008', '41922009']);
    expect(officers(covering, 'C2').asked.toSorted()).toEqual([
      '41922002',
      '41922003',
      '41922004',
      '41922008',
      '41922009',
    ]);
  });

  it('of a 团支部 that covers no class are those it records itself', () => {
    const bare = school.set('组织', 'L1', { 所辖班级: null });
    expect(officers(bare, 'L1').asked.toSorted()).toEqual(['41922002', '41922003', '41922004', '41922008']);
  });

  it('are not asked before the deadline has passed', () => {
    expect(officers(aSchool('2026-06-30'), 'C1')).toEqual(NOBODY);
  });
});

describe('students', () => {
  it('of several classes are asked together, once 评议截止 has passed', () => {
    const typed = (asOf: string) => aSchool(asOf).org('班级', 'C2').student('冯一', { 班级: 'C2' }).assemble();
    expect(askStudents(typed('2026-06-30'), ['C1', 'C2'], DEFAULT_PARAMETERS)).toEqual(NOBODY);
    const { asked, missing } = askStudents(typed('2026-07-01'), ['C1', 'C2'], DEFAULT_PARAMETERS);
    expect(asked).toHaveLength(8);
    expect(missing).toEqual(['41922008']);
  });
});

describe('ratings', () => {
  it('exist for 党支部 and 团支部 only', () => {
    const school = aSchool('2026-07-01').assemble();
    expect(ratingsOf(school, org(school, 'P1'))).toEqual({ kind: '民主评议', assessed: 3, excellent: [] });
    expect(ratingsOf(school, org(school, 'L1'))).toEqual({ kind: '团员教育评议', assessed: 0, excellent: [] });
    expect(ratingsOf(school, org(school, 'C1'))).toBeNull();
  });
});
