import { readFile, stat } from 'node:fs/promises';
import { strFromU8 } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readZip } from '../../../functions/adapters/xlsx/package/zip.ts';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import type { WorkbookImage } from '../../../shared/sheet/image.ts';
import { anImage, editPart, folderWith, folderWithSmall, overview, partsOf, partText, violations } from './support.ts';

const charts = [{ title: '级别', kind: 'pie', fromRow: 2, toRow: 3, labelColumn: 0, valueColumn: 1 }] as const;

const full = (tab: string): WorkbookImage =>
  anImage(
    [overview('昨天', 3, { charts }), violations([{ key: 'A-1', text: '缺书记' }])],
    [{ tab, row: 7, column: 'C', text: '【协同校验】缺书记' }],
  );

/** Parts that publishing may touch: lists that name the new parts, and the comments of tabs with notes. */
const MAY_CHANGE = [
  '[Content_Types].xml',
  'xl/workbook.xml',
  'xl/_rels/workbook.xml.rels',
  'xl/styles.xml',
  'xl/comments1.xml',
  'xl/drawings/vmlDrawing1.vml',
];

describe.each([
  ['everything.xlsm', '花名册', 39],
  ['libreoffice.xlsx', '花名册', 22],
  ['openpyxl.xlsx', '没有这个表', 12],
])('publishing into %s', (file, tab, untouched) => {
  test('keeps every part that it does not own byte for byte, packed bytes included', async () => {
    const { folder, path } = await folderWith(file);
    const [before, packedBefore] = [await partsOf(path), readZip(await readFile(path))];
    expect((await xlsxWorkbooks(folder).publish(file, full(tab))).status).toBe('written');
    const [after, packedAfter] = [await partsOf(path), readZip(await readFile(path))];
    const packed = new Map(packedAfter.map((entry) => [entry.name, entry.packed]));
    let same = 0;
    for (const entry of packedBefore) {
      if (MAY_CHANGE.includes(entry.name)) continue;
      expect(after[entry.name], entry.name).toEqual(before[entry.name]);
      expect(packed.get(entry.name)?.equals(entry.packed), entry.name).toBe(true);
      same++;
    }
    expect(same).toBe(untouched);
    expect(packedAfter.map((entry) => entry.name).slice(0, packedBefore.length)).toEqual(
      packedBefore.map((entry) => entry.name),
    );
  });

  test('adds to the lists of the package and takes nothing out of them', async () => {
    const { folder, path } = await folderWith(file);
    const before = await partsOf(path);
    await xlsxWorkbooks(folder).publish(file, full(tab));
    for (const part of MAY_CHANGE.filter((name) => name in before)) {
      const after = await partText(path, part);
      const elements = strFromU8(before[part]!).match(/<[\w:]+[^<>]*>/g) ?? [];
      // The tag that counts the items of a list is the only one that may differ.
      const lost = elements.filter((tag) => !/\bcount=/.test(tag) && !after.includes(tag.replace(/\s*\/>$/, '')));
      expect(lost, part).toEqual([]);
    }
  });

  test('once more with the same image writes nothing at all', async () => {
    const { folder, path } = await folderWith(file);
    const workbooks = xlsxWorkbooks(folder);
    const first = await workbooks.publish(file, full(tab));
    const [bytes, { mtimeNs }] = [await readFile(path), await stat(path, { bigint: true })];
    const again = await workbooks.publish(file, full(tab));
    expect(again).toMatchObject({ status: 'unchanged', version: first.version, requests: { read: 1, write: 0 } });
    expect(await readFile(path)).toEqual(bytes);
    expect((await stat(path, { bigint: true })).mtimeNs).toBe(mtimeNs);
  });

  test('again and again does not make the file grow', async () => {
    const { folder, path } = await folderWith(file);
    const workbooks = xlsxWorkbooks(folder);
    const sizes = [];
    for (let errors = 1; errors < 6; errors++) {
      await workbooks.publish(
        file,
        anImage([overview('1', errors, { charts }), violations([{ key: 'A-1', text: '缺' }])]),
      );
      sizes.push([(await stat(path)).size, Object.keys(await partsOf(path)).length]);
    }
    expect(new Set(sizes.map(([, parts]) => parts)).size).toBe(1);
    expect(Math.max(...sizes.map(([size]) => size!)) - Math.min(...sizes.map(([size]) => size!))).toBeLessThan(20);
  });
});

test('order, ids and states of the tabs stay, ours come behind', async () => {
  const { folder, path } = await folderWith('everything.xlsm');
  const titlesOf = (xml: string) =>
    [...xml.matchAll(/<sheet name="([^"]+)" sheetId="(\d+)"/g)].map((match) => match.slice(1));
  const before = titlesOf(await partText(path, 'xl/workbook.xml'));
  await xlsxWorkbooks(folder).publish('everything', full('花名册'));
  const after = titlesOf(await partText(path, 'xl/workbook.xml'));
  expect(after).toEqual([...before, ['概览', '5'], ['问题清单', '6']]);
});

test('formulas that read our tabs are computed anew when the file is opened; otherwise nothing is asked for', async () => {
  const { folder, path } = await folderWith('everything.xlsm');
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('everything', anImage([overview('1', 1)]));
  await workbooks.publish('everything', anImage([overview('1', 2)]));
  expect(await partText(path, 'xl/workbook.xml')).not.toContain('fullCalcOnLoad');
  await editPart(path, 'xl/worksheets/sheet1.xml', (xml) => xml.replace('<f>"P"&amp;C3</f>', '<f>概览!B3</f>'));
  await workbooks.publish('everything', anImage([overview('1', 3)]));
  expect(await partText(path, 'xl/workbook.xml')).toMatch(/<calcPr [^>]*calcMode="manual"[^>]*fullCalcOnLoad="1"\/>/);
});

test('a program of others reads the result: values, links, note, protection', async () => {
  const { folder, path } = await folderWith('openpyxl.xlsx');
  const image = anImage(
    [overview('1', 3), violations([{ key: 'A-1', text: '缺书记', link: { tab: '组织', row: 4, column: 'B' } }])],
    [{ tab: '组织', row: 4, column: 'B', text: '【协同校验】缺书记' }],
  );
  await xlsxWorkbooks(folder).publish('openpyxl', image);
  const book = await readXlsx(await readFile(path), { readStyles: true });
  expect(book.sheets.map((sheet) => sheet.name)).toEqual(['组织', '空', '概览', '问题清单']);
  const [input, , , list] = book.sheets;
  expect(list!.rows).toEqual([
    ['问题编号', '位置', '问题', '分', '整改说明', '责任人'],
    ['A-1', '跳转', '缺书记', 8.25, null, null],
  ]);
  expect(list!.cells?.get('1,1')?.hyperlink?.location).toBe("'组织'!B4");
  expect(list!.protection).toMatchObject({ sheet: true });
  expect(list!.freezePane).toMatchObject({ rows: 1 });
  expect(list!.autoFilter?.range).toBe('A1:F2');
  expect(input!.cells?.get('3,1')?.comment?.text).toContain('【协同校验】缺书记');
  expect(input!.cells?.get('2,0')?.comment?.text).toBe('老批注');
});

test('the order of computing goes when it names cells of a tab that is replaced, else it stays', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>' });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([overview('1', 1)]));
  const chain = 'xl/calcChain.xml';
  await editPart(path, '[Content_Types].xml', (xml) =>
    xml.replace(
      '</Types>',
      `<Override PartName="/${chain}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>`,
    ),
  );
  await editPart(path, 'xl/_rels/workbook.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>',
    ),
  );
  await editPart(
    path,
    chain,
    () => '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="A1" i="1"/></calcChain>',
  );
  await workbooks.publish('a', anImage([overview('1', 2)]));
  expect(await partText(path, chain)).toContain('i="1"');
  // The overview is the second tab; an entry without number belongs to the tab of the one before.
  await editPart(path, chain, (xml) => xml.replace('</calcChain>', '<c r="C1" i="2"/><c r="C2"/></calcChain>'));
  await workbooks.publish('a', anImage([overview('1', 3)]));
  expect(Object.keys(await partsOf(path))).not.toContain(chain);
  expect(
    (await partText(path, '[Content_Types].xml')) + (await partText(path, 'xl/_rels/workbook.xml.rels')),
  ).not.toContain('calcChain');
});
