import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { fingerprint, violationId } from '../../shared/domain/identity.ts';
import type { Waiver } from '../../shared/domain/settings.ts';
import { Severity } from '../../shared/domain/vocabulary.ts';
import type { ViolationBook } from '../../shared/ports.ts';
import type { Finding } from '../../shared/rules/frame/rule.ts';
import { advanceLives, type LifecycleResult } from '../../shared/violations/lifecycle.ts';
import { aNight, aPlace, type Contents, contentsOf, SCHOOL_ID, type SettingsTyped } from '../support/a-place.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

const day = (text: string): number => parseIsoDay(text) as number;

function finding(rule: string, subject: readonly string[], college: string | null = 'JSJ'): Finding {
  return {
    rule,
    severity: Severity.error,
    college,
    subject,
    touches: 'subject',
    fingerprint: fingerprint(rule, college, subject),
    at: { tab: '任职', row: 2, column: 'A' },
    message: '有问题。',
    advice: '',
    basis: '',
    remedy: null,
    details: {},
  };
}

interface Seen {
  readonly books?: readonly ViolationBook[];
  readonly waivers?: readonly Waiver[];
  readonly isJudged?: (rule: string, college: string) => boolean;
}

function see(on: string, findings: readonly Finding[], { books = [], waivers = [], isJudged = () => true }: Seen = {}) {
  return advanceLives({ findings, books, waivers, asOf: day(on), reading: 1, isJudged });
}

/** Books as the store gives them back. */
function stored({ changedBooks }: LifecycleResult, before: readonly ViolationBook[] = []): readonly ViolationBook[] {
  const next = new Map(before.map((book) => [book.college, book]));
  for (const book of changedBooks) next.set(book.college, { ...book, version: book.version + 1 });
  return [...next.values()];
}

/** States over several days. */
function live(days: readonly (readonly [on: string, findings: readonly Finding[]])[]) {
  let books: readonly ViolationBook[] = [];
  return days.map(([on, findings]) => {
    const result = see(on, findings, { books });
    books = stored(result, books);
    return result.violations.map(({ state, firstSeenOn, days: age }) => [state, firstSeenOn - day('2026-03-01'), age]);
  });
}

const one = finding('ORG-03', ['P1', '书记']);
const waiver = (id: string, from: string, to: string): Waiver => ({
  violationId: id,
  reason: '换届中',
  approver: '党委',
  approvedOn: day(from),
  validUntil: day(to),
  row: 2,
  column: 'A',
});

describe('the life of a violation', () => {
  it('新增 on its first day, also when seen again that day; 未整改 later; gone when fixed; 重现 with its first day', () => {
    expect(
      live([
        ['2026-03-01', [one]],
        ['2026-03-01', [one]],
        ['2026-03-02', [one]],
        ['2026-03-10', []],
        ['2026-03-20', [one]],
        ['2026-03-21', [one]],
      ]),
    ).toEqual([[['新增', 0, 0]], [['新增', 0, 0]], [['未整改', 0, 1]], [], [['重现', 0, 19]], [['重现', 0, 20]]]);
  });

  it('a fixed one is kept with its dates; a day on which nothing changes writes no book', () => {
    const first = see('2026-03-01', [one]);
    const books = stored(first);
    expect(see('2026-03-02', [one], { books }).changedBooks).toEqual([]);
    const fixed = see('2026-03-10', [], { books });
    expect(fixed.changedBooks.map(({ college }) => college)).toEqual(['JSJ']);
    const after = stored(fixed, books);
    expect(after.find(({ college }) => college === 'JSJ')?.records).toMatchObject([
      { firstSeenOn: day('2026-03-01'), fixedOn: day('2026-03-10') },
    ]);
    expect(see('2026-03-11', [], { books: after }).changedBooks).toEqual([]);
  });

  it('a waiver holds from its first to its last day, both included, and not beyond', () => {
    const books = stored(see('2026-03-01', [one]));
    const waivers = [waiver(violationId('ORG-03', one.fingerprint), '2026-03-05', '2026-03-08')];
    const states = ['2026-03-04', '2026-03-05', '2026-03-08', '2026-03-09'].map(
      (on) => see(on, [one], { books, waivers }).violations[0]?.state,
    );
    expect(states).toEqual(['未整改', '已豁免', '已豁免', '未整改']);
  });

  it('on a collision the later one takes more digits, and both keep their numbers whatever the order', () => {
    const other = finding('ORG-03', ['P2', '书记']);
    const taken = violationId('ORG-03', other.fingerprint);
    const record = {
      id: taken,
      fingerprint: one.fingerprint,
      rule: 'ORG-03',
      subject: one.subject,
      firstSeenOn: day('2026-03-01'),
      recurredOn: null,
      fixedOn: null,
      notes: null,
    };
    const books = [{ college: 'JSJ', version: 1, reading: 1, records: [record] }];
    const both = see('2026-03-02', [other, one], { books });
    expect(both.violations.map(({ id }) => id)).toEqual([violationId('ORG-03', other.fingerprint, 6), taken]);
    const again = see('2026-03-03', [one, other], { books: stored(both, books) });
    expect(again.violations.map(({ id }) => id)).toEqual([taken, violationId('ORG-03', other.fingerprint, 6)]);
  });

  it('what was not judged keeps its life', () => {
    const books = stored(see('2026-03-01', [one]));
    const unjudged = see('2026-03-02', [], { books, isJudged: (rule) => rule !== 'ORG-03' });
    expect(unjudged.changedBooks.filter(({ college }) => college === 'JSJ')).toEqual([]);
    expect(see('2026-03-03', [one], { books }).violations[0]).toMatchObject({ state: '未整改', days: 2 });
  });

  it('the school-wide book is written last, at once on the first run', () => {
    expect(
      see('2026-03-01', [finding('CFG-01', ['参数'], null), one]).changedBooks.map(({ college }) => college),
    ).toEqual(['JSJ', '']);
    expect(see('2026-03-01', []).changedBooks.map(({ college }) => college)).toEqual(['']);
  });
});

const FAULTY = (asOf: string): TestSchool => aSchool(asOf).drop('任职', ['P1', '书记']);
const states = (night: Awaited<ReturnType<typeof aNight>>, rule = 'ORG-03') =>
  night.assessment.judgement.violations.filter((violation) => violation.rule === rule).map(({ state }) => state);

async function start(contents: Contents) {
  const store = await embeddedStore();
  return { store, place: aPlace(contents) };
}

describe('violations through nights on a real store', () => {
  it('notes that users typed are given back when a violation recurs', async () => {
    const { store, place } = await start(contentsOf(FAULTY('2025-10-15')));
    const night = await aNight(place, store, '2025-10-15');
    const id = night.assessment.judgement.violations.find(({ rule }) => rule === 'ORG-03')?.id ?? '';
    place.note('JSJ', '问题清单', id, '整改说明', '下周换届');
    place.type(contentsOf(aSchool('2025-10-15')));
    await aNight(place, store, '2025-10-16');
    expect(JSON.stringify(place.tab('JSJ', '问题清单'))).not.toContain(id);
    place.type(contentsOf(FAULTY('2025-10-15')));
    const again = await aNight(place, store, '2025-10-20');
    expect(states(again)).toEqual(['重现']);
    const tab = place.tab('JSJ', '问题清单');
    const at = tab?.columns.findIndex(({ heading }) => heading === '整改说明') ?? -1;
    expect(tab?.rows.find(({ cells }) => cells.includes(id))?.cells[at]).toBe('下周换届');
  });

  it('notes that users typed are not taken away while their book cannot be written', async () => {
    const { store, place } = await start(contentsOf(FAULTY('2025-10-15')));
    const night = await aNight(place, store, '2025-10-15');
    const id = night.assessment.judgement.violations.find(({ rule }) => rule === 'ORG-03')?.id ?? '';
    place.note('JSJ', '问题清单', id, '整改说明', '下周换届');
    place.type(contentsOf(aSchool('2025-10-15')));
    let isPublishing = false;
    const publish: typeof place.publish = (...image) => {
      isPublishing = true;
      return place.publish(...image);
    };
    const put: typeof store.violations.put = async (...book) => !isPublishing && (await store.violations.put(...book));
    const busy = { ...store, violations: { ...store.violations, put } };
    const { outcomes } = await aNight({ ...place, publish }, busy, '2025-10-16');
    const error = '另一次校验已先更新了问题记录，本次结果作废。请重新运行。';
    expect(outcomes.find(({ reading }) => reading.registration.id === 'JSJ')).toMatchObject({
      status: 'failed',
      error,
    });
    await aNight(place, store, '2025-10-17');
    const records = (await store.violations.books(2025)).flatMap((book) => book.records);
    expect(records.find((record) => record.id === id)?.notes).toEqual({ 整改说明: '下周换届' });
  });

  it('a waiver of an unknown 问题编号 is CFG-01; one of a violation that was fixed is not', async () => {
    const typed = (id: string): SettingsTyped => ({
      waivers: [{ 问题编号: id, 理由: '换届中', 批准人: '党委', 批准日期: '2025-10-01', 有效期至: '2025-12-31' }],
    });
    const { store, place } = await start(contentsOf(FAULTY('2025-10-15'), typed('ORG-03-00000')));
    const night = await aNight(place, store, '2025-10-15');
    expect(states(night, 'CFG-01')).toEqual(['新增']);
    expect(states(night)).toEqual(['新增']);
    const id = night.assessment.judgement.violations.find(({ rule }) => rule === 'ORG-03')?.id ?? '';
    place.type(contentsOf(FAULTY('2025-10-15'), typed(id)));
    const waived = await aNight(place, store, '2025-10-16');
    expect([states(waived, 'CFG-01'), states(waived)]).toEqual([[], ['已豁免']]);
    const deducted = (one: typeof night) =>
      one.assessment.standings.find(({ organization }) => organization === 'P1')?.balance.sections.扣分 ?? 0;
    expect(deducted(waived) - deducted(night)).toBe(50);
    place.type(contentsOf(aSchool('2025-10-15'), typed(id)));
    const fixed = await aNight(place, store, '2025-10-17');
    expect(fixed.assessment.judgement.violations).toEqual([]);
    const nextYear = await aNight(place, store, '2026-09-02');
    expect(states(nextYear, 'CFG-01')).toEqual([]);
  });

  it('live on in the new academic year with their first day, also where nothing of a college changes', async () => {
    const { store, place } = await start(contentsOf(FAULTY('2026-08-30')));
    const last = await aNight(place, store, '2026-08-30');
    const id = last.assessment.judgement.violations.find(({ rule }) => rule === 'ORG-03')?.id;
    for (const on of ['2026-09-01', '2026-09-02']) {
      const { assessment } = await aNight(place, store, on);
      const lives = assessment.judgement.violations.filter(({ rule }) => rule === 'ORG-03');
      expect(lives).toMatchObject([{ id, state: '未整改', firstSeenOn: day('2026-08-30') }]);
    }
    const { read } = store.requests();
    await aNight(place, store, '2026-09-02');
    expect(
      store.requests().read - read,
      'last year is asked for once, and once each for what readings and runs have left',
    ).toBe(7);
  });

  it('whose tab is missing tonight keep their life: the workbook is held back', async () => {
    const { store, place } = await start(contentsOf(FAULTY('2025-10-15')));
    await aNight(place, store, '2025-10-15');
    place.type(contentsOf(FAULTY('2025-10-15').withoutTab('任职')));
    expect(states(await aNight(place, store, '2025-10-16'))).toEqual(['未整改']);
    place.type(contentsOf(FAULTY('2025-10-15')));
    expect(states(await aNight(place, store, '2025-10-17'))).toEqual(['未整改']);
  });

  it('40 random orders of all rows of a faulty school change no fingerprint, no number and no point', {
    timeout: 120_000,
  }, async () => {
    const faulty = FAULTY('2026-07-15')
      .dropAll('活动台账', '主题党日')
      .drop('工作计划', 'L1')
      .student('郑十', { 政治面貌: '党员？', 出生日期: '2026-13-01' })
      .set('花名册', '周八', { 姓名: null })
      .activity('志愿服务', 'NOWHERE')
      .college('JX')
      .dropAll('承诺考评', '承诺');
    const contents = contentsOf(faulty);
    const { store, place } = await start(contents);
    const seen = (night: Awaited<ReturnType<typeof aNight>>) => ({
      violations: night.assessment.judgement.violations.map(({ id, fingerprint: print }) => `${id} ${print}`).sort(),
      totals: night.assessment.standings.map(({ organization, balance }) => [organization, balance.total]),
    });
    const expected = seen(await aNight(place, store, '2026-07-15'));
    expect(expected.violations.length).toBeGreaterThan(15);
    let seed = 11;
    const below = (limit: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return (seed >> 8) % limit;
    };
    const shuffled = <T>(list: readonly T[]): T[] => {
      const next = [...list];
      for (let i = next.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [next[i], next[j]] = [next[j] as T, next[i] as T];
      }
      return next;
    };
    for (let round = 0; round < 40; round++) {
      const sorted = Object.entries(contents).map(([id, tabs]) => [
        id,
        tabs.map((tab) =>
          id === SCHOOL_ID ? tab : { ...tab, rows: [tab.rows[0] ?? [], ...shuffled(tab.rows.slice(1))] },
        ),
      ]);
      place.type(Object.fromEntries(sorted) as Contents);
      const night = await aNight(place, store, '2026-07-15');
      expect(seen(night)).toEqual(expected);
      expect([night.assessment.awards, night.assessment.reversals]).toEqual([0, 0]);
    }
  });
});
