import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../../shared/domain/parameters.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { book, sheet } from '../grids.ts';
import { issuesOf, placesOf, settingsOf } from './school-books.ts';

describe('学院登记', () => {
  it('gives the colleges in the order of rows', () => {
    const settings = settingsOf(
      'registrations',
      ['D01', '机械学院', '机械学院.xlsx', null, 'jx@example.edu'],
      [],
      [2, '电信学院', '1AbC_d-9', '否'],
      ['D03', '外语学院', '外语学院.xlsx', true],
    );
    expect(settings.registrations).toEqual([
      {
        id: 'D01',
        name: '机械学院',
        workbook: '机械学院.xlsx',
        enabled: true,
        email: 'jx@example.edu',
        channels: [],
        addresses: ['jx@example.edu'],
        row: 2,
      },
      {
        id: '2',
        name: '电信学院',
        workbook: '1AbC_d-9',
        enabled: false,
        email: null,
        channels: [],
        addresses: [],
        row: 4,
      },
      {
        id: 'D03',
        name: '外语学院',
        workbook: '外语学院.xlsx',
        enabled: true,
        email: null,
        channels: [],
        addresses: [],
        row: 5,
      },
    ]);
    expect(settings.issues).toEqual([]);
  });

  it('leaves out rows with a fault and keeps the others', () => {
    const settings = settingsOf(
      'registrations',
      ['D01', null, 'a.xlsx'],
      ['D02', '乙', 'b.xlsx', '是吗'],
      [null, '丙', { error: '#REF!' }],
      ['D04', '丁', 'd.xlsx'],
    );
    expect(settings.registrations.map(({ id }) => id)).toEqual(['D04']);
    expect(issuesOf(settings)).toEqual([
      'B2 学院“D01”没有填学院名称；这一栏必须填写。请填写学院名称。',
      'D3 学院“D02”的启用“是吗”不在可选项中。最接近的是“是”。请从下列各项中选填：是、否。',
      'A4 第 4 行没有填学院编号；这一栏必须填写。请填写学院编号。',
      'C4 第 4 行的表格显示错误值“#REF!”。请修好公式，或直接填写内容。',
    ]);
    expect(settings.issues[0]).toMatchObject({ tab: '学院登记', key: ['D01'], text: '' });
  });

  it('takes an id or a workbook once; file names are one whatever their case', () => {
    const settings = settingsOf(
      'registrations',
      ['D01', '甲', 'a.xlsx'],
      ['D01', '乙', 'b.xlsx'],
      ['D03', '丙', 'A.XLSX'],
      ['D04', '丁', 'AbC'],
      ['D05', '戊', 'aBc'],
    );
    expect(settings.registrations.map(({ id }) => id)).toEqual(['D01', 'D04', 'D05']);
    expect(issuesOf(settings)).toEqual([
      'A3 学院编号“D01”已在第 2 行用过，本行不起作用。请改正本行的学院编号，或删去本行。',
      'C4 表格“A.XLSX”已在第 2 行用过，本行不起作用。请改正本行的表格，或删去本行。',
    ]);
  });

  it.each([
    '../a.xlsx',
    '..',
    'x/a.xlsx',
    'x\\a.xlsx',
    '/etc/a.xlsx',
    'C:\\a.xlsx',
    'C:a.xlsx',
    'https://docs.google.com/spreadsheets/d/1AbC/edit',
  ])('refuses the path %s', (path) => {
    const settings = settingsOf('registrations', ['D01', '甲', path]);
    expect(settings.registrations).toEqual([]);
    expect(placesOf(settings)).toEqual(['C2']);
    expect(settings.issues[0]?.message).toContain('是路径或网址');
  });

  it.each([
    ['CON.xlsx', '是 Windows 留给设备的名称，不能用作文件名'],
    ['机械?.xlsx', '含有不能用在文件名里的符号（< > " | ? *）'],
    ['机械学院.xlsx.', '以句点结尾，Windows 不接受这样的文件名'],
  ])('refuses %s, which Windows cannot give to a file', (name, why) => {
    const settings = settingsOf('registrations', ['D01', '甲', name]);
    expect(settings.registrations).toEqual([]);
    expect(placesOf(settings)).toEqual(['C2']);
    expect(settings.issues[0]?.message).toBe(`学院“D01”的表格“${name}”${why}。`);
    expect(settings.issues[0]?.advice).toBe('请把文件改名（例如 机械学院.xlsx），并在这里填写新的文件名。');
  });

  it.each([
    ['甲.XLSM', '甲.xlsm'],
    ['Cafe\u0301.xlsx', 'Café.xlsx'],
  ])('takes %s and %s for one file', (first, second) => {
    const { registrations } = settingsOf('registrations', ['D01', '甲', first], ['D02', '乙', second]);
    expect(registrations.map(({ id }) => id)).toEqual(['D01']);
  });

  it('may have any other file name', () => {
    expect(settingsOf('registrations', ['D01', '甲', '..机械（2026）.xlsx']).registrations).toHaveLength(1);
  });

  it('that is missing, or lacks a heading, is itself an issue', () => {
    const none = parseSettings(book(), []);
    expect(none).toMatchObject({
      registrations: [],
      scheme: null,
      schemeBroken: false,
      waivers: [],
      appeals: [],
      parameters: DEFAULT_PARAMETERS,
    });
    expect(issuesOf(none)).toEqual([' 校级总表缺少“学院登记”这张表。请新建“学院登记”表，并照模板填写标题行。']);
    const lame = parseSettings(
      book(
        sheet('学院登记', [
          ['学院编号', '学院名称', '学院名称'],
          ['D01', '甲'],
        ]),
      ),
      [],
    );
    expect(issuesOf(lame)).toEqual([
      ' “学院登记”表的“学院名称”出现了不止一次，又见于 C 列；只读最前面的一列。请删去或改名 C 列的标题。',
      ' “学院登记”表缺少“表格”这一栏。请在标题行补上“表格”。',
    ]);
    expect(lame.registrations).toEqual([]);
  });
});
