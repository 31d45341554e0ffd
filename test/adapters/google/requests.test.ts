import { expect, test } from 'vitest';
import type { CellNote, TabImage } from '../../../shared/sheet/image.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import {
  aGoogleBackend,
  type GoogleBackend,
  noteOn,
  notesOf,
  pictureOf,
  sheetCalled,
  typeIn,
} from '../../support/google-server/backend.ts';
import { insertRows } from '../../support/google-server/rows.ts';
import type { Fault } from '../../support/google-server/server.ts';
import { anImage, overview, violations } from '../xlsx/support.ts';

const ID = 'spreadsheet-1';
const note: CellNote = { tab: '花名册', row: 3, column: 'B', text: '【协同校验】缺班级' };
const listed = (...texts: readonly string[]): TabImage =>
  violations(texts.map((text, at) => ({ key: `A-${at + 1}`, text })));
const first = anImage([overview('星期一', 2), listed('缺书记 1 天', '缺委员 1 天')], [note]);
const nextDay = anImage([overview('星期二', 3), listed('缺书记 2 天', '缺委员 2 天')], [note]);

/** A workbook that was published into last night, and read tonight. */
async function readTonight(): Promise<GoogleBackend> {
  const backend = await aGoogleBackend(400);
  typeIn(backend.server.add(ID, ['花名册']).sheets[0]!, { A1: '学号', A2: '1', A3: '2' });
  await backend.workbooks.publish(ID, first);
  typeIn(sheetCalled(backend.server.workbook(ID), '问题清单'), { E2: '下周换届' });
  backend.server.plan(() => null);
  await backend.workbooks.read(ID);
  return backend;
}

const methods = ({ server }: GoogleBackend): string => server.log.map(({ method }) => method).join(' ');

function rowsOf({ server }: GoogleBackend, title: string): (RawCell | undefined)[][] {
  return sheetCalled(server.workbook(ID), title).rows.map((row) =>
    row.map((cell) => cell?.effectiveValue?.stringValue ?? cell?.effectiveValue?.numberValue),
  );
}

/** Puts an empty row above a row, as its owner would. */
function insertAbove({ server }: GoogleBackend, title: string, row: number): void {
  const workbook = server.workbook(ID);
  const { sheetId } = sheetCalled(workbook, title).properties;
  insertRows(workbook, { range: { sheetId, dimension: 'ROWS', startIndex: row - 1, endIndex: row } });
}

test('what only shows another day is written from the reading of the night: one read and one write', async () => {
  const backend = await readTonight();
  const outcome = await backend.workbooks.publish(ID, nextDay);
  expect(methods(backend)).toBe('GET POST');
  expect(outcome).toMatchObject({ status: 'written', requests: { read: 0, write: 1 } });
  expect(rowsOf(backend, '问题清单').map(([key, , text, , remark]) => [key, text, remark])).toEqual([
    ['问题编号', '问题', '整改说明'],
    ['A-1', '缺书记 2 天', '下周换届'],
    ['A-2', '缺委员 2 天', undefined],
  ]);
  expect((await backend.workbooks.read(ID)).version).toBe(outcome.version);
});

test('what shows the same is not written: one read', async () => {
  const backend = await readTonight();
  expect(await backend.workbooks.publish(ID, first)).toMatchObject({ status: 'unchanged', requests: { read: 0 } });
  expect(methods(backend)).toBe('GET');
});

test.each([
  ['rows of 问题清单 come', anImage([overview('星期一', 2), listed('缺书记', '缺委员', '缺班长')], [note])],
  ['rows of 问题清单 go', anImage([overview('星期一', 2), listed('缺书记')], [note])],
  ['notes on cells change', anImage([overview('星期一', 2), listed('缺书记', '缺委员')], [])],
])('where %s, the workbook is read once more before it is written', async (_, image) => {
  const backend = await readTonight();
  expect(await backend.workbooks.publish(ID, image)).toMatchObject({
    status: 'written',
    requests: { read: 1, write: 1 },
  });
  expect(methods(backend)).toBe('GET GET POST');
});

test('a reading is good for one write: the next is planned from what stands then', async () => {
  const backend = await readTonight();
  await backend.workbooks.publish(ID, nextDay);
  await backend.workbooks.publish(ID, nextDay);
  expect(methods(backend)).toBe('GET POST GET');
});

test('what was sent is counted by workbook, repetitions included', async () => {
  const backend = await readTonight();
  const before = backend.workbooks.sent!(ID);
  backend.server.plan(({ number }) => (number === 1 ? 503 : null));
  await backend.workbooks.publish(ID, nextDay);
  expect(methods(backend)).toBe('POST GET POST');
  expect(backend.workbooks.sent!(ID)).toEqual({ read: before.read + 1, write: before.write + 2 });
  expect(backend.workbooks.sent!('another-workbook')).toEqual({ read: 0, write: 0 });
});

test('what users do between the reading of the night and its write survives', async () => {
  const backend = await readTonight();
  const { server } = backend;
  typeIn(sheetCalled(server.workbook(ID), '问题清单'), { E2: '已经换届', F3: '李四' });
  typeIn(sheetCalled(server.workbook(ID), '花名册'), { A2: '9' });
  insertAbove(backend, '花名册', 2);
  noteOn(sheetCalled(server.workbook(ID), '花名册'), 'A2', '转学');
  await backend.workbooks.publish(ID, nextDay);
  expect(methods(backend)).toBe('GET POST');
  expect(rowsOf(backend, '花名册').slice(0, 4)).toEqual([['学号'], [undefined], ['9'], ['2', undefined]]);
  expect(notesOf(sheetCalled(server.workbook(ID), '花名册'))).toEqual({
    A2: '转学',
    B4: '【协同校验】缺班级\u200b',
  });
  expect(rowsOf(backend, '问题清单').map(([key, , , , remark, by]) => [key, remark, by])).toEqual([
    ['问题编号', '整改说明', '责任人'],
    ['A-1', '已经换届', undefined],
    ['A-2', undefined, '李四'],
  ]);
});

test('rows put into an input tab after the reading of the night carry no note that is not theirs', async () => {
  const backend = await readTonight();
  const { server } = backend;
  insertAbove(backend, '花名册', 2);
  noteOn(sheetCalled(server.workbook(ID), '花名册'), 'B5', '休学');
  // The next reading tells the new place; this image still has the old one.
  await backend.workbooks.publish(ID, anImage([overview('星期一', 2), listed('缺书记', '缺委员')], []));
  expect(methods(backend)).toBe('GET GET POST');
  expect(notesOf(sheetCalled(server.workbook(ID), '花名册'))).toEqual({ B5: '休学' });
});

test('a row that the owner has put into 问题清单 meanwhile costs nobody his words; the next night puts all right', async () => {
  const backend = await readTonight();
  typeIn(sheetCalled(backend.server.workbook(ID), '问题清单'), { E3: '已经补选' });
  insertAbove(backend, '问题清单', 2);
  await backend.workbooks.publish(ID, nextDay);
  const remarks = () => rowsOf(backend, '问题清单').flatMap(([, , , , remark]) => remark ?? []);
  expect(remarks()).toEqual(['整改说明', '下周换届', '已经补选']);
  await backend.workbooks.read(ID);
  await backend.workbooks.publish(ID, nextDay);
  expect(rowsOf(backend, '问题清单').map(([key, , text, , remark]) => [key, text, remark])).toEqual([
    ['问题编号', '问题', '整改说明'],
    ['A-1', '缺书记 2 天', '下周换届'],
    ['A-2', '缺委员 2 天', '已经补选'],
  ]);
});

test('a tab that a user deletes between the reading of the night and its write is made anew', async () => {
  const backend = await readTonight();
  const workbook = backend.server.workbook(ID);
  workbook.sheets = workbook.sheets.filter(({ properties }) => properties.title !== '问题清单');
  expect((await backend.workbooks.publish(ID, nextDay)).status).toBe('written');
  expect(methods(backend)).toBe('GET POST GET POST');
  expect(rowsOf(backend, '问题清单').map(([key]) => key)).toEqual(['问题编号', 'A-1', 'A-2']);
});

const FAULTS: readonly Fault[] = [429, 500, 503, 'timeout', 'cut-before', 'cut-after', 'half'];

test.each(FAULTS)(
  'the fault %s at the write from the reading of the night leads to the same workbook',
  async (fault) => {
    const undisturbed = await readTonight();
    await undisturbed.workbooks.publish(ID, nextDay);
    const backend = await readTonight();
    backend.server.plan(({ number }) => (number === 1 ? fault : null));
    expect((await backend.workbooks.publish(ID, nextDay)).status).toBe('written');
    expect(pictureOf(backend.server.workbook(ID))).toEqual(pictureOf(undisturbed.server.workbook(ID)));
  },
);
