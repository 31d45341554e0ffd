import { describe, expect, it } from 'vitest';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { findHeadings, findTab, isInputTitle } from '../../shared/workbook/find-tab.ts';
import { organizations } from '../../shared/workbook/tabs/organizations.ts';
import { sheet } from './grids.ts';

const titled = (...titles: readonly string[]) => titles.map((title) => sheet(title, []));

describe('a tab is found by its title', () => {
  it.each(['组织', ' 组 织 ', '1.组织', '1、组织', '１．组织', '一、组织', '十二、组织', '03. 组织', '组\u3000织'])(
    '%s',
    (title) => {
      expect(findTab(titled('说明', title), '组织')?.title).toBe(title);
    },
  );

  it.each(['组织表', '1组织', '（一）组织', 'A、组织', '组织1', '第一、组织'])('but not %s', (title) => {
    expect(findTab(titled(title), '组织')).toBeNull();
  });

  it('takes the first of two', () => {
    expect(findTab(titled('2、组织', '组织'), '组织')?.title).toBe('2、组织');
  });

  it('never takes a tab that the software wrote', () => {
    const output = { ...sheet('组织', []), output: 'overview' };
    expect(findTab([output], '组织')).toBeNull();
    expect(findTab([output, sheet('1.组织', [])], '组织')?.title).toBe('1.组织');
  });

  it('tells input tabs of both workbooks from others', () => {
    expect(['五、活动台账', '积分规则', '问题清单', '说明'].map(isInputTitle)).toEqual([true, true, false, false]);
  });
});

const HEADINGS = ['组织编号', '组织名称', '组织类型'];
const columnsOf = (rows: readonly (readonly RawCell[])[]) => findHeadings(rows, organizations.columns);

describe('the heading row', () => {
  it('is the first of the first five that holds at least half of the required headings', () => {
    expect(columnsOf([['机械学院台账'], [null], [], ['组织编号', '组织名称'], HEADINGS]).row).toBe(3);
    expect(columnsOf([['组织编号'], HEADINGS]).row).toBe(1);
  });

  it('may stand in the fifth row, not in the sixth', () => {
    expect(columnsOf([[], [], [], [], HEADINGS]).row).toBe(4);
    expect(columnsOf([[], [], [], [], [], HEADINGS])).toMatchObject({ row: -1, missing: ['id', 'name', 'kind'] });
  });

  it.each([
    '组织编号',
    '组织编号*',
    '＊组织编号',
    '组织编号（必填）',
    '组织编号【唯一】',
    '组织编号〔注〕',
    '组织编号《见说明》',
    '组织编号{a}',
    '组织编号[（一）、b]',
    ' 组 织\n编号 ',
    '编号',
    '编号（必填）*',
  ])('takes %s for 组织编号', (heading) => {
    expect(columnsOf([[heading, '组织名称', '组织类型']]).columns.get('id')).toBe(0);
  });

  it.each(['组织编号：', '的组织编号', '（组织编号）', '组织编号（必填', 41924001])('does not take %s', (heading) => {
    expect(columnsOf([[heading, '组织名称', '组织类型']]).missing).toEqual(['id']);
  });

  it('maps columns in any order and leaves unknown ones alone', () => {
    const { columns } = columnsOf([['序号', '类型', null, '备注', '名称', '编号']]);
    expect(Object.fromEntries(columns)).toEqual({ kind: 1, name: 4, id: 5 });
  });

  it('reads the first of a doubled heading, also where the other is an alias', () => {
    const { columns, repeated } = columnsOf([['编号', '组织编号', '组织名称', '组织类型', '编号*']]);
    expect(columns.get('id')).toBe(0);
    expect(repeated).toEqual([
      { field: 'id', column: 'B', text: '组织编号' },
      { field: 'id', column: 'E', text: '编号*' },
    ]);
  });

  it('takes no time over a cell full of brackets', () => {
    const hostile = `${'('.repeat(20_000)}${')'.repeat(20_000)}`;
    expect(columnsOf([[hostile, ...HEADINGS]]).row).toBe(0);
  });
});
