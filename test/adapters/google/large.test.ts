import { expect, test } from 'vitest';
import type { CellNote, ImageCell, TabImage, Tone } from '../../../shared/sheet/image.ts';
import { aGoogleBackend, sheetCalled, typeIn } from '../../support/google-server/backend.ts';
import { anImage } from '../xlsx/support.ts';

const ID = 'spreadsheet-1';
const TONES: readonly Tone[] = ['error', 'warning', 'hint'];
const WORDS = '的姓名“贺志某”与花名册不一致；学号 22402009 在花名册里是“贺志旭”，应当与花名册一致。';
const MEGABYTE = 1_000_000;

function aTab(key: string, title: string, count: number, userHeadings: readonly string[], day: number): TabImage {
  const own = ['编号', '位置', '问题', '建议', '依据', '天数'];
  const rows = Array.from({ length: count }, (_, at) => {
    const place: ImageCell = { value: `花名册!B${at + 2}`, link: { tab: '花名册', row: at + 2, column: 'B' } };
    const cells = [
      `${key}-${at}`,
      place,
      `第 ${at} 行${WORDS}`,
      WORDS,
      '《台账填写说明》',
      day,
      ...userHeadings.map(() => null),
    ];
    return { tone: TONES[at % TONES.length]!, cells };
  });
  const columns = [...own, ...userHeadings].map((heading) => ({ heading, width: 12, format: 'text' as const }));
  return { key, title, banner: [], columns, rows, keyHeading: '编号', userHeadings };
}

/** Far more than a college of 1,500 students with faults everywhere: no two neighbours look the same. */
function aBigImage(day: number) {
  const notes = Array.from({ length: 1_500 }, (_, at): CellNote => {
    return { tab: '花名册', row: (at % 900) + 2, column: 'B', text: `【协同校验】第 ${at} 行${WORDS}` };
  });
  return anImage(
    [aTab('violations', '问题清单', 1_500, ['整改说明'], day), aTab('points', '积分明细', 4_000, [], 1)],
    notes,
  );
}

test('a very large result goes out in one batch, all or nothing; afterwards only what differs', async () => {
  const { server, workbooks } = await aGoogleBackend(60_000);
  typeIn(server.add(ID, ['花名册']).sheets[0]!, { A1: '学号' });
  await workbooks.publish(ID, aBigImage(1));
  expect(server.log.map(({ method }) => method)).toEqual(['GET', 'POST']);
  // More than the two megabytes that Google advises, which are no limit; two batches would not be one transaction.
  expect(server.log[1]!.bytes).toBeLessThan(8 * MEGABYTE);
  typeIn(sheetCalled(server.workbook(ID), '问题清单'), { G1500: '下周补' });
  await workbooks.read(ID);
  expect((await workbooks.publish(ID, aBigImage(1))).status).toBe('unchanged');
  await workbooks.read(ID);
  await workbooks.publish(ID, aBigImage(2));
  expect(server.log.map(({ method }) => method).join(' ')).toBe('GET POST GET GET POST');
  expect(server.log.at(-1)!.bytes).toBeLessThan(MEGABYTE / 5);
  const { rows } = sheetCalled(server.workbook(ID), '问题清单');
  expect(rows[1_499]!.map((cell) => cell?.effectiveValue?.numberValue ?? cell?.effectiveValue?.stringValue)).toEqual([
    'violations-1498',
    '花名册!B1500',
    `第 1498 行${WORDS}`,
    WORDS,
    '《台账填写说明》',
    2,
    '下周补',
  ]);
}, 60_000);

test('a large batch whose answer is lost is found carried out', async () => {
  const { server, workbooks } = await aGoogleBackend(60_000);
  typeIn(server.add(ID, ['花名册']).sheets[0]!, { A1: '学号' });
  server.plan(({ number }) => (number === 2 ? 'cut-after' : null));
  expect((await workbooks.publish(ID, aBigImage(1))).status).toBe('written');
  expect(server.log.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
}, 60_000);
