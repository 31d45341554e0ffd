import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../functions/cli/audit-difference.ts';
import { schoolWorkbook } from '../../functions/template/school-workbook.ts';
import { sealYear } from '../../shared/run/year/seal.ts';
import type { TabImage } from '../../shared/sheet/image.ts';
import { aNight, aPlace, contentsOf, nightInput, SCHOOL_ID, type SettingsTyped } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

/** Totals that a ranking tab shows. */
function shownTotals(tab: TabImage | undefined): readonly unknown[] | null {
  if (!tab) return null;
  const at = tab.columns.findIndex(({ heading }) => heading === '总分');
  return tab.rows.map(({ cells }) => cells[at]);
}

const school = (asOf: string, typed: SettingsTyped = {}) => contentsOf(aSchool(asOf), typed);

describe('排名发布', () => {
  it('每日: every night writes the rankings', async () => {
    const store = await embeddedStore();
    const place = aPlace(school('2025-10-15'));
    await aNight(place, store, '2025-10-15');
    const first = shownTotals(place.tab('JSJ', '积分排名'));
    expect(first).toHaveLength(3);
    expect(shownTotals(place.tab(SCHOOL_ID, '全校排名'))).toHaveLength(3);
    place.type(school('2025-12-15'));
    await aNight(place, store, '2025-12-15');
    expect(shownTotals(place.tab('JSJ', '积分排名'))).not.toEqual(first);
  });

  it('每月: the first night of a month writes them, they stay as they are for the rest of it', async () => {
    const store = await embeddedStore();
    const typed = { parameters: { 排名发布: '每月' } };
    const place = aPlace(school('2025-10-03', typed));
    const shown = () => [place.tab('JSJ', '积分排名'), place.tab(SCHOOL_ID, '全校排名')];
    await aNight(place, store, '2025-10-03');
    const october = shown();
    expect(shownTotals(october[0])).toHaveLength(3);
    place.type(contentsOf(aSchool('2025-10-03').drop('任职', ['P1', '书记']), typed));
    await aNight(place, store, '2025-10-03');
    expect(shown(), 'the same day may write them again').not.toEqual(october);
    const later = shown();
    place.type(school('2025-10-15', typed));
    await aNight(place, store, '2025-10-15');
    expect(shown()).toEqual(later);
    expect(place.tab('JSJ', '积分明细')).toBeDefined();
    place.type(school('2025-11-01', typed));
    await aNight(place, store, '2025-11-01', { dryRun: true });
    expect(shown(), 'a trial run writes none').toEqual(later);
    await aNight(place, store, '2025-11-02');
    expect(shown()).not.toEqual(later);
  });

  it('仅学年末: no night writes them; balances are kept all the same', async () => {
    const store = await embeddedStore();
    const place = aPlace(school('2025-10-15', { parameters: { 排名发布: '仅学年末' } }));
    const { assessment } = await aNight(place, store, '2025-10-15');
    expect(place.tab('JSJ', '积分排名')).toBeUndefined();
    expect(place.tab(SCHOOL_ID, '全校排名')).toBeUndefined();
    expect(place.tab('JSJ', '积分明细')).toBeDefined();
    expect(assessment.standings).toHaveLength(3);
  });
});

describe('排名发布 = 仅学年末', () => {
  it('comes with the sealing of the year', async () => {
    const store = await embeddedStore();
    const place = aPlace(contentsOf(aSchool('2026-09-01', 2025), { parameters: { 排名发布: '仅学年末' } }));
    await aNight(place, store, '2026-08-31');
    expect(place.tab('JSJ', '积分排名')).toBeUndefined();
    const input = nightInput('2026-09-01', { year: 2025 });
    const clock = { now: () => '2026-08-31T19:00:00.000Z', runId: () => 'seal' };
    const today = input.night.asOf;
    const { manifest } = await sealYear({ workbooks: place, store, clock }, input, {
      force: false,
      reason: null,
      today,
    });
    expect(shownTotals(place.tab('JSJ', '积分排名'))).toEqual(manifest.content.ranking.map(({ total }) => total / 100));
    expect(place.tab(SCHOOL_ID, '全校排名')).toBeDefined();
    expect(place.tab(SCHOOL_ID, '公示')).toBeDefined();
  });
});

const ITEM = {
  项目编号: 'P-C1',
  项目: '助学零距离',
  板块: '实践协同',
  适用对象: '党支部',
  方式: '活动',
  依据: '助学零距离',
  分值: 2,
};
const PLANS = {
  项目编号: 'P-A4',
  项目: '工作计划',
  板块: '规范建设',
  适用对象: '党支部、团支部',
  方式: '指标',
  依据: '工作计划',
  分值: 4,
};

/** 积分规则 as `init` used to write it. */
function defaultSchemeOfBefore(): NonNullable<SettingsTyped['scheme']> {
  const sheet = schoolWorkbook({ registrations: [] }).sheets.find(({ title }) => title === '积分规则');
  const [headings = [], ...rows] = sheet?.rows ?? [];
  const filled = rows.filter(([id]) => id !== null);
  return filled.map((row) => {
    const cells = Object.fromEntries(
      headings.map((heading, at) => [String(heading).replace('*', ''), row[at] ?? null]),
    );
    return { ...cells, 依据: String(cells.依据 ?? '').replace('、交流座谈', '') };
  });
}

describe('a changed scheme', () => {
  it('shows whose total, rank and grade change before it bites, and is booked as reversals and awards when it does', async () => {
    const store = await embeddedStore();
    const asOf = '2026-04-15';
    const place = aPlace(school(asOf, { scheme: [ITEM, PLANS] }));
    const before = await aNight(place, store, asOf);
    const totals = (night: typeof before) =>
      Object.fromEntries(night.assessment.standings.map(({ organization, balance }) => [organization, balance.total]));
    expect(totals(before)).toEqual({ P1: 400 + 240, L1: 400, C1: 0 });

    place.type(school(asOf, { scheme: [{ ...ITEM, 分值: 3 }, PLANS] }));
    const { write } = store.requests();
    const trial = await aNight(place, store, asOf, { dryRun: true });
    expect(differenceOf(trial).organizations).toEqual([
      {
        organization: 'P1',
        before: { total: 640, rank: 1, grade: '不合格' },
        after: { total: 760, rank: 1, grade: '不合格' },
      },
    ]);
    expect(store.requests().write).toBe(write);
    expect(await store.ledger.settlements(2025, 'P1')).toHaveLength(1);

    const after = await aNight(place, store, asOf);
    expect([after.assessment.awards, after.assessment.reversals]).toEqual([1, 1]);
    const history = await store.ledger.settlements(2025, 'P1');
    expect(history.at(-1)?.entries.map(({ kind, item, counted }) => [kind, item, counted])).toEqual([
      ['reversal', 'P-C1', -240],
      ['award', 'P-C1', 360],
    ]);
    expect(history.map(({ schemeVersion }) => schemeVersion)).toEqual([
      before.school.scheme.version,
      after.school.scheme.version,
    ]);
    expect(before.school.scheme.version).not.toBe(after.school.scheme.version);
    expect(await store.ledger.settlements(2025, 'L1')).toHaveLength(1);
  });

  it('the default scheme of before, without 交流座谈 in P-B3 and L-B3, is left with a difference, reversals and awards', async () => {
    const store = await embeddedStore();
    const asOf = '2026-01-15';
    const contents = (scheme?: SettingsTyped['scheme']) =>
      contentsOf(aSchool(asOf).dropAll('活动台账', '联合组织生活'), scheme ? { scheme } : {});
    const place = aPlace(contents(defaultSchemeOfBefore()));
    const before = await aNight(place, store, asOf);
    place.type(contents());
    const trial = await aNight(place, store, asOf, { dryRun: true });
    const changes = differenceOf(trial).organizations.map(({ organization, before: old, after }) => [
      organization,
      (after?.total ?? 0) - (old?.total ?? 0),
    ]);
    // P1 hosted the 交流座谈 with L1 and C1: 2.50 × 1.2 for the host, 2.50 × 0.5 for the 团支部 that joined.
    expect(changes).toEqual([
      ['L1', 125],
      ['P1', 300],
    ]);
    const after = await aNight(place, store, asOf);
    expect(after.school.scheme.version).not.toBe(before.school.scheme.version);
    const booked = async (id: string) =>
      (await store.ledger.settlements(2025, id))
        .at(-1)
        ?.entries.map(({ kind, item, counted }) => [kind, item, counted]);
    expect(await booked('P1')).toEqual([['award', 'P-B3', 300]]);
    expect(await booked('L1')).toEqual([['award', 'L-B3', 125]]);
    // With a 联合组织生活 in the same term the earlier of the two counts, and the other is taken back.
    place.type(contentsOf(aSchool(asOf), { scheme: defaultSchemeOfBefore() }));
    await aNight(place, store, asOf);
    place.type(contentsOf(aSchool(asOf)));
    const both = await aNight(place, store, asOf);
    expect(both.assessment.reversals).toBeGreaterThan(0);
    const entries = (await store.ledger.settlements(2025, 'P1')).at(-1)?.entries ?? [];
    expect(entries.map(({ kind, item, counted }) => [kind, item, counted])).toEqual(
      expect.arrayContaining([
        ['reversal', 'P-B3', -300],
        ['award', 'P-B3', 0],
        ['award', 'P-B3', 300],
      ]),
    );
  });

  it('with a row that does not parse leaves the last good one in force, and says so', async () => {
    const store = await embeddedStore();
    const asOf = '2026-03-15';
    const place = aPlace(school(asOf, { scheme: [ITEM] }));
    const before = await aNight(place, store, asOf);
    place.type(school(asOf, { scheme: [{ ...ITEM, 分值: '三分' }] }));
    const night = await aNight(place, store, asOf);
    expect(night.school.scheme).toEqual(before.school.scheme);
    expect([night.assessment.awards, night.assessment.reversals]).toEqual([0, 0]);
    // The scheme of one item gives no points for most of what the school does (CFG-02).
    const found = night.assessment.judgement.violations.filter(({ rule }) => rule !== 'CFG-02');
    expect(found.map(({ rule, college }) => [rule, college])).toEqual([['CFG-01', null]]);
  });
});

describe('a scheme read by a night that died at once', () => {
  it('is remembered as the last good one all the same', async () => {
    const store = await embeddedStore();
    const asOf = '2026-03-15';
    const place = aPlace(school(asOf, { scheme: [ITEM] }));
    const accept: typeof store.snapshots.accept = async (...reading) => {
      await store.snapshots.accept(...reading);
      throw new Error('died');
    };
    const dying = { ...store, snapshots: { ...store.snapshots, accept } };
    await expect(aNight(place, dying, asOf)).rejects.toThrow('died');
    const before = await aNight(place, store, asOf);
    place.type(school(asOf, { scheme: [{ ...ITEM, 分值: '三分' }] }));
    expect((await aNight(place, store, asOf)).school.scheme).toEqual(before.school.scheme);
  });
});

describe('a changed parameter', () => {
  it('shows what it would do to findings, totals and grades before it bites, and is booked afterwards', async () => {
    const store = await embeddedStore();
    const asOf = '2025-10-15';
    const place = aPlace(school(asOf));
    await aNight(place, store, asOf);
    place.type(school(asOf, { parameters: { 支部人数下限: 4, 规则级别: 'ORG-13=错误', 优秀线: 10 } }));
    const trial = differenceOf(await aNight(place, store, asOf, { dryRun: true }));
    expect(trial.violations.fresh).toEqual([expect.stringMatching(/^ORG-13-/)]);
    const branch = trial.organizations.find(({ organization }) => organization === 'P1');
    expect((branch?.before?.total ?? 0) - (branch?.after?.total ?? 0)).toBe(50);
    expect(await store.ledger.settlements(2025, 'P1')).toHaveLength(1);

    await aNight(place, store, asOf);
    const { entries } = (await store.ledger.settlements(2025, 'P1')).at(-1) ?? { entries: [] };
    expect(entries).toMatchObject([{ kind: 'award', item: 'X-1', counted: -50 }]);

    place.type(school(asOf));
    await aNight(place, store, asOf);
    const undone = (await store.ledger.settlements(2025, 'P1')).at(-1)?.entries;
    expect(undone).toMatchObject([{ kind: 'reversal', item: 'X-1', counted: 50 }]);
  });
});
