import { describe, expect, it } from 'vitest';
import type { Registration } from '../../../shared/domain/settings.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { parseRegistrations } from '../../../shared/workbook/settings/parse-registrations.ts';
import { book, sheet } from '../grids.ts';

const HEADINGS = ['学院编号', '学院名称', '表格', '启用', '联系邮箱'];
const read = (rows: readonly (readonly RawCell[])[], last: readonly Registration[] = [], headings = HEADINGS) =>
  parseRegistrations(book(sheet('学院登记', [headings, ...rows])), last);
const A = ['D01', '甲学院', '甲.xlsx'] as const;
const B = ['D02', '乙学院', '乙.xlsx'] as const;
const C = ['D03', '丙学院', '丙.xlsx'] as const;
const last = read([A, B, C]).registrations;
const brief = ({ registrations }: ReturnType<typeof read>) =>
  registrations.map(({ id, name, workbook, enabled }) => [id, name, workbook, ...(enabled ? [] : ['否'])].join(' '));
const ALL = ['D01 甲学院 甲.xlsx', 'D02 乙学院 乙.xlsx', 'D03 丙学院 丙.xlsx'];
const KEPT_B = '学院“乙学院”（D02）仍按上次读懂的登记检查，台账是“乙.xlsx”。';
const said = ({ registrationFaults }: ReturnType<typeof read>) =>
  registrationFaults.map(({ row, column, message, inForce }) => `${column ?? ''}${row ?? ''} ${message}${inForce}`);

describe('a college does not leave 学院登记 by a slip of the hand', () => {
  it.each<[string, readonly (readonly RawCell[])[], readonly string[]]>([
    ['启用 is no word', [A, [...B, '可能'], C], [`D3 学院“D02”的启用“可能”不在可选项中。${KEPT_B}`]],
    ['a blank 学院名称', [A, ['D02', null, '乙.xlsx'], C], [`B3 学院“D02”没有填学院名称；这一栏必须填写。${KEPT_B}`]],
    ['a blank 表格', [A, ['D02', '乙学院', ''], C], [`C3 学院“D02”没有填表格；这一栏必须填写。${KEPT_B}`]],
    ['a blank 学院编号', [A, [null, '乙学院', '乙.xlsx'], C], [`A3 第 3 行没有填学院编号；这一栏必须填写。${KEPT_B}`]],
    [
      'a blank 学院编号 and another name, found by its workbook',
      [A, [null, '新名称', '乙.XLSX'], C],
      [`A3 第 3 行没有填学院编号；这一栏必须填写。${KEPT_B}`],
    ],
    [
      'a path',
      [A, ['D02', '乙学院', '../乙.xlsx'], C],
      [`C3 学院“D02”的表格“../乙.xlsx”是路径或网址；应当是与校级总表放在一起的文件名，或谷歌表格的编号。${KEPT_B}`],
    ],
    [
      'the id of another college',
      [A, ['D01', '乙学院', '乙.xlsx'], C],
      [`A3 学院编号“D01”已在第 2 行用过，本行不起作用。${KEPT_B}`],
    ],
    [
      'the id of a college that stands below',
      [A, ['D03', '乙学院', '乙.xlsx'], C],
      [`A3 学院编号“D03”已在第 4 行用过，本行不起作用。${KEPT_B}`],
    ],
    [
      'the workbook of a college that stands below',
      [A, ['D02', '乙学院', '丙.xlsx'], C],
      [`C3 表格“丙.xlsx”已在第 4 行用过，本行不起作用。${KEPT_B}`],
    ],
    [
      'a new id for the same workbook',
      [A, ['D09', '乙学院', '乙.xlsx'], C],
      [`C3 学院“D09”的表格“乙.xlsx”是学院“乙学院”（D02）的台账，本行不起作用。${KEPT_B}`],
    ],
    ['the row is gone', [A, C], [` 学院登记里找不到学院“乙学院”（D02）的那一行了。${KEPT_B}`]],
    [
      'an error cell',
      [A, ['D02', '乙学院', { error: '#REF!' }], C],
      [`C3 学院“D02”的表格显示错误值“#REF!”。${KEPT_B}`],
    ],
  ])('%s', (_, rows, faults) => {
    const reading = read(rows, last);
    expect(brief(reading)).toEqual(ALL);
    expect(said(reading)).toEqual(faults);
  });

  it('also where two go wrong at once, and where the whole table does', () => {
    expect(brief(read([['D02', '甲学院', '甲.xlsx'], [null, '乙学院', '乙.xlsx'], C], last)).toSorted()).toEqual(ALL);
    const lame = read([['D01', '甲学院', '甲.xlsx']], last, ['学院编号', '学院名称', '文件']);
    expect(brief(lame)).toEqual(ALL);
    expect(said(lame)).toEqual([' “学院登记”表缺少“表格”这一栏。各学院仍按上次读懂的登记检查。']);
    const blank = parseRegistrations(book(sheet('学院登记', [])), last);
    expect(brief(blank)).toEqual(ALL);
    expect(blank.registrationFaults).toHaveLength(3);
  });

  it('what is right is taken: another name, another workbook, a new college, an exchange, another order', () => {
    const moved = read([C, ['D04', '丁学院', '丁.xlsx'], ['D01', '甲学院（新）', '甲2.xlsx'], B], last);
    expect(brief(moved)).toEqual([
      'D03 丙学院 丙.xlsx',
      'D04 丁学院 丁.xlsx',
      'D01 甲学院（新） 甲2.xlsx',
      'D02 乙学院 乙.xlsx',
    ]);
    expect(moved.registrationFaults).toEqual([]);
    const exchanged = read([['D01', '甲学院', '乙.xlsx'], ['D02', '乙学院', '甲.xlsx'], C], last);
    expect(brief(exchanged)).toEqual(['D01 甲学院 乙.xlsx', 'D02 乙学院 甲.xlsx', 'D03 丙学院 丙.xlsx']);
    expect(exchanged.registrationFaults).toEqual([]);
  });

  it.each(['否', '×', 'N', 'FALSE', '0', '停用', false])(
    'it leaves by 启用 = %s, also where the row has a fault besides',
    (no) => {
      const left = read([A, [...B, no], C], last);
      expect(brief(left)).toEqual([ALL[0], 'D02 乙学院 乙.xlsx 否', ALL[2]]);
      expect(left.registrationFaults).toEqual([]);
      expect(brief(read([A, ['D02', null, null, no], C], last))).toContain('D02 乙学院 乙.xlsx 否');
      expect(brief(read([A, C], left.registrations))).toEqual([ALL[0], ALL[2]]);
    },
  );

  it.each(['y', 'Y', '√', '✓', 'TRUE', '1', 1, true, '启用', null])('启用 = %s is yes', (yes) => {
    expect(brief(read([[...A, yes], B, C]))).toEqual(ALL);
  });

  it('one that has left frees its workbook for another id', () => {
    const freed = read([A, [...B, '否'], C, ['D09', '乙学院', '乙.xlsx']], last);
    expect(brief(freed)).toEqual([ALL[0], 'D02 乙学院 乙.xlsx 否', ALL[2], 'D09 乙学院 乙.xlsx']);
    expect(freed.registrationFaults).toEqual([]);
  });

  it('a row that was never read is left out and said so', () => {
    const fresh = read([A, B, C, ['D04', null, '丁.xlsx']], last);
    expect(brief(fresh)).toEqual(ALL);
    expect(said(fresh)).toEqual(['B5 学院“D04”没有填学院名称；这一栏必须填写。这一行没有起作用，这个学院没有检查。']);
  });

  it('an unreadable 联系邮箱 is no matter of the college’s', () => {
    const reading = read([[...A, null, { error: '#N/A' }], B, C], last);
    expect(brief(reading)).toEqual(ALL);
    expect(reading.registrationFaults).toEqual([]);
    expect(reading.issues).toMatchObject([{ column: 'E', row: 2, inForce: '' }]);
  });

  it('the same faulty reading gives the same every night', () => {
    const faulty = [A, ['D01', '乙学院', '乙.xlsx'], ['D03', null, null]] as const;
    const first = read(faulty, last);
    const second = read(faulty, first.registrations);
    expect(second).toEqual(first);
  });
});
