import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountManifest, Balance, Entry } from '../../shared/domain/position.ts';
import { Section } from '../../shared/domain/vocabulary.ts';
import {
  type AccountTarget,
  accountDigest,
  entryKey,
  type Stamp,
  settleAccount,
  sumOf,
  toAward,
} from '../../shared/ledger/settle.ts';

const stamp: Stamp = {
  year: 2025,
  reading: 1,
  runId: 'run',
  time: '2026-01-01T00:00:00Z',
  schemeVersion: 's',
  ruleSet: 'r',
  asOf: 46_000,
};
const facts = {
  organization: 'P1',
  college: 'JSJ',
  name: '一支部',
  kind: '党支部',
  pool: '党支部·本科',
  ranked: true,
  vetoed: false,
  attendance: '0/1',
} as const;
const entry = (item: string, activity: string, counted: number, more: Partial<Entry> = {}): Entry => ({
  kind: 'award',
  section: '组织生活',
  item,
  itemName: item,
  activity,
  on: 46_000,
  title: activity,
  base: counted,
  factors: '主办 1',
  hundredths: counted,
  counted,
  reason: null,
  source: { college: 'JSJ', tab: '活动台账', row: 2 },
  ...more,
});
const target = (...entries: Entry[]): AccountTarget => ({ facts, entries });

/** Settles a row of targets one after another, as nights do. */
function settleAll(targets: readonly AccountTarget[]) {
  let balance: Balance | undefined;
  let manifest: AccountManifest | undefined;
  const written: Entry[] = [];
  for (const one of targets) {
    const change = settleAccount(balance, manifest, one, stamp);
    if (!change) continue;
    balance = change.balance;
    manifest = { organization: 'P1', version: change.balance.version, inForce: change.inForce };
    written.push(...change.settlement.entries);
  }
  return { balance, manifest, written };
}

describe('settling', () => {
  it('a corrected date without 活动编号 is a reversal and an award: the total stays, the history is kept', () => {
    const { balance, written } = settleAll([
      target(entry('P-C1', '2026-03-05|P1', 240)),
      target(entry('P-C1', '2026-03-06|P1', 240)),
    ]);
    expect(written.map(({ kind, activity, counted }) => [kind, activity, counted])).toEqual([
      ['award', '2026-03-05|P1', 240],
      ['reversal', '2026-03-05|P1', -240],
      ['award', '2026-03-06|P1', 240],
    ]);
    expect(balance?.total).toBe(240);
  });

  it('a row that only moved, or whose topic was reworded, writes nothing', () => {
    const before = target(entry('P-C1', 'A1', 240));
    const after = target(
      entry('P-C1', 'A1', 240, { title: '新题目', source: { college: 'JSJ', tab: '活动台账', row: 99 } }),
    );
    expect(accountDigest(before)).toBe(accountDigest(after));
    expect(settleAll([before, after]).written).toHaveLength(1);
  });

  it('the same 活动编号 in two colleges makes two entries', () => {
    const other = entry('P-C1', 'A1', 50, { source: { college: 'JX', tab: '活动台账', row: 2 } });
    expect(settleAll([target(entry('P-C1', 'A1', 240), other)]).balance?.total).toBe(290);
  });

  it('the total is never below 0', () => {
    expect(sumOf([entry('X-1', 'v', -1000, { section: '扣分' })])).toMatchObject({
      total: 0,
      sections: { 扣分: -1000 },
    });
  });

  const entries = fc.uniqueArray(
    fc.record({
      item: fc.constantFrom('P-B2', 'P-C1', 'X-1'),
      activity: fc.constantFrom('a', 'b', 'c', 'd'),
      counted: fc.integer({ min: -300, max: 1500 }),
      reason: fc.constantFrom(null, '超出本期次数'),
    }),
    { selector: ({ item, activity }) => `${item}|${activity}`, maxLength: 8 },
  );
  const targets = fc
    .array(entries, { minLength: 1, maxLength: 6 })
    .map((all) =>
      all.map((rows) =>
        target(...rows.map((row) => entry(row.item, row.activity, row.counted, { reason: row.reason }))),
      ),
    );

  it('law: total = max(0, sum of all entries ever written) and what is in force is the last target', () => {
    fc.assert(
      fc.property(targets, (all) => {
        const { balance, manifest, written } = settleAll(all);
        const sum = written.reduce((total, { counted }) => total + counted, 0);
        expect(balance?.total ?? 0).toBe(Math.max(0, sum));
        expect((manifest?.inForce ?? []).map(entryKey).sort()).toEqual(
          (all.at(-1)?.entries ?? []).map(entryKey).sort(),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('law: settling twice writes nothing', () => {
    fc.assert(
      fc.property(targets, (all) => {
        const last = all.at(-1) as AccountTarget;
        const { balance, manifest } = settleAll(all);
        expect(settleAccount(balance, manifest, last, stamp)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an award', () => {
  it('of a deduction names its 问题编号, never the people in the sentence of the finding', () => {
    const position = {
      organization: 'P1',
      section: Section.deductions,
      item: 'X-1',
      itemName: '未整改错误',
      activity: 'DEV-06-ENXPE',
      on: null,
      title: '张三（41924001）没有培养联系人；应当有 1 至 2 名。',
      base: -50,
      factors: [],
      hundredths: -50,
      counted: -50,
      reason: null,
      source: null,
    };
    expect(toAward(position).title).toBe('DEV-06-ENXPE');
    expect(toAward({ ...position, section: Section.life, activity: 'A1', title: '选举' }).title).toBe('选举');
  });
});
