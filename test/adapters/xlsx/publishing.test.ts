import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import type { TabImage } from '../../../shared/sheet/image.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { anImage, editPart, folderWithSmall, overview, partText, violations } from './support.ts';

const ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>学号</t></is></c></row>';

async function tabsOf(folder: string): Promise<[string, string | undefined, readonly (readonly RawCell[])[]][]> {
  const { tabs } = await xlsxWorkbooks(folder).read('a');
  return tabs.map((tab) => [tab.title, tab.output, tab.rows]);
}

const two = violations([
  { key: 'A-1', text: '缺书记' },
  { key: 'A-2', text: '缺委员' },
]);

/** Types into the tab of the violations as a user would. */
async function type(path: string, address: string, cell: string, part = 'xl/worksheets/sheet2.xml'): Promise<void> {
  await editPart(path, part, (xml) =>
    xml.replace(new RegExp(`<c r="${address}"( s="\\d+")/>`), `<c r="${address}"$1${cell}</c>`),
  );
}
const text = (words: string): string => ` t="inlineStr"><is><t>${words}</t></is>`;

test('an output tab is found again by its mark after a user has renamed it', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([two]));
  await editPart(path, 'xl/workbook.xml', (xml) => xml.replaceAll('问题清单', '我的 问题'));
  await workbooks.publish('a', anImage([violations([{ key: 'A-9', text: '新' }])]));
  const tabs = await tabsOf(folder);
  expect(tabs.map(([title, key]) => [title, key])).toEqual([
    ['花名册', undefined],
    ['我的 问题', 'violations'],
  ]);
  expect(tabs[1]![2][1]![0]).toBe('A-9');
  expect(await partText(path, 'xl/workbook.xml')).toMatch(/<sheet name="我的 问题" sheetId="2" r:id="rId2"\/>/);
});

test('without its mark it is found by title and headings', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([two]));
  await editPart(path, 'xl/workbook.xml', (xml) => xml.replace(/<definedNames>.*<\/definedNames>/, ''));
  expect((await workbooks.publish('a', anImage([two]))).status).toBe('written');
  expect((await tabsOf(folder)).map(([title, key]) => [title, key])).toEqual([
    ['花名册', undefined],
    ['问题清单', 'violations'],
  ]);
});

test("a user's own tab of that title is left alone, ours gets another title and keeps it", async () => {
  const { folder } = await folderWithSmall({ 问题清单: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([two]));
  await workbooks.publish('a', anImage([violations([])]));
  const tabs = await tabsOf(folder);
  expect(tabs.map(([title, key]) => [title, key])).toEqual([
    ['问题清单', undefined],
    ['问题清单（协同校验）', 'violations'],
  ]);
  expect(tabs[0]![2]).toEqual([['学号']]);
});

test('an empty tab of that title is taken over', async () => {
  const { folder } = await folderWithSmall({ 问题清单: '' });
  await xlsxWorkbooks(folder).publish('a', anImage([two]));
  expect((await tabsOf(folder)).map(([title, key]) => [title, key])).toEqual([['问题清单', 'violations']]);
});

test('what a user has typed stays with its key when rows come, go and move', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([two]));
  await type(path, 'E3', text('下周换届'));
  await type(path, 'F3', '><v>45000</v>');
  const more = violations([
    { key: 'A-0', text: '新' },
    { key: 'A-2', text: '缺委员' },
    { key: 'A-1', text: '缺书记' },
  ]);
  const outcome = await workbooks.publish('a', anImage([more]));
  expect(outcome).toMatchObject({ status: 'written', orphanNotes: [] });
  expect((await tabsOf(folder))[1]![2].slice(1)).toEqual([
    ['A-0', null, '新', 8.25],
    ['A-2', null, '缺委员', 8.25, '下周换届', 45000],
    ['A-1', null, '缺书记', 8.25],
  ]);
  expect((await workbooks.publish('a', anImage([more]))).status).toBe('unchanged');
});

test('headings that a user has moved and rows that a user has sorted are found all the same', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([two]));
  const cell = (at: string, words: string): string => `<c r="${at}"${text(words)}</c>`;
  const moved =
    `<row r="1">${cell('A1', '整改说明')}${cell('B1', '问题 编号')}${cell('C1', '责任人')}</row>` +
    `<row r="2">${cell('A2', '乙')}${cell('B2', 'A-2')}</row><row r="3">${cell('A3', '甲')}${cell('B3', 'A-1')}${cell('C3', '张三')}</row>`;
  await editPart(path, 'xl/worksheets/sheet2.xml', (xml) =>
    xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${moved}</sheetData>`),
  );
  await workbooks.publish('a', anImage([two]));
  expect((await tabsOf(folder))[1]![2].slice(1)).toEqual([
    ['A-1', null, '缺书记', 8.25, '甲', '张三'],
    ['A-2', null, '缺委员', 8.25, '乙'],
  ]);
});

test('a row that a user has copied gives the texts of both', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([two]));
  await type(path, 'E2', text('甲'));
  await type(path, 'E3', text('乙'));
  await editPart(path, 'xl/worksheets/sheet2.xml', (xml) => xml.replace('A-2', 'A-1'));
  await workbooks.publish('a', anImage([two]));
  const rows = (await tabsOf(folder))[1]![2];
  expect([rows[1]![4], rows[2]![4] ?? null]).toEqual(['甲\n乙', null]);
});

test('texts whose key has gone are handed back, and what the store remembers comes back with its row', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([two]));
  await type(path, 'E3', text('下周换届'));
  const outcome = await workbooks.publish('a', anImage([violations([{ key: 'A-1', text: '缺书记' }])]));
  expect(outcome.orphanNotes).toEqual([{ tab: 'violations', key: 'A-2', notes: { 整改说明: '下周换届' } }]);
  const back = violations([
    { key: 'A-1', text: '缺书记', remark: '不是这里的' },
    { key: 'A-2', text: '缺委员', remark: '下周换届' },
  ]);
  await workbooks.publish('a', anImage([back]));
  const rows = (await tabsOf(folder))[1]![2];
  // The row of A-1 stood there with a blank cell: the workbook wins.
  expect([rows[1]![4] ?? null, rows[2]![4]]).toEqual([null, '下周换届']);
});

test('the user columns can be typed into, everything else in the tab is locked', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  await xlsxWorkbooks(folder).publish('a', anImage([two]));
  const sheet = await partText(path, 'xl/worksheets/sheet2.xml');
  const styles = await partText(path, 'xl/styles.xml');
  const xfs = styles.slice(styles.indexOf('<cellXfs')).match(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/g)!;
  const isLocked = (at: string) =>
    !xfs[Number(new RegExp(`<c r="${at}" s="(\\d+)"`).exec(sheet)![1])]!.includes('locked="0"');
  expect(['A2', 'C2', 'D2', 'E1', 'E2', 'F3'].map(isLocked)).toEqual([true, true, true, true, false, false]);
  expect(sheet).toMatch(/<sheetProtection sheet="1"[^>]* sort="0" autoFilter="0"\/>/);
  expect(sheet).not.toContain('password');
});

test('a difference in volatile cells alone is no reason to write; with another one everything is written', async () => {
  const { folder } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([overview('星期一', 3), two]));
  expect((await workbooks.publish('a', anImage([overview('星期二', 3), two]))).status).toBe('unchanged');
  expect((await tabsOf(folder))[1]![2][1]).toEqual(['上次检查', '星期一']);
  expect((await workbooks.publish('a', anImage([overview('星期三', 3), violations([])]))).status).toBe('written');
  expect((await tabsOf(folder))[1]![2][1]).toEqual(['上次检查', '星期三']);
});

test.each<[string, (tab: TabImage) => TabImage]>([
  ['a tone', (tab) => ({ ...tab, rows: tab.rows.map((row) => ({ ...row, tone: 'waived' })) })],
  ['a width', (tab) => ({ ...tab, columns: tab.columns.map((column) => ({ ...column, width: 50 })) })],
  ['a link', () => violations([{ key: 'A-1', text: '缺书记', link: { tab: '花名册', row: 5, column: 'A' } }])],
])('%s that changes alone is written', async (_, change) => {
  const { folder } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  const before = violations([{ key: 'A-1', text: '缺书记', link: { tab: '花名册', row: 4, column: 'A' } }]);
  await workbooks.publish('a', anImage([before]));
  expect((await workbooks.publish('a', anImage([change(before)]))).status).toBe('written');
});

test('a cell of ours that a user has overwritten is put right', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([two]));
  await editPart(path, 'xl/worksheets/sheet2.xml', (xml) => xml.replace('缺书记', '没有问题'));
  expect((await workbooks.publish('a', anImage([two]))).status).toBe('written');
  expect((await tabsOf(folder))[1]![2][1]![2]).toBe('缺书记');
});

test('the grid is cut to its content when there are fewer rows', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([two]));
  await workbooks.publish('a', anImage([violations([])]));
  const sheet = await partText(path, 'xl/worksheets/sheet2.xml');
  expect(sheet).toContain('<dimension ref="A1:F1"/>');
  expect(sheet).toContain('<autoFilter ref="A1:F1"/>');
  expect(sheet).not.toContain('<row r="2"');
});

test('links jump to the tab by its title of today; a link to no tab is plain text', async () => {
  const { folder, path } = await folderWithSmall({ "班'级 花名册": ROW });
  const image = violations([
    { key: 'A-1', text: '甲', link: { tab: "班'级 花名册", row: 12, column: 'C' } },
    { key: 'A-2', text: '乙', link: { tab: '没有', row: 1, column: 'A' } },
  ]);
  await xlsxWorkbooks(folder).publish('a', anImage([image]));
  const links = (await partText(path, 'xl/worksheets/sheet2.xml')).match(/<hyperlink [^>]*>/g);
  expect(links).toEqual([`<hyperlink ref="B2" location="'班''级 花名册'!C12"/>`]);
});

test('whatever text goes out comes back as that text, and never as a formula', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  const legal = fc.string({ unit: 'grapheme', maxLength: 40 });
  const words = fc.oneof(
    legal,
    fc.constantFrom(
      '=1+1',
      '+A1',
      '-2',
      '@x',
      '_x0041_',
      '_x005F_',
      ' a ',
      'a\nb',
      '&<>"\'',
      ']]>',
      '#REF!',
      'TRUE',
      '0012',
    ),
  );
  const isText = (word: string) =>
    word !== '' && word === word.toWellFormed() && !/[\p{Cc}\ufffe\uffff]/u.test(word.replace(/\n/g, ''));
  await fc.assert(
    fc.asyncProperty(fc.array(words.filter(isText), { minLength: 1, maxLength: 20 }), async (all) => {
      const image = violations(all.map((word, i) => ({ key: `K-${i}`, text: word })));
      await workbooks.publish('a', anImage([image]));
      const rows = (await tabsOf(folder))[1]![2];
      expect(rows.slice(1).map((row) => row[2])).toEqual(all);
      expect((await workbooks.publish('a', anImage([image]))).status).toBe('unchanged');
    }),
    { numRuns: 40 },
  );
  expect(await partText(path, 'xl/worksheets/sheet2.xml')).not.toMatch(/<f[ >]/);
});

test('characters that XML forbids go, half characters are replaced, long texts are cut, and that is no change next time', async () => {
  const { folder } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  const image = violations([
    { key: 'A-1', text: 'a\u0000\u0001\u000bb\ud800c\uffff' },
    { key: 'A-2', text: '长'.repeat(40_000) },
    { key: 'A-3', text: '😀'.repeat(20_000) },
  ]);
  await workbooks.publish('a', anImage([image]));
  const rows = (await tabsOf(folder))[1]![2];
  expect(rows[1]![2]).toBe('ab\ufffdc');
  expect(rows[2]![2]).toBe(`${'长'.repeat(32_766)}…`);
  expect((rows[3]![2] as string).isWellFormed()).toBe(true);
  expect((await workbooks.publish('a', anImage([image]))).status).toBe('unchanged');
});
