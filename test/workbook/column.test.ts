import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { count, date, entryYear, id } from '../../shared/workbook/cell-types.ts';
import { type ColumnsOf, column, type FieldsOf } from '../../shared/workbook/column.ts';
import { ids } from '../../shared/workbook/list-types.ts';
import { copyingRowMaker, rowMaker } from '../../shared/workbook/row-maker.ts';

type Students = ColumnsOf<FieldsOf<'students'>>;
type Organizations = ColumnsOf<FieldsOf<'organizations'>>;

describe('a column', () => {
  it('compiles only with a codec whose value is that of its field', () => {
    const good: readonly [Students['entryYear'], Students['bornOn'], Organizations['coveredClassIds']] = [
      column('年级', entryYear),
      column('出生日期', date),
      column('所辖班级', ids),
    ];
    // @ts-expect-error text in a column of numbers
    const text: Students['entryYear'] = column('年级', id);
    // @ts-expect-error a number in a column of words
    const number: Students['sex'] = column('性别', count);
    // @ts-expect-error one id in a column of several
    const single: Organizations['coveredClassIds'] = column('所辖班级', id);
    // @ts-expect-error any text in a column of words
    const anyText: Students['sex'] = column('性别', id);
    // @ts-expect-error a default of another type
    column('年级', entryYear, { fallback: '2023' });
    expect([...good, text, number, single, anyText].every(({ required }) => !required)).toBe(true);
  });
});

describe('the maker of rows', () => {
  it('puts place and values in one plain object, in the order of the columns', () => {
    const row = rowMaker(['id', 'entryYear'])(7, 2, ['S1', 2023]);
    expect(Object.entries(row)).toEqual([
      ['row', 7],
      ['college', 2],
      ['id', 'S1'],
      ['entryYear', 2023],
    ]);
  });

  it('makes the same rows where no code may be made from text', () => {
    const maker = copyingRowMaker(['id', 'entryYear']);
    const rows = [maker(7, 2, ['S1', 2023]), maker(8, 2, ['S2', null])];
    expect(rows).toEqual([
      rowMaker(['id', 'entryYear'])(7, 2, ['S1', 2023]),
      { row: 8, college: 2, id: 'S2', entryYear: null },
    ]);
    const program = `import { parseWorkbook } from './shared/workbook/parse-workbook.ts';
      const rows = [['组织编号', '组织名称', '组织类型'], ['C1', '一班', '班级']];
      const { tabs } = parseWorkbook({ version: '', tabs: [{ title: '组织', rows, merges: [] }] }, 0, []);
      process.stdout.write(tabs.organizations.rows[0].name);`;
    const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', program];
    const { stdout, status } = spawnSync(process.execPath, flags, { encoding: 'utf8' });
    expect([stdout, status]).toEqual(['一班', 0]);
  });

  it.each(['', 'a b', 'a: 1, b', '学号', '__proto__', 'a}'])('refuses a field called %j', (field) => {
    expect(() => rowMaker([field])).toThrow(TypeError);
  });
});
