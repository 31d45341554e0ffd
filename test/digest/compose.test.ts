import { describe, expect, it } from 'vitest';
import {
  collegeDigest,
  type DigestWishes,
  dutiesToTell,
  isDigestDay,
  officeDigest,
} from '../../shared/digest/compose.ts';
import type { CollegeFacts } from '../../shared/digest/facts.ts';
import { groupsOf } from '../../shared/digest/groups.ts';
import type { MessageText } from '../../shared/digest/message.ts';
import { DigestDetail, DigestTopic, NotifyChannel, Severity } from '../../shared/domain/vocabulary.ts';
import { day, someFacts } from '../support/digest-facts.ts';

const EVERYTHING = new Set(Object.values(DigestTopic));
const wishes = (given: Partial<DigestWishes> = {}): DigestWishes => ({
  detail: DigestDetail.summary,
  topics: EVERYTHING,
  workdays: { free: new Set(), worked: new Set() },
  unknownYear: null,
  ...given,
});
const none = { [Severity.error]: 0, [Severity.warning]: 0, [Severity.hint]: 0 };
const quiet = someFacts({ open: none });
/** A Wednesday. */
const today = day('2026-07-15');
const linesOf = (text: MessageText | null): readonly string[] | null =>
  text === null ? null : [...text.head, ...text.items, ...text.tail].map((line) => line.text);

describe('the digest of a college', () => {
  it('says how things stand, what is overdue and due, and where to look', () => {
    const facts = someFacts({
      open: { [Severity.error]: 16, [Severity.warning]: 8, [Severity.hint]: 3 },
      fresh: 2,
      fixed: 5,
      overdue: 4,
      due: [{ on: day('2026-07-22'), what: '开主题党日', count: 3, link: null }],
    });
    expect(collegeDigest([facts], today, wishes())?.title).toBe('党团班协同 7月15日：计算机学院');
    expect(linesOf(collegeDigest([facts], today, wishes()))).toEqual([
      '计算机学院：错误 16，警告 8，提示 3（新增 2，已整改 5）',
      '超期未改 4 条，请先处理。',
      '即将到期',
      '7月22日（还有 7 天）：开主题党日，共 3 项',
      '请打开“计算机学院.xlsx”，看“概览”和“问题清单”。',
      '以上是 7月15日 的检查结果。每个群每天最多一条。',
    ]);
  });

  it.each<[string, Partial<CollegeFacts>]>([
    ['nothing is open', {}],
    ['only hints are open', { open: { ...none, [Severity.hint]: 9 } }],
    ['a duty is due in eight days', { due: [{ on: today + 8, what: '开班会', count: 1, link: null }] }],
    [
      'a duty is due in six days, and was told yesterday',
      { due: [{ on: today + 6, what: '开班会', count: 1, link: null }] },
    ],
  ])('is not sent when %s', (_why, given) => {
    expect(collegeDigest([{ ...quiet, ...given }], today, wishes())).toBeNull();
  });

  it.each<[string, Partial<CollegeFacts>]>([
    ['a warning is open', { open: { ...none, [Severity.warning]: 1 } }],
    ['a duty is due in seven days', { due: [{ on: today + 7, what: '开班会', count: 1, link: null }] }],
    ['a duty is due today', { due: [{ on: today, what: '开班会', count: 1, link: null }] }],
    ['a duty was due a week ago', { due: [{ on: today - 7, what: '开班会', count: 1, link: null }] }],
    ['the workbook was held back', { status: 'heldBack', reason: '找不到“组织”工作表。' }],
  ])('is sent when %s', (_why, given) => {
    expect(collegeDigest([{ ...quiet, ...given }], today, wishes())).not.toBeNull();
  });

  it('tells on Friday what would fall on the weekend', () => {
    const friday = day('2026-07-17');
    const told = (on: number, days = wishes()) =>
      dutiesToTell([{ on, what: '开班会', count: 1, link: null }], friday, days).length === 1;
    expect([told(friday + 2), told(friday + 9), told(friday + 3), told(friday + 10)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(told(friday + 2, wishes({ workdays: null }))).toBe(false);
  });

  it('goes out on working days, or every day', () => {
    const saturday = day('2026-07-18');
    const holidays = { free: new Set([today]), worked: new Set([saturday]) };
    expect(isDigestDay(today, wishes())).toBe(true);
    expect(isDigestDay(saturday, wishes())).toBe(false);
    expect(isDigestDay(today, wishes({ workdays: holidays }))).toBe(false);
    expect(isDigestDay(saturday, wishes({ workdays: holidays }))).toBe(true);
    expect(isDigestDay(saturday, wishes({ workdays: null }))).toBe(true);
  });

  it('speaks of no topic that is switched off', () => {
    const facts = someFacts({ fresh: 1, overdue: 1, due: [{ on: today, what: '开班会', count: 1, link: null }] });
    const topics = (...off: readonly DigestTopic[]) => wishes({ topics: EVERYTHING.difference(new Set(off)) });
    expect(linesOf(collegeDigest([facts], today, topics(DigestTopic.due)))).not.toContain('即将到期');
    expect(linesOf(collegeDigest([facts], today, topics(DigestTopic.overdue)))).not.toContain(
      '超期未改 1 条，请先处理。',
    );
    expect(collegeDigest([facts], today, topics(...EVERYTHING))).toBeNull();
  });

  it('names nobody in 概况, and five sentences in 明细', () => {
    const sentences = Array.from({ length: 9 }, (_, at) => ({
      severity: Severity.error,
      place: `任职!B${at + 2}`,
      text: '某某兼任了两个职务。',
      link: null,
    }));
    const facts = someFacts({ sentences });
    expect(JSON.stringify(linesOf(collegeDigest([facts], today, wishes())))).not.toContain('某某');
    const detailed = linesOf(collegeDigest([facts], today, wishes({ detail: DigestDetail.detailed })));
    expect(detailed?.filter((line) => line.includes('某某'))).toEqual(
      [2, 3, 4, 5, 6].map((row) => `错误 任职!B${row}：某某兼任了两个职务。`),
    );
  });
});

describe('the digest of the office', () => {
  const night = { asOf: today, settings: 0, colleges: ['JSJ'] };

  it('is not sent when all is well', () => {
    expect(officeDigest([quiet], night, today, wishes())).toBeNull();
  });

  it('tells the office of a year whose days off nobody knows, where there is a message anyway', () => {
    const unknown = wishes({ unknownYear: 2027 });
    expect(linesOf(officeDigest([someFacts()], night, today, unknown))).toContain(
      '2027 年的放假安排没有填，通知只避开周末。请按国务院办公厅的通知，在校级总表“考核参数”的“法定节假日”和“调休上班”里填写。',
    );
    expect(officeDigest([quiet], night, today, unknown)).toBeNull();
    expect(linesOf(officeDigest([someFacts()], night, today, wishes()))?.join()).not.toContain('放假安排');
  });

  it('says which workbooks were not read, what settings were not understood and that a night was missed', () => {
    const failed = someFacts({ open: none, status: 'failed', reason: '文件已损坏。' });
    expect(linesOf(officeDigest([failed], { ...night, settings: 5 }, today + 1, wishes()))).toEqual([
      '最近一次检查是 7月15日，之后没有按时检查，请管理员查看。',
      '计算机学院：未处理。文件已损坏。',
      '校级总表里有 5 处填写没有看懂，见校级总表“概览”。',
      '以上是 7月15日 的检查结果。每个群每天最多一条。',
    ]);
  });
});

describe('groups', () => {
  const WECOM = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1';
  it('that share a robot get one message', () => {
    const one = { channels: [NotifyChannel.wecom], addresses: [WECOM] };
    expect(
      groupsOf([
        { member: 'JSJ', ...one },
        { member: 'JX', ...one },
      ]),
    ).toEqual([{ channel: NotifyChannel.wecom, address: WECOM, members: ['JSJ', 'JX'] }]);
  });

  it('take the address of their own channel, whatever the order', () => {
    const channels = [NotifyChannel.mail, NotifyChannel.wecom];
    expect(
      groupsOf([{ member: 'JSJ', channels, addresses: [WECOM, 'a@b.cn'] }]).map(({ channel, address }) => [
        channel,
        address,
      ]),
    ).toEqual([
      [NotifyChannel.mail, 'a@b.cn'],
      [NotifyChannel.wecom, WECOM],
    ]);
  });

  it('without an address of their channel are none', () => {
    expect(groupsOf([{ member: 'JSJ', channels: [NotifyChannel.feishu], addresses: [WECOM] }])).toEqual([]);
  });
});
