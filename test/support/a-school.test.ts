import { describe, expect, it } from 'vitest';
import { RULES } from '../../shared/rules/index.ts';
import { aSchool } from './a-school.ts';
import { expectNone } from './expect-none.ts';

/** Beginning of the year, every month's turn, deadlines with the days around them, end of the year. */
const DAYS = [
  '2025-09-01',
  '2025-09-09',
  '2025-10-15',
  '2025-10-31',
  '2025-11-01',
  '2025-11-30',
  '2025-12-01',
  '2026-01-31',
  '2026-02-01',
  '2026-03-01',
  '2026-05-10',
  '2026-05-11',
  '2026-06-01',
  '2026-06-30',
  '2026-07-01',
  '2026-07-15',
  '2026-08-31',
  '2026-11-15',
  '2027-07-15',
];

describe('the faultless school', () => {
  it.each(DAYS)('breaks no rule on %s', (day) => {
    expect(aSchool(day).check(RULES)).toMatchObject({ findings: [], notChecked: [], defects: [] });
  });

  it.each(['2025-10-15', '2026-07-15'])('breaks no rule with a second college on %s', (day) => {
    expect(aSchool(day).college('JX').check(RULES)).toMatchObject({ findings: [], notChecked: [], defects: [] });
  });

  it('breaks no rule the day after the audited year', () => {
    expect(aSchool('2026-09-01', 2025).check(RULES)).toMatchObject({ findings: [], notChecked: [], defects: [] });
  });

  it('stays as it was when something is made of it', () => {
    const school = aSchool();
    school.drop('任职', ['P1', '书记']).set('花名册', '张三', { 政治面貌: null });
    expectNone(school.findings(RULES));
  });

  it('refuses headings, rows and people that are not there', () => {
    expect(() => aSchool().set('花名册', '张三', { 政治面孔: '群众' })).toThrow('花名册 has no heading 政治面孔');
    expect(() => aSchool().drop('花名册', '郑十')).toThrow('0 rows of 花名册 hold 郑十');
    expect(() => aSchool().set('花名册', '正式党员', {})).toThrow('3 rows of 花名册 hold 正式党员');
    expect(() => aSchool().idOf('郑十')).toThrow('nobody is called 郑十');
  });
});
