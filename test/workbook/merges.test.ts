import { describe, expect, it } from 'vitest';
import type { RawMerge } from '../../shared/sheet/raw.ts';
import { parseRows } from './grids.ts';

const FIELDS = ['id', 'name', 'studyLevel', 'entryYear', 'classId', 'politicalStatus', '序号'];
const student = (id: string | null) => [id, '张三', '本科生', 2023, 'C1', '共青团员', 1];
const merge = (top: number, left: number, bottom: number, right: number): RawMerge => ({ top, left, bottom, right });

describe('merged cells', () => {
  it('below the headings are one issue at their top-left cell; the rest reads as blank without a word', () => {
    const rows = [student('S1'), student('S2').with(4, 'left over'), student('S3')];
    const { tab, found, parsed } = parseRows('students', FIELDS, rows, [merge(1, 4, 2, 4)]);
    expect(found).toEqual(['merged E2:E3 E2']);
    expect(parsed.issues.find(({ kind }) => kind === 'merged')).toMatchObject({ field: null, heading: null, key: [] });
    expect(tab.rows.map(({ classId }) => classId)).toEqual(['C1', null, 'C1']);
  });

  it('that cover a whole row leave no row', () => {
    const { tab, found } = parseRows('students', FIELDS, [student('S1'), student('S2')], [merge(1, 0, 2, 5)]);
    expect(tab.rows.map(({ row }) => row)).toEqual([2]);
    expect(tab.rows[0]).toMatchObject({ id: 'S1', name: null });
    expect(found).toEqual(['merged A2:F3 A2']);
  });

  it.each([
    ['above the headings only', merge(0, 0, 0, 5)],
    ['of a single cell', merge(1, 1, 1, 1)],
    ['in a column that nobody reads', merge(1, 6, 2, 6)],
    ['right of all columns', merge(1, 9, 2, 10)],
  ])('%s are nobody’s business', (_, merged) => {
    expect(parseRows('students', FIELDS, [student('S1'), student('S2')], [merged]).found).toEqual([]);
  });

  it('that begin in the heading row have their place there', () => {
    const { tab, found } = parseRows('students', FIELDS, [student('S1'), student('S2')], [merge(0, 1, 1, 1)]);
    expect(found).toEqual(['merged B1:B2 B1']);
    expect(tab.rows.map(({ name }) => name)).toEqual([null, '张三']);
  });

  it('that begin in an unknown column count for the known one', () => {
    const fields = ['序号', 'id', 'name', 'studyLevel', 'entryYear', 'classId', 'politicalStatus'];
    const { found } = parseRows('students', fields, [[1, ...student('S1')]], [merge(1, 0, 1, 1)]);
    expect(found).toEqual(['merged A2:B2 A2']);
  });

  it('stand before the issues of the row they begin in, also below the last row', () => {
    const rows = [student('S1').with(3, 'x'), student('S2').with(3, 'y')];
    const { found } = parseRows('students', FIELDS, rows, [merge(7, 0, 8, 0), merge(2, 0, 2, 1), merge(1, 0, 1, 1)]);
    expect(found).toEqual([
      'merged A2:B2 A2',
      'unreadable notANumber 年级 D2',
      'merged A3:B3 A3',
      'unreadable notANumber 年级 D3',
      'merged A8:A9 A8',
    ]);
  });

  it('of a million rows take no time', () => {
    const { tab } = parseRows(
      'students',
      FIELDS,
      [student('S1')],
      [merge(1, 6, 1_048_575, 16_383), merge(1, 0, 1_048_575, 0)],
    );
    expect(tab.rows[0]?.id).toBe('S1');
  });
});
