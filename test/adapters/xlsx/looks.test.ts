import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import type { TabImage } from '../../../shared/sheet/image.ts';
import { findTool } from '../../support/tools.ts';
import { anImage, editPart, folderWith, folderWithSmall, overview, partText, violations } from './support.ts';

const ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>学号</t></is></c></row>';
const BOOK = 'xl/workbook.xml';

const page = (change: Partial<TabImage> = {}): TabImage => ({
  ...overview('星期一', 3),
  opening: true,
  rows: [
    { cells: ['概览'], tone: 'title' },
    { cells: ['覆盖率', { value: 0.988, bar: true }] },
    { cells: ['程序合规率', { value: 0.5, bar: true }] },
    { cells: ['错误', { value: 12, format: 'integer' }] },
    { cells: ['推优合规率', { value: 1, bar: true }] },
    { cells: ['规则版本', 'abc'], tone: 'muted', small: true },
  ],
  ...change,
});
const table = violations([{ key: 'A-1', text: '缺书记' }], {
  frozenColumns: 2,
  banner: [{ cells: ['问题清单'], tone: 'title' }],
});

test('bars run from 0 to 1, small print is smaller than the rest, percentages are shown as such', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  await xlsxWorkbooks(folder).publish('a', anImage([page()]));
  const xml = await partText(path, 'xl/worksheets/sheet2.xml');
  expect(xml).toContain(
    '<conditionalFormatting sqref="B2:B3 B5:B5"><cfRule type="dataBar" priority="1">' +
      '<dataBar minLength="0" maxLength="100"><cfvo type="num" val="0"/><cfvo type="num" val="1"/>' +
      '<color rgb="FF9DC3E6"/></dataBar><extLst>',
  );
  // The second description of the same rule: both are joined by one id.
  const ids = [...xml.matchAll(/\{5B0D7A64[-0-9A-F]*\}/g)].map(([id]) => id);
  expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  expect(xml).toContain('gradient="0"');
  expect(xml).toContain('<xm:sqref>B2:B3 B5:B5</xm:sqref>');
  const styles = await partText(path, 'xl/styles.xml');
  const list = (name: string) =>
    [
      ...new RegExp(`<${name}[ >].*?</${name}>`, 's').exec(styles)![0].matchAll(/<(?:font|xf)[ >].*?<\/(?:font|xf)>/g),
    ].map(([item]) => item);
  const lookOf = (address: string) => {
    const style = Number(new RegExp(`<c r="${address}" s="(\\d+)"`).exec(xml)?.[1]);
    const xfs = styles.slice(styles.indexOf('<cellXfs')).match(/<xf .*?(?:\/>|<\/xf>)/gs)!;
    const font = Number(/fontId="(\d+)"/.exec(xfs[style]!)?.[1]);
    return [/numFmtId="(\d+)"/.exec(xfs[style]!)?.[1], /<sz val="(\d+)"/.exec(list('fonts')[font]!)?.[1]];
  };
  expect(['A1', 'B2', 'B4', 'B6'].map(lookOf)).toEqual([
    ['49', '14'],
    ['10', '11'],
    ['1', '11'],
    ['49', '9'],
  ]);
});

test.each([
  [{}, 2, '<pane xSplit="2" ySplit="2" topLeftCell="C3" activePane="bottomRight" state="frozen"/>'],
  [{ frozenColumns: 0 }, 1, '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>'],
  // The last column can always be scrolled to.
  [{ frozenColumns: 9 }, 3, '<pane xSplit="5" ySplit="2" topLeftCell="F3" activePane="bottomRight" state="frozen"/>'],
  [{ plain: true }, 4, '<pane xSplit="2" topLeftCell="C1" activePane="topRight" state="frozen"/>'],
])('columns and headings stay in sight: %j', async (change, _, pane) => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  await xlsxWorkbooks(folder).publish('a', anImage([{ ...table, ...change }]));
  expect(await partText(path, 'xl/worksheets/sheet2.xml')).toContain(pane);
});

test('every tab is printed on A4, as wide as the page, with its headings and its number on each page', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  await xlsxWorkbooks(folder).publish('a', anImage([page({ print: 'portrait' }), table]));
  const [first, second] = await Promise.all([2, 3].map((at) => partText(path, `xl/worksheets/sheet${at}.xml`)));
  const footer = '<headerFooter><oddFooter>&amp;L&amp;A&amp;R第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>';
  expect(first).toContain(`<pageSetup paperSize="9" orientation="portrait" fitToHeight="0"/>${footer}`);
  expect(second).toContain(`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>${footer}`);
  const names = [...(await partText(path, BOOK)).matchAll(/<definedName name="(_xlnm[^"]*)"([^>]*)>([^<]*)</g)];
  expect(names.map(([, name, rest, reference]) => `${name}${rest} ${reference}`)).toEqual([
    `_xlnm.Print_Area localSheetId="1" '概览'!$A$1:$B$6`,
    `_xlnm._FilterDatabase localSheetId="2" hidden="1" '问题清单'!$A$2:$F$3`,
    `_xlnm.Print_Area localSheetId="2" '问题清单'!$A$1:$F$3`,
    `_xlnm.Print_Titles localSheetId="2" '问题清单'!$2:$2`,
  ]);
  await xlsxWorkbooks(folder).publish('a', anImage([page(), violations([])]));
  expect(await partText(path, BOOK)).toContain(`'问题清单'!$A$1:$F$1<`);
});

/** Tabs that are selected, and the tab at which the workbook opens. */
async function opening(path: string): Promise<unknown> {
  const xml = await partText(path, BOOK);
  const tabs = await Promise.all([1, 2].map((at) => partText(path, `xl/worksheets/sheet${at}.xml`)));
  return [/activeTab="(\d+)"/.exec(xml)?.[1], tabs.map((tab) => tab.includes('tabSelected="1"'))];
}

const SELECTED =
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>' +
  `<sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetData>${ROW}</sheetData></worksheet>`;

test.each([
  ['that nobody has opened', { 花名册: ROW }, '', ['1', [false, true]]],
  [
    'that a program has made',
    { 花名册: ROW },
    '<bookViews><workbookView activeTab="0"/></bookViews>',
    ['1', [false, true]],
  ],
  ['with an empty list of views', { 花名册: ROW }, '<bookViews></bookViews>', ['1', [false, true]]],
  ['that a person has left at the first tab', { 花名册: SELECTED }, '', [undefined, [true, false]]],
  [
    'that a person has left at another tab',
    { 花名册: ROW },
    '<bookViews><workbookView activeTab="3"/></bookViews>',
    ['3', [false, false]],
  ],
])('a workbook %s opens at the tab for that, and only then', async (_, tabs, views, wanted) => {
  const { folder, path } = await folderWithSmall(tabs, views);
  await xlsxWorkbooks(folder).publish('a', anImage([page()]));
  expect(await opening(path)).toEqual(wanted);
});

test('where a person has gone to another tab since, the workbook opens there', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([page()]));
  await editPart(path, BOOK, (xml) => xml.replace('activeTab="1"', 'activeTab="0"'));
  await editPart(path, 'xl/worksheets/sheet2.xml', (xml) => xml.replace(' tabSelected="1"', ''));
  await editPart(path, 'xl/worksheets/sheet1.xml', () => SELECTED);
  await workbooks.publish('a', anImage([page({ rows: [{ cells: ['新'] }] })]));
  expect(await opening(path)).toEqual(['0', [true, false]]);
});

const soffice = findTool('soffice');
test.runIf(soffice)(
  'LibreOffice opens it, and prints each tab with the number of its page',
  { timeout: 120_000 },
  async () => {
    const { folder, path } = await folderWith('openpyxl.xlsx');
    await xlsxWorkbooks(folder).publish('openpyxl', anImage([page(), table]));
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await promisify(execFile)(soffice!, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path]);
    expect((await readFile(join(folder, 'openpyxl.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  },
);
test.runIf(soffice === null)('not run: no soffice (apt-get install libreoffice-calc)', () => undefined);
