import { describe, expect, it } from 'vitest';
import { aSchool } from '../support/a-school.ts';
import { openFinding, positionsOf } from '../support/score-test.ts';

const honor = (name: string, level: string, date: string, more: Readonly<Record<string, string | null>> = {}) => ({
  组织编号: 'P1',
  荣誉名称: name,
  级别: level,
  获得日期: date,
  同一事项: null,
  佐证材料: 'x',
  ...more,
});
const school = (...rows: readonly Readonly<Record<string, string | null>>[]) =>
  rows.reduce((made, row) => made.add('荣誉', row), aSchool('2026-05-20'));

describe('荣誉', () => {
  it('counts by level', () => {
    expect(positionsOf(school(honor('先进支部', '校级', '2026-03-01')), 'P1', 'H-4')).toEqual([
      ['2026-03-01|P1|校级|先进支部', 300, 300, null],
    ]);
  });

  it('of one matter only the highest level that has evidence counts', () => {
    const made = school(
      honor('甲', '市级', '2026-03-01', { 同一事项: '样板' }),
      honor('乙', '校级', '2026-01-01', { 同一事项: '样板' }),
      honor('丙', '省部级', '2026-04-01', { 同一事项: '样板', 佐证材料: null }),
    );
    expect(positionsOf(made, 'P1', 'H-3')).toEqual([['2026-03-01|P1|市级|甲', 400, 400, null]]);
    expect(positionsOf(made, 'P1', 'H-4')).toEqual([['2026-01-01|P1|校级|乙', 300, 0, '同一事项已按最高级别计分']]);
    expect(positionsOf(made, 'P1', 'H-2')).toEqual([['2026-04-01|P1|省部级|丙', 600, 0, '缺少佐证材料']]);
  });

  it('an honor entered twice is one, and the row that has evidence speaks for it wherever it stands', () => {
    const bare = honor('甲', '校级', '2026-03-01', { 佐证材料: null });
    const proved = honor('甲', '校级', '2026-03-01');
    const counts = [['2026-03-01|P1|校级|甲', 300, 300, null]];
    expect(positionsOf(school(bare, proved), 'P1', 'H-4')).toEqual(counts);
    expect(positionsOf(school(proved, bare), 'P1', 'H-4')).toEqual(counts);
    expect(positionsOf(school(proved, proved), 'P1', 'H-4')).toEqual(counts);
    expect(positionsOf(school(bare, bare), 'P1', 'H-4')).toEqual([['2026-03-01|P1|校级|甲', 300, 0, '缺少佐证材料']]);
  });

  it('an honor dated after the day takes nothing from an honor of the same matter', () => {
    const made = school(
      honor('甲', '院级', '2025-11-24', { 同一事项: '样板' }),
      honor('甲', '校级', '2026-05-21', { 同一事项: '样板' }),
    );
    expect(positionsOf(made, 'P1', 'H-5')).toEqual([['2025-11-24|P1|院级|甲', 100, 100, null]]);
    expect(positionsOf(made, 'P1', 'H-4')).toEqual([['2026-05-21|P1|校级|甲', 300, 0, '日期有误']]);
  });

  it('of several matters on one level the first counts in full and each further one half', () => {
    const made = school(
      honor('乙', '院级', '2026-03-01'),
      honor('甲', '院级', '2026-03-01'),
      honor('丙', '院级', '2026-04-01'),
    );
    expect(positionsOf(made, 'P1', 'H-5').map(([, , counted, reason]) => [counted, reason])).toEqual([
      [100, null],
      [50, '同级荣誉减半计分'],
      [50, '同级荣誉减半计分'],
    ]);
  });

  it('the five levels share 15 points, the later ones are cut', () => {
    const made = school(honor('甲', '国家级', '2026-01-01'), honor('乙', '省部级', '2026-02-01'));
    expect(positionsOf(made, 'P1', 'H-1').map(([, , counted]) => counted)).toEqual([1000]);
    expect(positionsOf(made, 'P1', 'H-2')).toEqual([['2026-02-01|P1|省部级|乙', 600, 500, '超过学年封顶']]);
  });

  it('an honor of another year has no position', () => {
    expect(positionsOf(school(honor('甲', '校级', '2025-08-31')), 'P1', 'H-4')).toEqual([]);
  });
});

describe('扣分', () => {
  const at = { tab: '组织', row: 2, column: 'A' };

  it('every open error takes half a point from what it touches, warnings nothing', () => {
    const open = [openFinding('ORG-03', ['P1', '书记'], '错误', at), openFinding('ORG-13', ['P1'], '警告', at)];
    expect(positionsOf(aSchool(), 'P1', 'X-1', open)).toEqual([['ORG-03-00000', -50, -50, null]]);
  });

  it('coverage is the college’s duty: ORG-01, ORG-02 and ORG-12 touch nobody', () => {
    const open = ['ORG-01', 'ORG-02', 'ORG-12'].map((rule) => openFinding(rule, ['C1'], '错误', at));
    expect(positionsOf(aSchool(), 'C1', 'X-1', open)).toEqual([]);
  });

  it('a student’s DEV error touches the 党支部, an EDU error the 团支部 of the class, EVA-05 the class', () => {
    const open = [
      openFinding('DEV-01', ['41922001'], '错误', { tab: '发展台账', row: 2, column: 'C' }),
      openFinding('EDU-02', ['41922001'], '错误', { tab: '发展台账', row: 2, column: 'F' }, 'EDU-02-1'),
      openFinding('EVA-05', ['41922001', '2025-2026'], '错误', { tab: '任职', row: 2, column: 'B' }, 'EVA-05-1'),
    ];
    expect(positionsOf(aSchool(), 'P1', 'X-1', open).map(([id]) => id)).toEqual(['DEV-01-00000']);
    expect(positionsOf(aSchool(), 'L1', 'X-1', open).map(([id]) => id)).toEqual(['EDU-02-1']);
    expect(positionsOf(aSchool(), 'C1', 'X-1', open).map(([id]) => id)).toEqual(['EVA-05-1']);
  });

  it('a DAT error touches the organization of its row; in 花名册 the student’s class', () => {
    const open = [
      openFinding('DAT-04', ['花名册', '41922001', '出生日期'], '错误', { tab: '花名册', row: 2, column: 'I' }),
    ];
    expect(positionsOf(aSchool(), 'C1', 'X-1', open)).toEqual([['DAT-04-00000', -50, -50, null]]);
  });

  it('goes down to −10 and no further', () => {
    const open = Array.from({ length: 22 }, (_, index) =>
      openFinding(
        'ORG-03',
        ['P1', String(index).padStart(2, '0')],
        '错误',
        at,
        `ORG-03-${String(index).padStart(2, '0')}`,
      ),
    );
    const counted = positionsOf(aSchool(), 'P1', 'X-1', open).map(([, , points]) => points);
    expect(counted.filter((points) => points === -50)).toHaveLength(20);
    expect(counted.filter((points) => points === 0)).toHaveLength(2);
  });
});
