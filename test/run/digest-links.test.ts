import { expect, it } from 'vitest';
import * as z from 'zod';
import { openClient } from '../../functions/adapters/google/client.ts';
import { googleWorkbooks } from '../../functions/adapters/google/workbooks.ts';
import { wecomContent } from '../../functions/adapters/notify/wecom.ts';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { collegeDigest } from '../../shared/digest/compose.ts';
import { type CollegeFacts, collegeFacts, FACTS } from '../../shared/digest/facts.ts';
import { DigestDetail, DigestTopic, NotifyChannel } from '../../shared/domain/vocabulary.ts';
import type { Workbooks } from '../../shared/ports.ts';
import { sheetPlaceOf } from '../../shared/run/sheet-numbers.ts';
import { aNight, aPlace, contentsOf } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { day } from '../support/digest-facts.ts';
import { embeddedStore } from '../support/embedded-store.ts';

const DAY = '2025-12-15';
const ID = '1aBcDeFgHiJkLmNoPqRsTuVwXyZ_0123456789-abcde';
const google = googleWorkbooks(
  openClient({ credentials: null, api: 'http://127.0.0.1:9', perMinute: 60, progress: () => {} }),
);
const folder = xlsxWorkbooks('nowhere');

const EDIT = `https://docs.google.com/spreadsheets/d/${ID}/edit`;
const SHEETS = { 活动台账: 77, 任职: 5 } as const;

interface Told {
  readonly text: string;
  readonly facts: CollegeFacts;
}

/** What a group of 企业微信 is told after a night over such workbooks. @param sheets their numbers, by title of the tab */
async function told(
  workbook: string,
  { addressOf }: Workbooks,
  { sheets = {}, detail = DigestDetail.summary, nights = 1 }: Partial<Wanted> = {},
): Promise<Told> {
  const registrations = {
    JSJ: {
      表格: workbook,
      通知方式: NotifyChannel.wecom,
      通知地址: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789',
    },
  };
  const late = aSchool(DAY).drop('任职', ['P1', '书记']).drop('活动台账', '主题党日2025-12');
  const { JSJ = [], ...rest } = contentsOf(late, { registrations, parameters: { 通知内容: detail } });
  const store = await embeddedStore();
  for (let night = 0; night < nights; night++) {
    const last = night === nights - 1;
    const numbered = JSJ.map((tab) => {
      const sheet = last ? sheets[tab.title] : 1_000;
      return sheet === undefined ? tab : { ...tab, sheet };
    });
    const overview = { title: '概览', rows: [], merges: [], output: 'overview', sheet: 9 };
    const tabs = sheets.概览 === undefined ? numbered : [...numbered, overview];
    await aNight({ ...aPlace({ ...rest, [workbook]: tabs }), ...(addressOf && { addressOf }) }, store, DAY);
  }
  const facts = collegeFacts.parse(JSON.parse((await store.runs.note(`${FACTS}JSJ`)) ?? 'null'));
  const wishes = { detail, topics: new Set(Object.values(DigestTopic)), workdays: null, unknownYear: null };
  // A week before the end of the month its duties are told.
  const text = collegeDigest([facts], day('2025-12-24'), wishes);
  return { text: text === null ? '' : wecomContent(text), facts };
}

interface Wanted {
  readonly sheets: Readonly<Record<string, number>>;
  readonly detail: DigestDetail;
  readonly nights: number;
}

it('a message about a workbook at Google leads to it by its address, and shows no id', async () => {
  const { text } = await told(ID, google);
  expect(text).toContain(`[打开JSJ学院的台账，看“概览”和“问题清单”](${EDIT})`);
  expect(text.replaceAll(`/d/${ID}/edit`, '')).not.toContain(ID);
  expect(Buffer.byteLength(text)).toBeLessThan(4_096);
});

it('leads to 概览, and what is due to the cell where it is typed, where the numbers of the sheets are known', async () => {
  const { text, facts } = await told(ID, google, { sheets: { ...SHEETS, 概览: 9 } });
  expect(text).toContain(`[打开JSJ学院的台账，看“概览”和“问题清单”](${EDIT}#gid=9)`);
  const { link = '' } = facts.due.find(({ what }) => what.includes('12 月的主题党日')) ?? {};
  expect(link).toMatch(/^https:\/\/docs\.google\.com\/spreadsheets\/d\/[^/]+\/edit#gid=77&range=[A-Z]+\d+$/);
  expect(text).toContain(`> [12月31日（还有 7 天）：开展 2025 年 12 月的主题党日，在“活动台账”登记](${link})`);
});

it('in 明细 each problem leads to the cell where the remedy is typed, as 位置 in 问题清单 does', async () => {
  const place = aPlace(contentsOf(aSchool(DAY).drop('任职', ['P1', '书记'])));
  await aNight(place, await embeddedStore(), DAY);
  const rows = place.tab('JSJ', '问题清单')?.rows ?? [];
  const at = rows.map(({ cells }) => cells[1]).find((cell) => JSON.stringify(cell).includes('任职'));
  const { facts, text } = await told(ID, google, { sheets: SHEETS, detail: DigestDetail.detailed });
  const sentence = facts.sentences.find(({ link }) => link?.includes('#gid=5'));
  const { row, column } = z.object({ link: z.object({ row: z.int(), column: z.string() }) }).parse(at).link;
  expect(sentence?.link).toBe(`${EDIT}#gid=5&range=${column}${row}`);
  expect(text).toContain(`](${sentence?.link})`);
});

it('goes by the numbers of the last reading: a tab that was copied and removed has another', async () => {
  const { facts } = await told(ID, google, { sheets: SHEETS, nights: 2 });
  const links = facts.due.map(({ link }) => link ?? '').filter((link) => link.includes('#gid='));
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => link.includes('gid=1000'))).toEqual([]);
});

it('where the number of a tab is not known it leads to the workbook, in a file nowhere', async () => {
  const { facts } = await told(ID, google, { sheets: { 任职: 5 } });
  expect(facts.due.find(({ what }) => what.includes('活动台账'))?.link).toBe(EDIT);
  const file = await told('计算机学院台账.xlsx', folder, { sheets: SHEETS });
  expect([file.facts.link, ...file.facts.due.map(({ link }) => link)].filter((link) => link !== null)).toEqual([]);
});

it('tells of links nothing but a number and a cell in 概况: no name, no 学号', async () => {
  const { facts } = await told(ID, google, { sheets: { ...SHEETS, 概览: 9 } });
  expect(facts.sentences).toEqual([]);
  for (const { link } of facts.due) expect(link?.replace(EDIT, '')).toMatch(/^(#gid=\d+(&range=[A-Z]{1,3}\d+)?)?$/);
});

it.each([
  ['one cell', [{ tab: '任职', row: 3, column: 'B' }], { sheet: 5, cell: 'B3' }],
  ['a row', [{ tab: '任职', row: 3, column: null }], { sheet: 5, cell: 'A3' }],
  ['a tab', [{ tab: '任职', row: null, column: null }], { sheet: 5, cell: null }],
  ['one cell twice', Array(2).fill({ tab: '任职', row: 3, column: 'B' }), { sheet: 5, cell: 'B3' }],
  ['two cells of a tab', [3, 4].map((row) => ({ tab: '任职', row, column: 'B' })), { sheet: 5, cell: null }],
  ['cells of two tabs', ['任职', '活动台账'].map((tab) => ({ tab, row: 3, column: 'B' })), null],
  ['a tab without a number', [{ tab: '花名册', row: 3, column: 'B' }], null],
  ['a tab called like something else', [{ tab: 'constructor', row: 3, column: 'B' }], null],
  ['nothing', [], null],
])('what an address can name of %s', (_, places, expected) => {
  expect(sheetPlaceOf(places, SHEETS)).toEqual(expected);
  expect(sheetPlaceOf(places, undefined)).toBeNull();
});

it('a message about a file names the file and its tabs', async () => {
  expect((await told('计算机学院台账.xlsx', folder)).text).toContain(
    '请打开“计算机学院台账.xlsx”，看“概览”和“问题清单”。',
  );
  expect(folder.addressOf).toBeUndefined();
});

it.each([' ', 'short', '../../etc/passwd', 'javascript:alert(1)', `${ID}/edit?x=`, 'https://evil.example/d/1'])(
  'what is no id has no address: %s',
  (id) => {
    expect(google.addressOf?.(id)).toBeNull();
  },
);
