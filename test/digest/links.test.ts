import { expect, it } from 'vitest';
import { DINGTALK_LIMIT, dingtalkBody } from '../../functions/adapters/notify/dingtalk.ts';
import { FEISHU_LIMIT, feishuBody } from '../../functions/adapters/notify/feishu.ts';
import { WECOM_LIMIT, wecomContent } from '../../functions/adapters/notify/wecom.ts';
import type { MessageLine, MessageText } from '../../shared/digest/message.ts';
import { linesOf } from '../../shared/digest/message.ts';
import { digestWords } from '../../shared/digest/words.ts';
import { day } from '../support/digest-facts.ts';

/** As long as the longest that a function's credentials have made: its token has some 1,000 characters. */
const link = (name: string): MessageLine => ({
  kind: 'link',
  text: digestWords.page(name, day('2026-07-15'), 20 * 60 + 7),
  address: `https://bucket.s3.cn-north-1.amazonaws.com.cn/pages/%E5%AD%A6.html?X-Amz-Security-Token=${'x'.repeat(1_330)}`,
});
const items = (count: number, bytes: number): readonly MessageLine[] =>
  Array.from({ length: count }, (_, at) => ({ kind: 'item', text: `第${at + 1}条${'a'.repeat(bytes - 12)}` }));
const message = (pages: readonly string[], given: Partial<MessageText> = {}): MessageText => ({
  title: '党团班协同 7月15日：计算机学院',
  head: [{ kind: 'heading', text: '计算机学院：错误 16，警告 8，提示 3' }],
  items: items(5, 120),
  tail: [{ kind: 'text', text: '请打开“计算机学院.xlsx”，看“概览”和“问题清单”。' }],
  more: digestWords.more,
  ...(pages.length > 0 && { links: { lines: pages.map(link), about: digestWords.aboutPages } }),
  ...given,
});
const shown = (text: string): readonly string[] =>
  [...text.matchAll(/\[看(.+?)的报告网页（7月15日 20:07 以前能打开）\]/g)].map(([, name]) => name ?? '');

it('one page has room beside a whole message of 企业微信, and says until when it opens', () => {
  const text = wecomContent(message(['计算机学院']));
  expect(shown(text)).toEqual(['计算机学院']);
  expect(text.match(/第\d条/g)).toHaveLength(5);
  expect(text).toContain('<font color="comment">网页不用登录就能打开，请不要把链接转到群外。</font>\n请打开“');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(WECOM_LIMIT);
});

it('links give way from the last one, and how many is said; what is due stays whole', () => {
  const text = wecomContent(message(['甲', '乙', '丙']));
  expect(shown(text)).toEqual(['甲', '乙']);
  expect(text.match(/第\d条/g)).toHaveLength(5);
  expect(text).toContain('网页不用登录就能打开，请不要把链接转到群外。另有 1 个网页的链接放不下。');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(WECOM_LIMIT);
});

it('to the byte: the link stands in a message that is just full, and not in one of a byte more', () => {
  const of = (bytes: number): string => wecomContent(message(['甲'], { items: items(1, bytes) }));
  const room = WECOM_LIMIT - Buffer.byteLength(of(20)) + 20;
  expect(Buffer.byteLength(of(room))).toBe(WECOM_LIMIT);
  expect(shown(of(room))).toEqual(['甲']);
  const over = of(room + 1);
  expect(shown(over)).toEqual([]);
  expect(over).toContain(
    `第1条${'a'.repeat(room + 1 - 12)}\n<font color="comment">报告网页的链接太长，这里放不下。</font>`,
  );
});

it('where not even the items have room no link has, and the line stands in the place of all', () => {
  const text = wecomContent(message(['甲', '乙'], { items: items(60, 120) }));
  expect(shown(text)).toEqual([]);
  const told = text.match(/第\d+条/g)?.length ?? 0;
  expect(told).toBeGreaterThan(20);
  expect(text).toContain(`还有 ${60 - told} 条，请看台账。`);
  expect(text).toContain('报告网页的链接太长，这里放不下。');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(WECOM_LIMIT);
});

it('钉钉 and 飞书 have room for ten, mail for all', () => {
  const names = Array.from({ length: 30 }, (_, at) => `学院${at + 1}`);
  for (const [body, limit] of [
    [dingtalkBody(message(names)), DINGTALK_LIMIT],
    [feishuBody(message(names), 'a secret', 1_784_073_600), FEISHU_LIMIT],
  ] as const) {
    const told = shown(body);
    expect(told).toEqual(names.slice(0, told.length));
    expect(told.length).toBeGreaterThanOrEqual(10);
    expect(body).toContain(`另有 ${30 - told.length} 个网页的链接放不下。`);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limit);
  }
  expect(linesOf(message(names)).filter(({ kind }) => kind === 'link')).toHaveLength(30);
});

it('items lead nowhere before one of them is left out', () => {
  const leading = items(20, 120).map(
    (line): MessageLine => ({ ...line, kind: 'item', address: `https://x/${'y'.repeat(90)}` }),
  );
  const of = (count: number): string => wecomContent(message([], { items: leading.slice(0, count) }));
  expect(of(10).match(/\]\(https:\/\/x\//g)).toHaveLength(10);
  expect(of(20)).not.toContain('https://x/');
  expect(of(20).match(/第\d+条/g)).toHaveLength(20);
  expect(of(20)).not.toContain('还有');
});
