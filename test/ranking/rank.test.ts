import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import type { Balance } from '../../shared/domain/position.ts';
import type { Organization } from '../../shared/domain/school.ts';
import { compareFractions, meanAttendance } from '../../shared/ranking/attendance.ts';
import { isRanked, poolOf } from '../../shared/ranking/pools.ts';
import { rank } from '../../shared/ranking/rank.ts';
import { standingNote } from '../../shared/report/standing-words.ts';
import { aSchool } from '../support/a-school.ts';

const balance = (
  organization: string,
  total: number,
  more: Partial<Balance> & { foundation?: number; deductions?: number } = {},
): Balance => ({
  organization,
  year: 2025,
  college: 'JSJ',
  name: organization,
  kind: '团支部',
  pool: '团支部·本科',
  ranked: true,
  vetoed: false,
  attendance: '0/1',
  sections: {
    规范建设: more.foundation ?? 0,
    组织生活: 0,
    实践协同: 0,
    育人考核: 0,
    荣誉: 0,
    扣分: more.deductions ?? 0,
  },
  adjustments: 0,
  total,
  version: 1,
  reading: 1,
  digest: organization,
  ...more,
});
const places = (...balances: Balance[]) =>
  rank(balances, DEFAULT_PARAMETERS).map(({ organization, rank: place, tied, grade }) => [
    organization,
    place,
    tied,
    grade,
  ]);

describe('ranking within a pool', () => {
  it('total, then 规范建设, then fewer deductions, then attendance decide', () => {
    const rows = places(
      balance('A', 7000, { foundation: 3000, deductions: -100, attendance: '17/20' }),
      balance('B', 7000, { foundation: 3000, deductions: -100, attendance: '9/10' }),
      balance('C', 7000, { foundation: 3000, deductions: -50 }),
      balance('D', 7000, { foundation: 3100, deductions: -900 }),
      balance('E', 7001),
    );
    expect(rows.map(([id, place]) => [id, place])).toEqual([
      ['E', 1],
      ['D', 2],
      ['C', 3],
      ['B', 4],
      ['A', 5],
    ]);
  });

  it('equals share a rank and the next one skips: 1, 2, 2, 4', () => {
    expect(
      places(balance('A', 9), balance('B', 8), balance('C', 8), balance('D', 7)).map(([id, place, tied]) => [
        id,
        place,
        tied,
      ]),
    ).toEqual([
      ['A', 1, false],
      ['B', 2, true],
      ['C', 2, true],
      ['D', 4, false],
    ]);
  });

  it('grades by lines: the line itself is reached, a hundredth below is not', () => {
    const nine = Array.from({ length: 9 }, (_, index) => balance(`Z${index}`, 100));
    const gradeOf = (total: number) => places(balance('A', total), ...nine)[0]?.[3];
    expect([9000, 8999, 8000, 7999, 6000, 5999].map(gradeOf)).toEqual([
      '优秀',
      '良好',
      '良好',
      '合格',
      '合格',
      '不合格',
    ]);
  });

  it('优秀 needs a rank within floor(n × 20%), at least 1; everybody tied on the last place is in', () => {
    const nine = Array.from({ length: 9 }, (_, index) => balance(`Z${index}`, 9000 + index));
    expect(
      places(...nine)
        .filter(([, , , grade]) => grade === '优秀')
        .map(([id]) => id),
    ).toEqual(['Z8']);
    const ten = [...nine, balance('Z9', 9007)];
    expect(
      places(...ten)
        .filter(([, , , grade]) => grade === '优秀')
        .map(([id]) => id),
    ).toEqual(['Z8', 'Z7', 'Z9']);
  });

  it('says why a grade is held down: an open error, or the last place within the quota', () => {
    const heldDown = (...balances: Balance[]) =>
      rank(balances, DEFAULT_PARAMETERS).map((standing) => [
        standing.organization,
        standing.heldDown,
        standingNote(standing),
      ]);
    const veto = { id: 'DEV-06-ENXPE', others: 0 };
    expect(
      heldDown(
        balance('A', 9500, { vetoed: true, vetoedBy: veto }),
        balance('B', 9400),
        balance('C', 8999, { vetoed: true, vetoedBy: veto }),
        balance('D', 9500, { ranked: false, vetoed: true, vetoedBy: veto }),
      ),
    ).toEqual([
      ['A', { by: 'veto', veto }, '有未整改的 DEV-06-ENXPE，不得评优'],
      ['B', { by: 'quota', quota: 1 }, '已达优秀线，优秀名额 1 个，按名次未能评优'],
      ['C', null, null],
      ['D', null, '不参评'],
    ]);
    const several = { id: 'DEC-01-00000', others: 2 };
    expect(heldDown(balance('A', 9000, { vetoed: true, vetoedBy: several }), balance('B', 9000))).toEqual([
      ['A', { by: 'veto', veto: several }, '并列；有未整改的 DEC-01-00000 等 3 个问题，不得评优'],
      ['B', null, '并列'],
    ]);
    // A balance of an earlier version does not say which.
    expect(heldDown(balance('A', 9000, { vetoed: true }))).toEqual([
      ['A', { by: 'veto', veto: null }, '有未整改的问题，不得评优'],
    ]);
  });

  it('a vetoed place is not passed on', () => {
    expect(
      places(balance('A', 9500, { vetoed: true }), balance('B', 9400)).map(([id, , , grade]) => [id, grade]),
    ).toEqual([
      ['A', '良好'],
      ['B', '良好'],
    ]);
  });

  it('organizations that are 不参评 stand outside n, without rank and grade', () => {
    expect(places(balance('A', 100, { ranked: false }), balance('B', 9500))).toEqual([
      ['B', 1, false, '优秀'],
      ['A', null, false, null],
    ]);
  });
});

describe('pools', () => {
  const org = (school: ReturnType<ReturnType<typeof aSchool>['assemble']>, id: string) =>
    school.roster.organization(id) as Organization;

  it('without 培养层次 an organization takes that of most students of its classes', () => {
    const school = aSchool().set('组织', 3, { 培养层次: null }).assemble();
    expect(poolOf(school, org(school, 'L1'), '团支部')).toBe(
      `团支部·${school.roster.student('41922001')?.studyLevel === '本科生' ? '本科' : '研究生'}`,
    );
  });

  it('founded six months before the as-of day it takes part, a day later it does not', () => {
    const asOf = parseIsoDay('2026-03-15') as number;
    const founded = (day: string) => ({ foundedOn: parseIsoDay(day) }) as unknown as Organization;
    expect(isRanked(founded('2025-09-15'), asOf)).toBe(true);
    expect(isRanked(founded('2025-09-16'), asOf)).toBe(false);
  });
});

describe('mean attendance', () => {
  it('is exact: 1/3 and 2/3 give one half, each at most 1', () => {
    const host = (id: string, expected: number, present: number) => ({
      活动编号: id,
      活动日期: '2025-10-01',
      主办组织: 'L9',
      活动类型: '其他',
      活动主题: id,
      联合组织: null,
      应到人数: expected,
      实到人数: present,
    });
    const school = aSchool()
      .org('团支部', 'L9', { 所辖班级: null })
      .add('活动台账', host('a', 3, 1))
      .add('活动台账', host('b', 3, 2))
      .assemble();
    expect(meanAttendance(school, 'L9')).toBe('1/2');
    expect(meanAttendance(school, 'L8')).toBe('0/1');
    expect(compareFractions('1/2', '2/3')).toBeLessThan(0);
    expect(compareFractions('2/4', '1/2')).toBe(0);
  });
});
