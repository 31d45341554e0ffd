import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import type { Clock, SealRecord, Store } from '../../shared/ports.ts';
import { nightly } from '../../shared/run/nightly.ts';
import { sealDueYear } from '../../shared/run/year/due.ts';
import { finalizeYear } from '../../shared/run/year/finalize.ts';
import { type ClosingOptions, openSeal, sealedOnOf } from '../../shared/run/year/record.ts';
import { sealYear } from '../../shared/run/year/seal.ts';
import { verifyYear } from '../../shared/run/year/verify.ts';
import { aNight, aPlace, type Contents, contentsOf, nightInput, type Place, SCHOOL_ID } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { useEngine } from '../support/engine.ts';

/** 封存 and 定稿: what is refused has written nothing, and what is sealed is what was judged. */
const engine = useEngine();
const SEALED_ON = '2026-09-01';
const dayOf = (text: string): number => parseIsoDay(text) as number;
const school = () => aSchool(SEALED_ON, 2025).college('JX');

function clockAt(instant: string): Clock {
  return { now: () => instant, runId: () => 'unused' };
}

const options = (today: string, more: Partial<ClosingOptions> = {}): ClosingOptions => ({
  force: false,
  reason: null,
  today: dayOf(today),
  ...more,
});

function portsOf(workbooks: Place, store: Store, clock = clockAt('2026-09-01T01:00:00.000Z')) {
  return { workbooks, store, clock };
}

const sealing = () => nightInput(SEALED_ON, { year: 2025 });

function seal(place: Place, store: Store, more: Partial<ClosingOptions> = {}, clock?: Clock) {
  return sealYear(portsOf(place, store, clock), sealing(), options(SEALED_ON, more));
}

function finalize(place: Place, store: Store, today: string, more: Partial<ClosingOptions> = {}) {
  return finalizeYear(portsOf(place, store), sealing(), options(today, more));
}

/** A sealed school with these rows of 申诉. */
async function sealedSchool(appeals: readonly Readonly<Record<string, string | number | null>>[]) {
  const store = await engine.store();
  const place = aPlace(contentsOf(school()));
  await aNight(place, store, '2026-08-31', { year: 2025 });
  await seal(place, store);
  place.type(contentsOf(school(), { appeals }));
  return { store, place };
}

const APPEAL = { 学年: '2025-2026', 组织编号: 'P1', 申诉内容: '少算一次', 提出日期: '2026-09-03' };

async function expectNothingWritten(store: Store, place: Place, refused: () => Promise<unknown>, message: string) {
  const [{ write }, writes] = [store.requests(), place.writes()];
  await expect(refused()).rejects.toThrow(message);
  expect([store.requests().write, place.writes()]).toEqual([write, writes]);
}

describe('a closing that is refused has written nothing', () => {
  it('where a workbook cannot be read, although others have changed', async () => {
    const store = await engine.store();
    const contents = contentsOf(school());
    const place = aPlace(contents);
    await aNight(place, store, '2026-08-31', { year: 2025 });
    const changed: Contents = {
      ...contentsOf(school().college('JSJ').activity('志愿服务', 'C1', { 活动日期: '2026-03-01' })),
    };
    place.type({ ...changed, JX: [] });
    const refused = () => seal(place, store);
    await expectNothingWritten(store, place, refused, '有台账没有读到，不能封存：JX学院');
    place.type(changed);
    expect((await seal(place, store)).record.sequence).toBe(1);
  });

  it('where the store is new and the school workbook shows results; forced with a reason it begins anew', async () => {
    const store = await engine.store();
    const contents = contentsOf(school());
    const overview = { title: '概览', output: 'schoolOverview', rows: [['截至日期', '2026-08-31']], merges: [] };
    const blank = { ...overview, rows: [['上次检查', '还没有检查过']] };
    const place = aPlace({ ...contents, [SCHOOL_ID]: [...(contents[SCHOOL_ID] ?? []), overview] });
    await expectNothingWritten(
      store,
      place,
      () => seal(place, store),
      '存储是新的，而校级总表里已有以前写入的结果，不能封存',
    );
    await expectNothingWritten(store, place, () => seal(place, store, { force: true }), '必须写明理由');
    expect((await seal(place, store, { force: true, reason: '旧存储已丢失' })).record.reason).toBe('旧存储已丢失');
    const fresh = aPlace({ ...contents, [SCHOOL_ID]: [...(contents[SCHOOL_ID] ?? []), blank] });
    expect((await seal(fresh, await engine.store())).record.sequence).toBe(1);
  });

  it.each([
    ['is not decided', { ...APPEAL }, '第 2 行（组织“P1”2025-2026 学年的申诉还没有处理结果）'],
    [
      'is granted without a number',
      { ...APPEAL, 处理结果: '调整' },
      '第 2 行（组织“P1”2025-2026 学年的申诉处理结果为“调整”，没有填调整分）',
    ],
    [
      'has an outcome that nobody knows',
      { ...APPEAL, 处理结果: '同意', 调整分: 1 },
      '第 2 行（组织“P1”2025-2026 学年的申诉的处理结果“同意”不在可选项中',
    ],
    [
      'has a year that cannot be read',
      { ...APPEAL, 学年: '去年', 处理结果: '维持' },
      '第 2 行（第 2 行的学年“去年”读不出来',
    ],
  ])('where an appeal %s', async (_, row, message) => {
    const { store, place } = await sealedSchool([row]);
    const refused = () => finalize(place, store, '2026-09-10');
    await expectNothingWritten(store, place, refused, '2025-2026 学年有申诉还不能计入，不能定稿：“申诉”');
    await expectNothingWritten(store, place, refused, message);
    // It is told every night, too.
    const { assessment } = await aNight(place, store, '2026-09-10');
    expect(assessment.judgement.violations.filter(({ rule }) => rule === 'CFG-01')).not.toEqual([]);
  });

  it('before 公示期 has ended, unless forced with a reason: on its last day, but not on the day after', async () => {
    const { store, place } = await sealedSchool([{ ...APPEAL, 处理结果: '调整', 调整分: 1 }]);
    const message = '公示期到 2026-09-08（含当天）才结束，现在不能定稿';
    await expectNothingWritten(store, place, () => finalize(place, store, '2026-09-08'), message);
    await expectNothingWritten(
      store,
      place,
      () => finalize(place, store, '2026-09-08', { force: true }),
      '必须写明理由',
    );
    const early = await finalize(place, store, '2026-09-08', { force: true, reason: '各组织均已签字' });
    expect([early.record.kind, early.record.reason]).toEqual(['final', '各组织均已签字']);
    const other = await sealedSchool([]);
    expect((await finalize(other.place, other.store, '2026-09-09')).record.kind).toBe('final');
  });

  it('is not in the way of an appeal of another year', async () => {
    const { store, place } = await sealedSchool([{ ...APPEAL, 学年: '2024-2025' }]);
    expect((await finalize(place, store, '2026-09-10')).record.kind).toBe('final');
  });
});

describe('what is sealed is what was judged', () => {
  it('after a clock that was ten minutes ahead once, an edit, and a sealing by the right clock', async () => {
    const store = await engine.store();
    const place = aPlace(contentsOf(school()));
    const ahead = portsOf(place, store, clockAt('2026-09-01T01:10:00.000Z'));
    await nightly(ahead, nightInput('2026-08-31', { year: 2025 }));
    place.type(contentsOf(school().college('JSJ').activity('志愿服务', 'C1', { 活动日期: '2026-03-01' })));
    const { manifest } = await seal(place, store);
    const { ruleSet } = sealing();
    const now = await verifyYear(portsOf(place, store), ruleSet, manifest);
    expect([now.matches, now.source, now.changes]).toEqual([true, 'workbooks', []]);
    // Edited since: what was sealed is recomputed from the sealed snapshots.
    place.type(contentsOf(school()));
    const later = await verifyYear(portsOf(place, store), ruleSet, manifest);
    expect([later.matches, later.source, later.changes.map(({ workbook }) => workbook)]).toEqual([
      true,
      'snapshots',
      ['JSJ'],
    ]);
  });
});

describe('the record of a seal', () => {
  it('says on which day it was made; one of an earlier version says so in the text of its manifest', async () => {
    const { store } = await sealedSchool([]);
    const [record] = await store.seals.seals(2025);
    if (!record) throw new Error('nothing is sealed');
    expect(record.sealedOn).toBe(dayOf(SEALED_ON));
    const { sealedOn, ...rest } = record;
    const old: SealRecord = { ...rest, manifest: JSON.stringify({ ...JSON.parse(record.manifest), sealedOn }) };
    expect(sealedOnOf(old)).toBe(dayOf(SEALED_ON));
    expect(openSeal(old).openUntil).toBe(dayOf('2026-09-08'));
    expect(await store.seals.append({ ...old, sequence: 2 })).toBe(true);
    expect((await store.seals.seals(2025)).map(sealedOnOf)).toEqual([dayOf(SEALED_ON), dayOf(SEALED_ON)]);
  });
});

describe('the year that has ended', () => {
  it('is sealed on the first day on which everything can be read, also by hand, and then no more', async () => {
    const store = await engine.store();
    const contents = contentsOf(school());
    const place = aPlace(contents);
    await aNight(place, store, '2026-08-31', { year: 2025 });
    const tried = (today: string) => sealDueYear(portsOf(place, store), sealing(), { today: dayOf(today) });
    place.type({ ...contents, JX: [] });
    for (const day of ['2026-09-01', '2026-09-02']) await expect(tried(day)).rejects.toThrow('JX学院');
    place.type(contents);
    expect(await tried('2026-09-03')).toMatchObject({ kind: 'sealed', sealed: { record: { sequence: 1 } } });
    expect(await tried('2026-09-04')).toEqual({ kind: 'stands' });
    const other = await engine.store();
    await aNight(place, other, '2026-08-31', { year: 2025 });
    await seal(place, other);
    expect(await sealDueYear(portsOf(place, other), sealing(), { today: dayOf('2026-09-03') })).toEqual({
      kind: 'stands',
    });
  });

  it('is sealed without a night in it where its activities stand in the workbooks, and never where there are none', async () => {
    const place = aPlace(contentsOf(school().college('JSJ').activity('志愿服务', 'C1', { 活动日期: '2026-03-01' })));
    const store = await engine.store();
    const tried = (input = sealing()) => sealDueYear(portsOf(place, store), input, { today: dayOf('2026-09-01') });
    expect((await tried()).kind).toBe('sealed');
    const never = nightInput('2031-09-01', { year: 2030 });
    const { read } = place;
    let reads = 0;
    place.read = (...wanted) => {
      reads += 1;
      return read(...wanted);
    };
    const empty = { kind: 'empty', since: dayOf('2026-09-01') };
    expect([await tried(never), reads]).toEqual([empty, 3]);
    expect([await tried(never), reads]).toEqual([empty, 3]);
  });

  it('is not sealed by hand either where nothing is known of it, but with a reason', async () => {
    const place = aPlace(contentsOf(school()));
    const store = await engine.store();
    const never = nightInput('2021-09-01', { year: 2020 });
    const closing = { force: false, reason: null, today: dayOf('2026-11-30') };
    await expect(sealYear(portsOf(place, store), never, closing)).rejects.toThrow(
      '2020-2021 学年没有任何活动记录，存储里也没有这个学年的积分，没有封存。请核对 --year 写的学年；确需封存这个学年，请加 --force 并用 --reason 写明理由。',
    );
    expect([await store.seals.seals(2020), await store.snapshots.heads()]).toEqual([[], []]);
    expect(place.writes()).toBe(0);
    await expect(sealYear(portsOf(place, store), never, { ...closing, force: true })).rejects.toThrow('--reason');
    const sealed = await sealYear(portsOf(place, store), never, { ...closing, force: true, reason: '补一份空的' });
    expect(sealed.record).toMatchObject({ sequence: 1, reason: '补一份空的' });
  });
});
