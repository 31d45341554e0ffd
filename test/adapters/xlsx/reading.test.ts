import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import { aFolder, folderWith, folderWithSmall, smallWorkbook } from './support.ts';

async function rowsOf(cells: string, workbook = ''): Promise<unknown> {
  const { folder } = await folderWithSmall({ 甲: cells }, workbook);
  return (await xlsxWorkbooks(folder).read('a.xlsx')).tabs[0]!.rows;
}

test('a workbook with charts, macros and pivot tables is read tab by tab, chart sheets left out', async () => {
  const { folder } = await folderWith('everything.xlsm');
  const { tabs } = await xlsxWorkbooks(folder).read('everything.xlsm');
  expect(tabs.map((tab) => [tab.title, tab.rows.length])).toEqual([
    ['花名册', 60],
    ['统计', 5],
    ['隐藏', 0],
  ]);
  expect(tabs[0]!.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 5 }]);
  expect(tabs[0]!.rows[1]).toEqual(['学号', '姓名', '年级', '入团日期', '党支部', '分数']);
  // Id as text, true date cell, formula with its value, empty cell, rich text.
  expect(tabs[0]!.rows[2]!.slice(0, 8)).toEqual(['41924002', '张 三2', 2023, 43955, 'P2023', 2 / 7, null, '粗 斜 x']);
});

test('the same tabs saved by LibreOffice read the same', async () => {
  const { folder } = await folderWith('libreoffice.xlsx');
  const { tabs } = await xlsxWorkbooks(folder).read('libreoffice');
  expect(tabs[0]!.rows[2]!.slice(0, 5)).toEqual(['41924002', '张 三2', 2023, 43955, 'P2023']);
});

test('days counted from 1904 become days counted from 1900, plain numbers stay', async () => {
  const { folder } = await folderWith('days-from-1904.xlsx');
  const { tabs } = await xlsxWorkbooks(folder).read('days-from-1904.xlsx');
  expect(tabs[0]!.rows).toEqual([[45416], [44000]]);
});

test('ISO date cells become serial numbers, with the time of day as a fraction', async () => {
  const cells =
    '<row r="1"><c r="A1" t="d"><v>2024-05-04</v></c><c r="B1" t="d"><v>2024-05-04T12:00:00Z</v></c><c r="C1" t="d"><v>mañana</v></c></row>';
  expect(await rowsOf(cells)).toEqual([[45416, 45416.5, 'mañana']]);
});

test('every kind of cell is read: numbers, booleans, errors, formula texts, inline and rich texts', async () => {
  const cells =
    '<row r="1"><c r="A1"><v>1.50</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="e"><v>#REF!</v></c><c r="D1" t="str"><f>A1</f><v>甲&amp;乙</v></c>' +
    '<c r="E1" t="inlineStr"><is><r><rPr><b/></rPr><t>粗</t></r><r><t xml:space="preserve"> 细</t></r><rPh sb="0" eb="1"><t>cū</t></rPh></is></c>' +
    '<c r="F1" s="3"/><c r="G1"><f>NOW()</f></c><c r="H1" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c></row>';
  expect(await rowsOf(cells)).toEqual([
    [1.5, true, { error: '#REF!' }, '甲&乙', '粗 细', null, { error: '#CALC!', uncalculated: true }, 'a\rb_x0041_'],
  ]);
});

test('a formula without a stored value says so, however its writer leaves the value out; a formula that gives an empty text is blank', async () => {
  const cells =
    '<row r="1"><c r="A1"><f>B1</f><v></v></c><c r="B1"><f>C1</f><v/></c><c r="C1" t="str"><f>D1</f><v></v></c><c r="D1"><f>NOW()</f></c>' +
    '<c r="E1" t="b"><f>A1=1</f><v/></c><c r="F1"><f t="shared" si="0"/></c></row>';
  const uncalculated = { error: '#CALC!', uncalculated: true };
  expect(await rowsOf(cells)).toEqual([[uncalculated, uncalculated, '', uncalculated, uncalculated, uncalculated]]);
});

test('a value element without a value is a blank cell, whatever its type', async () => {
  const cells =
    '<row r="1"><c r="A1" t="s"><v/></c><c r="B1" t="s"><v></v></c><c r="C1" t="b"><v/></c><c r="D1" t="e"><v></v></c><c r="E1" t="d"><v/></c>' +
    '<c r="F1" t="n"><v> </v></c><c r="G1"><v>7</v></c></row>';
  expect(await rowsOf(cells)).toEqual([[null, null, null, null, null, null, 7]]);
});

test('rows and cells without addresses follow one another, gaps are blank', async () => {
  const cells =
    '<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>';
  expect(await rowsOf(cells)).toEqual([[1, 2], [], [], [null, null, 3, 4], [5]]);
});

test('a prefix before every element, comments and CDATA do not matter', async () => {
  const sheet =
    '<?xml version="1.0"?><!-- < --><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><!-- c --><x:c r="A1" t="inlineStr"><x:is><x:t><![CDATA[<甲>]]></x:t></x:is></x:c><x:c r="B1"><x:v>7</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>';
  const { folder } = await folderWithSmall({ 甲: sheet });
  const [tab] = (await xlsxWorkbooks(folder).read('a')).tabs;
  expect(tab).toMatchObject({ rows: [['<甲>', 7]], merges: [{ top: 0, left: 0, bottom: 1, right: 1 }] });
});

test('a string that the list of strings does not have is an error cell, not a blank', async () => {
  expect(await rowsOf('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')).toEqual([[{ error: '#VALUE!' }]]);
});

test('a cell of ten million characters is cut to what a cell can hold', async () => {
  const [[text]] = (await rowsOf(
    `<row r="1"><c r="A1" t="inlineStr"><is><t>${'长'.repeat(10_000_000)}</t></is></c></row>`,
  )) as [[string]];
  expect(text).toHaveLength(32_767);
});

test('two hundred tabs and a hundred thousand blank rows are read in a moment', async () => {
  const blank = Array.from({ length: 100_000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" s="1"/></row>`).join('');
  const tabs = Object.fromEntries(
    Array.from({ length: 200 }, (_, i) => [`表${i}`, `<row r="1"><c r="A1"><v>${i}</v></c></row>`]),
  );
  const { folder } = await folderWithSmall({ ...tabs, 空: blank });
  const book = await xlsxWorkbooks(folder).read('a');
  expect(book.tabs).toHaveLength(201);
  expect(book.tabs.at(-1)!.rows).toEqual([]);
});

test('the version is that of the contents', async () => {
  const folder = await aFolder();
  const workbooks = xlsxWorkbooks(folder);
  await writeFile(join(folder, 'a.xlsx'), smallWorkbook({ 甲: '<row r="1"><c r="A1"><v>1</v></c></row>' }));
  await writeFile(join(folder, 'b.xlsx'), smallWorkbook({ 甲: '<row r="1"><c r="A1"><v>2</v></c></row>' }));
  const [a, again, b] = [await workbooks.read('a'), await workbooks.read('a.xlsx'), await workbooks.read('b')];
  expect(a.version).toBe(again.version);
  expect(a.version).not.toBe(b.version);
});

test('of tabs that nobody asks for only the titles come, and what is wrong with them is no matter', async () => {
  const { folder } = await folderWithSmall({
    组织: '<row r="1"><c r="A1"><v>1</v></c></row>',
    草稿: '<row r="1"><c r="A1"><v>2',
  });
  const workbooks = xlsxWorkbooks(folder);
  await expect(workbooks.read('a.xlsx')).rejects.toThrow(/a\.xlsx/u);
  const { tabs } = await workbooks.read('a.xlsx', (title) => title === '组织');
  expect(tabs.map(({ title, rows }) => [title, rows])).toEqual([
    ['组织', [[1]]],
    ['草稿', []],
  ]);
});
