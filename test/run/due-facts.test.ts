import { describe, expect, it } from 'vitest';
import { auditJson } from '../../functions/cli/audit-json.ts';
import { collegeFacts } from '../../shared/digest/facts.ts';
import { formatDay } from '../../shared/domain/calendar.ts';
import type { NightResult } from '../../shared/run/nightly.ts';
import type { RawTab } from '../../shared/sheet/raw.ts';
import { aNight, aPlace, type Contents, contentsOf, nightInput } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

/** What is due, on its way to groups and programs; and what must not be said to be due, because nobody could read it. */
const DAY = '2025-11-25';
const typed = { parameters: { 校级通知方式: '邮件', 校级通知地址: 'office@example.edu.cn' } };
const whole = contentsOf(aSchool(DAY), typed);
const missing = contentsOf(aSchool(DAY).drop('活动台账', '主题党日2025-11'), typed);

const tasksOf = ({ assessment }: NightResult) =>
  assessment.judgement.due.map(({ dueOn, task }) => `${formatDay(dueOn)} ${task}`).toSorted();

/** The same workbooks with a tab of JSJ changed; `null` takes it away. */
function withTab(title: string, change: (tab: RawTab) => RawTab | null, contents: Contents): Contents {
  return { ...contents, JSJ: (contents.JSJ ?? []).flatMap((tab) => (tab.title === title ? (change(tab) ?? []) : tab)) };
}
const renamedHeading = (title: string, heading: string, next: string, contents: Contents) =>
  withTab(
    title,
    (tab) => ({ ...tab, rows: tab.rows.map((row) => row.map((cell) => (cell === heading ? next : cell))) }),
    contents,
  );

describe('what is due', () => {
  it('is kept for the digest as many times as it stands in 即将到期, and stands in audit --json', async () => {
    const store = await embeddedStore();
    const place = aPlace(missing);
    const night = await aNight(place, store, DAY);
    const tab = place.tab('JSJ', '即将到期');
    const facts = collegeFacts.parse(JSON.parse((await store.runs.note('digest/JSJ')) ?? ''));
    const task = '开展 2025 年 11 月的主题党日，在“活动台账”登记';
    expect(facts.due.map(({ on, what, count }) => [formatDay(on), what, count])).toContainEqual([
      '2025-11-30',
      task,
      1,
    ]);
    expect(facts.due.reduce((sum, { count }) => sum + count, 0)).toBe(tab?.rows.length);
    const { due } = auditJson(nightInput(DAY), night, { workbooks: place, store });
    expect(due).toContainEqual(
      expect.objectContaining({
        rule: 'EDU-06',
        college: 'JSJ',
        dueOn: '2025-11-30',
        tab: '活动台账',
        subject: ['P1', '2025-11'],
        task,
      }),
    );
    expect(due).toHaveLength(night.assessment.judgement.due.length);
  });

  it('is kept anew when it is done', async () => {
    const store = await embeddedStore();
    const place = aPlace(missing);
    await aNight(place, store, DAY);
    place.type(whole);
    await aNight(place, store, DAY);
    const facts = collegeFacts.parse(JSON.parse((await store.runs.note('digest/JSJ')) ?? ''));
    expect(facts.due.filter(({ what }) => what.includes('主题党日'))).toEqual([]);
  });

  it('goes by the last reading while a workbook is held back, in the digest too', async () => {
    const store = await embeddedStore();
    const place = aPlace(missing);
    const before = await aNight(place, store, DAY);
    place.type(withTab('活动台账', (tab) => ({ ...tab, title: '一览' }), missing));
    const held = await aNight(place, store, DAY);
    expect(held.outcomes[0]?.status).toBe('heldBack');
    expect(tasksOf(held)).toEqual(tasksOf(before));
    const facts = collegeFacts.parse(JSON.parse((await store.runs.note('digest/JSJ')) ?? ''));
    expect([facts.status, facts.due.length]).toEqual(['heldBack', new Set(tasksOf(before)).size]);
  });

  it.each([
    ['a tab that is missing', withTab('活动台账', () => null, whole)],
    ['a tab without its headings', withTab('活动台账', (tab) => ({ ...tab, rows: tab.rows.slice(1) }), whole)],
    ['a tab of another name', withTab('活动台账', (tab) => ({ ...tab, title: '一览' }), whole)],
    ['a required column of another name', renamedHeading('活动台账', '活动类型', '哪一类', whole)],
    ['a day that nobody can read', renamedHeading('活动台账', '活动日期', '何时', whole)],
    [
      'an optional tab without its headings',
      withTab('承诺考评', (tab) => ({ ...tab, rows: tab.rows.slice(1) }), whole),
    ],
    ['an optional tab of another name', withTab('工作计划', (tab) => ({ ...tab, title: '打算' }), whole)],
  ])('is nothing that may stand in %s, also on the first reading', async (_what, contents) => {
    const expected = new Set(tasksOf(await aNight(aPlace(whole), await embeddedStore(), DAY)));
    const tasks = tasksOf(await aNight(aPlace(contents), await embeddedStore(), DAY));
    expect(tasks.filter((task) => !expected.has(task))).toEqual([]);
  });
});
