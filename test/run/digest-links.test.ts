import { expect, it } from 'vitest';
import { openClient } from '../../functions/adapters/google/client.ts';
import { googleWorkbooks } from '../../functions/adapters/google/workbooks.ts';
import { wecomContent } from '../../functions/adapters/notify/wecom.ts';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { collegeDigest } from '../../shared/digest/compose.ts';
import { collegeFacts, FACTS } from '../../shared/digest/facts.ts';
import { DigestDetail, DigestTopic, NotifyChannel } from '../../shared/domain/vocabulary.ts';
import type { Workbooks } from '../../shared/ports.ts';
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

/** What a group of 企业微信 is told after a night over such workbooks. */
async function told(workbook: string, { addressOf }: Workbooks): Promise<string> {
  const registrations = {
    JSJ: {
      表格: workbook,
      通知方式: NotifyChannel.wecom,
      通知地址: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789',
    },
  };
  const { JSJ = [], ...rest } = contentsOf(aSchool(DAY).drop('任职', ['P1', '书记']), { registrations });
  const store = await embeddedStore();
  await aNight({ ...aPlace({ ...rest, [workbook]: JSJ }), ...(addressOf && { addressOf }) }, store, DAY);
  const facts = collegeFacts.parse(JSON.parse((await store.runs.note(`${FACTS}JSJ`)) ?? 'null'));
  const wishes = { detail: DigestDetail.summary, topics: new Set(Object.values(DigestTopic)), workdays: null };
  const text = collegeDigest([facts], day(DAY), wishes);
  return text === null ? '' : wecomContent(text);
}

it('a message about a workbook at Google leads to it by its address, and shows no id', async () => {
  const text = await told(ID, google);
  expect(text).toContain(
    `[打开JSJ学院的台账，看“概览”和“问题清单”](https://docs.google.com/spreadsheets/d/${ID}/edit)`,
  );
  expect(text.replaceAll(`/d/${ID}/edit`, '')).not.toContain(ID);
  expect(Buffer.byteLength(text)).toBeLessThan(4_096);
});

it('a message about a file names the file and its tabs', async () => {
  expect(await told('计算机学院台账.xlsx', folder)).toContain('请打开“计算机学院台账.xlsx”，看“概览”和“问题清单”。');
  expect(folder.addressOf).toBeUndefined();
});

it.each([' ', 'short', '../../etc/passwd', 'javascript:alert(1)', `${ID}/edit?x=`, 'https://evil.example/d/1'])(
  'what is no id has no address: %s',
  (id) => {
    expect(google.addressOf?.(id)).toBeNull();
  },
);
