import { expect, test } from 'vitest';
import { aGoogleBackend, sheetCalled, stillLoading, typeIn } from '../../support/google-server/backend.ts';
import { anImage, violations } from '../xlsx/support.ts';

const ID = 'spreadsheet-1';

async function aRoster() {
  const backend = await aGoogleBackend();
  const roster = backend.server.add(ID, ['花名册', '我的草稿']).sheets[0]!;
  typeIn(roster, { A1: '学号', B1: '姓名' });
  return { ...backend, roster };
}

const isRoster = (title: string): boolean => title === '花名册';

test('what is still loading is read again until it is there', async () => {
  const { server, workbooks, roster, pauses, words } = await aRoster();
  stillLoading(roster, 'B7');
  server.before(({ number }) => {
    if (number === 3) typeIn(roster, { B7: '张三' });
  });
  const { tabs } = await workbooks.read(ID, isRoster);
  expect(tabs[0]?.rows[6]).toEqual([null, '张三']);
  expect([server.log.length, pauses]).toEqual([3, [10_000, 10_000]]);
  expect(words).toEqual(['表格里的公式还在加载，10 秒后重新读取……', '表格里的公式还在加载，10 秒后重新读取……']);
});

test.each([
  ['one cell among others', 'B7', false],
  ['one formula that is to fill the whole tab', 'A1', true],
])('three readings with %s that is loading are enough', async (_, address, isAlone) => {
  const { server, workbooks, roster } = await aRoster();
  if (isAlone) for (const row of roster.rows) row.length = 0;
  stillLoading(roster, address);
  await expect(workbooks.read(ID, isRoster)).rejects.toMatchObject({
    name: 'TryLater',
    after: 64,
    message: `Google 表格“${ID}”：“花名册”表 ${address} 的公式还在加载（Loading…），等了几次仍没有算完，本次没有检查，稍后重试。如果一直这样，请打开表格看看该公式引用的表格是否还能访问`,
  });
  expect(server.log.length).toBe(3);
});

test('a tab that is not read may load as long as it likes, and so may what a user puts beside our words', async () => {
  const { server, workbooks } = await aRoster();
  await workbooks.publish(ID, anImage([violations([{ key: 'A-1', text: '缺书记' }])]));
  stillLoading(sheetCalled(server.workbook(ID), '我的草稿'), 'A1');
  stillLoading(sheetCalled(server.workbook(ID), '问题清单'), 'E2');
  server.plan(() => null);
  expect((await workbooks.read(ID, isRoster)).tabs.map(({ title }) => title)).toEqual([
    '花名册',
    '我的草稿',
    '问题清单',
  ]);
  expect(server.log.length).toBe(1);
  // Without a word about what is needed, everything is.
  await expect(workbooks.read(ID)).rejects.toThrow('“我的草稿”表 A1');
});

test('an error is an error, and no reason to wait', async () => {
  const { server, workbooks, roster } = await aRoster();
  roster.rows[1]![0] = { effectiveValue: { errorValue: { type: 'REF' } } };
  expect((await workbooks.read(ID, isRoster)).tabs[0]?.rows[1]).toEqual([{ error: '#REF!' }]);
  expect(server.log.length).toBe(1);
});
