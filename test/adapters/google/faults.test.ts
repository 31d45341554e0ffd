import { expect, test } from 'vitest';
import type { CellNote } from '../../../shared/sheet/image.ts';
import {
  aGoogleBackend,
  type GoogleBackend,
  noteOn,
  pictureOf,
  sheetCalled,
  typeIn,
} from '../../support/google-server/backend.ts';
import type { Fault } from '../../support/google-server/server.ts';
import { anImage, overview, violations } from '../xlsx/support.ts';

const ID = 'spreadsheet-1';
const FAULTS: readonly Fault[] = [429, 500, 503, 'timeout', 'cut-before', 'cut-after', 'half'];
const note: CellNote = { tab: '花名册', row: 3, column: 'B', text: '【协同校验】缺班级' };

const first = anImage([
  overview('星期一', 3),
  violations([
    { key: 'A-1', text: '缺书记' },
    { key: 'A-2', text: '缺委员' },
    { key: 'A-3', text: '缺班长' },
  ]),
]);
const second = anImage(
  [
    overview('星期二', 2),
    violations([
      { key: 'A-3', text: '缺班长' },
      { key: 'A-4', text: '新的', link: { tab: '花名册', row: 3, column: 'B' } },
      { key: 'A-1', text: '缺书记' },
    ]),
  ],
  [note],
);

/** A workbook that has been published into once, with what a user has typed since. */
async function standing(): Promise<GoogleBackend> {
  const backend = await aGoogleBackend(400);
  typeIn(backend.server.add(ID, ['花名册']).sheets[0]!, { A1: '学号' });
  noteOn(backend.server.workbook(ID).sheets[0]!, 'B3', '用户自己的批注');
  await backend.workbooks.publish(ID, first);
  typeIn(sheetCalled(backend.server.workbook(ID), '问题清单'), { E2: '下周换届', E3: '已经补选', F4: '张三' });
  backend.server.plan(() => null);
  return backend;
}

async function undisturbed(): Promise<unknown> {
  const { server, workbooks } = await standing();
  await workbooks.publish(ID, second);
  return pictureOf(server.workbook(ID));
}

test.each(FAULTS.flatMap((fault) => [1, 2].map((number) => [fault, number] as const)))(
  'the fault %s at request %d of publishing leads to the same workbook',
  async (fault, number) => {
    const { server, workbooks } = await standing();
    server.plan((request) => (request.number === number ? fault : null));
    const outcome = await workbooks.publish(ID, second);
    expect(outcome.status).toBe('written');
    expect(outcome.orphanNotes).toEqual([{ tab: 'violations', key: 'A-2', notes: { 整改说明: '已经补选' } }]);
    expect(pictureOf(server.workbook(ID))).toEqual(await undisturbed());
    expect((await workbooks.publish(ID, second)).status).toBe('unchanged');
  },
);

test.each(FAULTS)('the fault %s at the making of the tabs makes no tab twice', async (fault) => {
  const { server, workbooks } = await aGoogleBackend(400);
  server.add(ID, ['花名册']);
  server.plan((request) => (request.number === 2 ? fault : null));
  expect((await workbooks.publish(ID, first)).status).toBe('written');
  expect(server.workbook(ID).sheets.map(({ properties }) => properties.title)).toEqual(['花名册', '概览', '问题清单']);
});

test.each(FAULTS)('the fault %s in reading is got over', async (fault) => {
  const { server, workbooks, pauses } = await standing();
  server.plan((request) => (request.number <= 2 ? fault : null));
  expect((await workbooks.read(ID)).tabs).toHaveLength(3);
  expect(server.log).toHaveLength(3);
  expect(pauses).toEqual([1_500, 2_500]);
});

test('a quota that never comes back ends in TryLater, after pauses that grow to 64 seconds, in words', async () => {
  const { server, workbooks, pauses, words } = await standing();
  server.plan(() => 429);
  await expect(workbooks.read(ID)).rejects.toMatchObject({ name: 'TryLater', after: 64 });
  expect(pauses.filter((pause) => pause > 1_000).slice(0, 8)).toEqual([
    1_500, 2_500, 4_500, 8_500, 16_500, 32_500, 64_000, 64_000,
  ]);
  expect(words[0]).toBe('Google 请求额度用完，等待 3 秒后继续……');
  expect(server.log).toHaveLength(9);
});

test.each([
  ['none', 'read', /spreadsheet-1.*没有读取权限.*xietong@school\.iam\.gserviceaccount\.com.*编辑者/],
  ['reader', 'publish', /spreadsheet-1.*只能查看.*xietong@school\.iam\.gserviceaccount\.com.*编辑者/],
] as const)('access %s: %s is refused once, and names who must grant what to whom', async (access, call, words) => {
  const { server, workbooks } = await standing();
  server.workbook(ID).access = access;
  const attempt = call === 'read' ? workbooks.read(ID) : workbooks.publish(ID, second);
  await expect(attempt).rejects.toThrow(words);
  expect(server.log).toHaveLength(call === 'read' ? 1 : 2);
});

test('a protection that somebody else has put on our tab is reported, and nothing is written', async () => {
  const { server, workbooks } = await standing();
  const sheet = sheetCalled(server.workbook(ID), '问题清单');
  sheet.protectedRanges.push({
    range: { sheetId: sheet.properties.sheetId },
    description: '别人',
    protectedRangeId: 99,
  });
  const before = pictureOf(server.workbook(ID));
  await expect(workbooks.publish(ID, second)).rejects.toThrow(/保护/);
  expect(pictureOf(server.workbook(ID))).toEqual(before);
});

test('what a user types between our reading and our writing survives', async () => {
  const { server, workbooks } = await standing();
  let typed = false;
  server.before(({ kinds }) => {
    if (kinds.length === 0 || typed) return;
    typed = true;
    typeIn(sheetCalled(server.workbook(ID), '问题清单'), { E4: '刚刚写的', F2: '李四' });
    typeIn(sheetCalled(server.workbook(ID), '花名册'), { B3: '计科2301', C3: '=A1' });
  });
  await workbooks.publish(ID, second);
  const { tabs } = await workbooks.read(ID);
  const rows = tabs.find(({ output }) => output === 'violations')!.rows;
  expect(rows.slice(1).map((row) => [row[0], row[4] ?? null, row[5] ?? null])).toEqual([
    ['A-3', '刚刚写的', '张三'],
    ['A-4', null, null],
    ['A-1', '下周换届', '李四'],
  ]);
  expect(tabs[0]!.rows[2]).toEqual([null, '计科2301', '=A1']);
});

test('a tab that a user deletes between our reading and our writing is made anew', async () => {
  const { server, workbooks } = await standing();
  let deleted = false;
  server.before(({ kinds }) => {
    if (kinds.length === 0 || deleted) return;
    deleted = true;
    const workbook = server.workbook(ID);
    workbook.sheets = workbook.sheets.filter(({ properties }) => properties.title !== '问题清单');
  });
  expect((await workbooks.publish(ID, second)).status).toBe('written');
  expect(server.workbook(ID).sheets.map(({ properties }) => properties.title)).toEqual(['花名册', '概览', '问题清单']);
});

test('one read and at most one write a publication; nothing is written when nothing changes', async () => {
  const { server, workbooks } = await standing();
  await workbooks.publish(ID, second);
  expect(server.log.map(({ method }) => method)).toEqual(['GET', 'POST']);
  const { version } = server.workbook(ID);
  await workbooks.publish(ID, second);
  expect(server.log.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  expect(server.workbook(ID).version).toBe(version);
});

test('no batch ever touches the cells of an input tab but for their notes, nor a value in a user column', async () => {
  const { server, workbooks } = await standing();
  await workbooks.publish(ID, second);
  expect(server.log[1]?.kinds).toEqual(
    expect.arrayContaining(['deleteDimension', 'moveDimension', 'insertDimension', 'updateCells']),
  );
  const roster = sheetCalled(server.workbook(ID), '花名册');
  expect(roster.rows.flatMap((row) => row.filter((cell) => cell?.userEnteredFormat))).toEqual([]);
  expect(roster.rows[2]?.[1]?.note).toBe('用户自己的批注\n【协同校验】缺班级\u200b');
});

test('a link and a day that a user has put into a user column stay when rows move and looks change', async () => {
  const { server, workbooks } = await standing();
  const cell = sheetCalled(server.workbook(ID), '问题清单').rows[1]?.[4];
  const own = {
    textFormat: { link: { uri: 'https://example.org/' } },
    numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' },
  };
  cell!.userEnteredFormat = { ...cell!.userEnteredFormat, ...own };
  await workbooks.publish(ID, second);
  const moved = sheetCalled(server.workbook(ID), '问题清单').rows[3]?.[4];
  expect(moved?.effectiveValue?.stringValue).toBe('下周换届');
  expect(moved?.userEnteredFormat).toMatchObject(own);
});
