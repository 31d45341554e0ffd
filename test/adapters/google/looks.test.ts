import { expect, test } from 'vitest';
import type { ImageChart, TabImage } from '../../../shared/sheet/image.ts';
import { aGoogleBackend, sheetCalled, typeIn } from '../../support/google-server/backend.ts';
import { anImage, overview, violations } from '../xlsx/support.ts';

const ID = 'spreadsheet-1';
const chart = (title: string): ImageChart => ({
  title,
  kind: 'bar',
  fromRow: 2,
  toRow: 3,
  labelColumn: 0,
  valueColumn: 1,
});

async function aWorkbook() {
  const backend = await aGoogleBackend();
  typeIn(backend.server.add(ID, ['花名册']).sheets[0]!, { A1: '学号' });
  return backend;
}

test('charts are drawn, changed in place and taken away; a user chart beside them stays', async () => {
  const { server, workbooks } = await aWorkbook();
  const publish = (charts: readonly ImageChart[]) =>
    workbooks.publish(ID, anImage([overview('星期一', 3, { charts })]));
  await publish([chart('错误'), chart('警告')]);
  const sheet = () => sheetCalled(server.workbook(ID), '概览');
  const ids = sheet().charts.map(({ chartId }) => chartId);
  sheet().charts.push({ chartId: 7, spec: { title: '用户的' } });
  await publish([chart('错误与警告'), chart('警告')]);
  expect(sheet().charts.map(({ chartId, spec }) => [chartId, spec?.title])).toEqual([
    [ids[0], '错误与警告'],
    [ids[1], '警告'],
    [7, '用户的'],
  ]);
  const sources = sheet().charts[0]?.spec?.basicChart?.series?.[0]?.series?.sourceRange?.sources;
  expect(sources).toEqual([
    { sheetId: sheet().properties.sheetId, startRowIndex: 2, endRowIndex: 4, startColumnIndex: 1, endColumnIndex: 2 },
  ]);
  await publish([]);
  expect(sheet().charts.map(({ chartId }) => chartId)).toEqual([7]);
});

test('a table is protected but for the user columns, filtered, frozen and cut to its content; links name sheet and cell', async () => {
  const { server, workbooks } = await aWorkbook();
  const link = { tab: '花名册', row: 12, column: 'C' };
  await workbooks.publish(
    ID,
    anImage([
      violations([
        { key: 'A-1', text: '缺书记', link },
        { key: 'A-2', text: '缺委员' },
      ]),
    ]),
  );
  const { properties, protectedRanges, basicFilter, rows, developerMetadata } = sheetCalled(
    server.workbook(ID),
    '问题清单',
  );
  const { sheetId } = properties;
  expect(properties.gridProperties).toMatchObject({ rowCount: 3, columnCount: 6, frozenRowCount: 1 });
  expect(basicFilter?.range).toEqual({
    sheetId,
    startRowIndex: 0,
    endRowIndex: 3,
    startColumnIndex: 0,
    endColumnIndex: 6,
  });
  expect(protectedRanges).toHaveLength(1);
  expect(protectedRanges[0]).toMatchObject({
    range: { sheetId },
    warningOnly: false,
    unprotectedRanges: [{ sheetId, startRowIndex: 1, startColumnIndex: 4, endColumnIndex: 6 }],
  });
  expect(rows[1]?.[1]?.userEnteredFormat?.textFormat?.link?.uri).toBe('#gid=0&range=C12');
  expect(rows[2]?.[1]?.userEnteredFormat?.textFormat?.link).toBeUndefined();
  expect(developerMetadata.map(({ metadataKey, visibility }) => [metadataKey, visibility])).toEqual([
    ['xietong.output.violations', 'DOCUMENT'],
  ]);
});

test('what a user filters by stays when rows come', async () => {
  const { server, workbooks } = await aWorkbook();
  await workbooks.publish(ID, anImage([violations([{ key: 'A-1', text: '缺书记' }])]));
  const filterSpecs = [{ columnIndex: 2, filterCriteria: { hiddenValues: ['缺委员'] } }];
  sheetCalled(server.workbook(ID), '问题清单').basicFilter!.filterSpecs = filterSpecs;
  await workbooks.publish(
    ID,
    anImage([
      violations([
        { key: 'A-1', text: '缺书记' },
        { key: 'A-2', text: '缺委员' },
      ]),
    ]),
  );
  const { basicFilter } = sheetCalled(server.workbook(ID), '问题清单');
  expect([basicFilter?.range?.endRowIndex, basicFilter?.filterSpecs]).toEqual([3, filterSpecs]);
});

test('what somebody typed where the charts stand is cleared once, and the tab is not written again after that', async () => {
  const { server, workbooks } = await aWorkbook();
  const image = anImage([overview('星期一', 3, { charts: [chart('错误')] })]);
  await workbooks.publish(ID, image);
  typeIn(sheetCalled(server.workbook(ID), '概览'), { F2: '随手一记' });
  const cleared = await workbooks.publish(ID, image);
  expect(cleared.status).toBe('written');
  expect((await workbooks.read(ID)).version).toBe(cleared.version);
  expect((await workbooks.publish(ID, image)).status).toBe('unchanged');
});

const bars = (change: Partial<TabImage> = {}): TabImage => ({
  ...overview('星期一', 3, change),
  rows: [
    { cells: ['概览'], tone: 'title' },
    { cells: ['覆盖率', { value: 0.988, bar: true }] },
    { cells: ['程序合规率', { value: 0.5, bar: true }] },
    { cells: ['规则版本', 'abc'], tone: 'muted', small: true },
  ],
});

test('numbers with bars are percentages, small print is small, and columns stay in sight; once written it is as wanted', async () => {
  const { server, workbooks } = await aWorkbook();
  const table = violations([{ key: 'A-1', text: '缺书记' }], { frozenColumns: 2 });
  await workbooks.publish(ID, anImage([bars(), table]));
  const page = sheetCalled(server.workbook(ID), '概览');
  const format = (row: number, column: number) => page.rows[row]?.[column]?.userEnteredFormat;
  const percent = { type: 'PERCENT', pattern: '0.00%' };
  expect([1, 2].map((row) => format(row, 1)?.numberFormat)).toEqual([percent, percent]);
  expect(page.rows[1]?.[1]?.userEnteredValue).toEqual({ numberValue: 0.988 });
  expect([format(0, 0)?.textFormat?.fontSize, format(1, 0)?.textFormat?.fontSize, format(3, 1)?.textFormat]).toEqual([
    14,
    undefined,
    expect.objectContaining({ fontSize: 8, foregroundColorStyle: expect.anything() }),
  ]);
  const { gridProperties } = sheetCalled(server.workbook(ID), '问题清单').properties;
  expect(gridProperties).toMatchObject({ frozenRowCount: 1, frozenColumnCount: 2 });
  expect((await workbooks.publish(ID, anImage([bars(), table]))).status).toBe('unchanged');
  const large = violations([], { frozenColumns: 6 });
  expect((await workbooks.publish(ID, anImage([bars(), large]))).status).toBe('written');
  expect(sheetCalled(server.workbook(ID), '问题清单').properties.gridProperties.frozenColumnCount).toBe(5);
});

test('columns in a new order: a day that a user has typed stays a day, a filter stays with its heading', async () => {
  const { server, workbooks } = await aWorkbook();
  const before = violations([{ key: 'A-1', text: '缺书记' }]);
  await workbooks.publish(ID, anImage([before]));
  const sheet = () => sheetCalled(server.workbook(ID), '问题清单');
  typeIn(sheet(), { E2: 46_082, F2: 3 });
  const day = { type: 'DATE', pattern: 'm/d' };
  sheet().rows[1]![4] = { ...sheet().rows[1]![4], userEnteredFormat: { numberFormat: day } };
  sheet().basicFilter!.filterSpecs = [
    { columnIndex: 2, filterCriteria: { hiddenValues: ['缺委员'] } },
    { columnIndex: 3, filterCriteria: { hiddenValues: ['1'] } },
  ];
  const order = [5, 4, 2, 0];
  const after: TabImage = {
    ...before,
    columns: order.map((at) => before.columns[at]!),
    rows: before.rows.map((row) => ({ ...row, cells: order.map((at) => row.cells[at] ?? null) })),
  };
  expect(await workbooks.publish(ID, anImage([after]))).toMatchObject({ requests: { write: 1 }, orphanNotes: [] });
  const cells = sheet().rows[1]!;
  expect(cells.map((cell) => cell?.userEnteredValue)).toEqual([
    { numberValue: 3 },
    { numberValue: 46_082 },
    { stringValue: '缺书记' },
    { stringValue: 'A-1' },
  ]);
  expect(cells.map((cell) => cell?.userEnteredFormat?.numberFormat)).toEqual([
    undefined,
    { type: 'DATE', pattern: 'yyyy-mm-dd' },
    undefined,
    undefined,
  ]);
  expect(sheet().basicFilter?.filterSpecs).toEqual([{ columnIndex: 2, filterCriteria: { hiddenValues: ['缺委员'] } }]);
  expect((await workbooks.publish(ID, anImage([after]))).status).toBe('unchanged');
});

test('more rows in another order than can be moved are written anew, with what users have typed', async () => {
  const { server, workbooks } = await aWorkbook();
  const findings = Array.from({ length: 1_200 }, (_, at) => ({ key: `K-${at}`, text: `问题 ${at}` }));
  await workbooks.publish(ID, anImage([violations(findings)]));
  const sheet = () => sheetCalled(server.workbook(ID), '问题清单');
  typeIn(sheet(), { E2: '最前', F1201: '最后' });
  server.plan(() => null);
  const turned = anImage([violations(findings.toReversed())]);
  expect(await workbooks.publish(ID, turned)).toMatchObject({ status: 'written', orphanNotes: [] });
  expect(server.log.flatMap(({ kinds }) => kinds)).not.toContain('moveDimension');
  const cell = (row: number, column: number) => sheet().rows[row]?.[column]?.userEnteredValue?.stringValue;
  expect([cell(1, 0), cell(1, 5), cell(1_200, 0), cell(1_200, 4), cell(1, 4)]).toEqual([
    'K-1199',
    '最后',
    'K-0',
    '最前',
    undefined,
  ]);
  expect((await workbooks.publish(ID, turned)).status).toBe('unchanged');
});

test.each([
  ['to the row below the last one makes that row', 12, 11, {}, 12],
  ['to the last row adds none', 11, 11, {}, 11],
  ['to where rows have stood once adds none', 13, 11, {}, 11],
  ['below a tab that somebody has protected leaves it alone', 12, 11, { protectedRangeId: 3 }, 11],
])('a link %s', async (_, row, rowCount, protection, after) => {
  const { server, workbooks } = await aWorkbook();
  const [sheet] = server.workbook(ID).sheets;
  sheet!.properties.gridProperties.rowCount = rowCount;
  sheet!.rows.length = rowCount;
  sheet!.rows.fill([], 1);
  const editors = { users: ['somebody@example.edu.cn'] };
  if ('protectedRangeId' in protection) sheet!.protectedRanges.push({ ...protection, range: { sheetId: 0 }, editors });
  const link = { tab: '花名册', row, column: 'C' };
  const image = anImage([violations([{ key: 'A-1', text: '缺书记', link }])]);
  expect((await workbooks.publish(ID, image)).status).toBe('written');
  const [roster] = server.workbook(ID).sheets;
  expect([roster?.properties.gridProperties.rowCount, roster?.rows.length]).toEqual([after, after]);
  const { rows } = sheetCalled(server.workbook(ID), '问题清单');
  expect(rows[1]?.[1]?.userEnteredFormat?.textFormat?.link?.uri).toBe(`#gid=0&range=C${row}`);
  expect((await workbooks.publish(ID, image)).status).toBe('unchanged');
});
