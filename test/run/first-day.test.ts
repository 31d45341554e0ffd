import { describe, expect, it } from 'vitest';
import { auditText } from '../../functions/cli/audit-text.ts';
import { type Store, TryLater } from '../../shared/ports.ts';
import { sealYear } from '../../shared/run/year/seal.ts';
import { plainValue } from '../../shared/sheet/image.ts';
import {
  aNight,
  aPlace,
  contentsOf,
  nightInput,
  type Place,
  SCHOOL_ID,
  type SettingsTyped,
} from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { Death, dyingStore } from '../support/dying-store.ts';
import { embeddedStore } from '../support/embedded-store.ts';

/** What `audit` says at its end on the first day of a year on which a school is checked. */
const DAY = '2026-03-15';
const FIRST = '这是本学年第一次检查；下一次起显示与上次相比的变化。';
const SAME = '与上次检查相比：没有变化。';
const school = aSchool(DAY).college('JX').drop('任职', ['JX-P1', '书记']);

async function lastLine(place: Place, store: Store, day = DAY): Promise<string> {
  const lines = auditText(nightInput(day), await aNight(place, store, day)).split('\n');
  return lines.at(-1) ?? '';
}

describe('the last line of audit', () => {
  it('is that of a first check once, however often the first day is checked', async () => {
    const [place, store] = [aPlace(contentsOf(school)), await embeddedStore()];
    expect(await lastLine(place, store)).toBe(FIRST);
    expect(await lastLine(place, store)).toBe(SAME);
    expect(await lastLine(place, store)).toBe(SAME);
    expect(await lastLine(place, store, '2026-03-16')).toBe(SAME);
  });

  it('names what a second check of the first day finds mended', async () => {
    const [place, store] = [aPlace(contentsOf(school)), await embeddedStore()];
    await lastLine(place, store);
    place.type(contentsOf(aSchool(DAY).college('JX')));
    expect(await lastLine(place, store)).toMatch(/^ {2}JX学院：已整改 \d+ 个（.*ORG-03-.*）$/u);
  });

  it('calls nothing mended that is waived', async () => {
    const store = await embeddedStore();
    const first = await aNight(aPlace(contentsOf(school)), store, DAY);
    const waivedId = first.assessment.judgement.open.find(({ rule }) => rule === 'ORG-03')?.id ?? expect.unreachable();
    const waivers: SettingsTyped['waivers'] = [
      { 问题编号: waivedId, 豁免理由: '人员调整', 批准人: '王老师', 批准日期: '2026-03-01', 有效期至: '2026-08-31' },
    ];
    const place = aPlace(contentsOf(school, { waivers }));
    const again = await embeddedStore();
    expect(await lastLine(place, again)).toBe(FIRST);
    expect(await lastLine(place, again)).toBe(SAME);
  });

  it('is that of a first check after one that died before it was done', async () => {
    const store = await embeddedStore();
    const place = aPlace(contentsOf(school));
    await expect(aNight(place, dyingStore(store, 8, 'before'), DAY)).rejects.toThrow(Death);
    expect(await lastLine(place, store)).toBe(FIRST);
  });

  it('says nothing of changes where the year is sealed', async () => {
    const [place, store] = [aPlace(contentsOf(school)), await embeddedStore()];
    await lastLine(place, store, '2026-08-30');
    const clock = { now: () => new Date().toISOString(), runId: () => 'a-run' };
    const closing = { force: false, reason: null, today: nightInput('2026-09-02').night.asOf };
    await sealYear({ workbooks: place, store, clock }, nightInput('2026-09-01', { year: 2025 }), closing);
    const night = await aNight(place, store, '2026-08-30', { year: 2025 });
    expect(auditText(nightInput('2026-08-30', { year: 2025 }), night)).not.toMatch(/第一次检查|与上次检查相比/u);
  });
});

describe('what 概览 is compared with on the first day', () => {
  // One number in two colleges: neither is at fault where the other could not be read.
  const twice = aSchool(DAY).college('JX').set('花名册', ['JX-41922001'], { 学号: '41922001' });
  const figures = (place: Place): unknown => {
    const rows = place.tab(SCHOOL_ID, '概览')?.rows ?? expect.unreachable();
    return rows.map(({ cells }) => cells).filter(([name]) => String(name).endsWith('学院'));
  };
  /** The workbook cannot be read, and once more can. */
  const failing = (place: Place, failed: string): Place => ({
    ...place,
    read: (id, isRead) => (id === failed ? Promise.reject(new TryLater('读不到。')) : place.read(id, isRead)),
  });

  it.each(['JSJ', 'JX'])('is nothing once %s has been read that could not be read', async (failed) => {
    const [undisturbed, disturbed] = [aPlace(contentsOf(twice)), aPlace(contentsOf(twice))];
    await aNight(undisturbed, await embeddedStore(), DAY);
    const store = await embeddedStore();
    await aNight(failing(disturbed, failed), store, DAY);
    const { assessment } = await aNight(disturbed, store, DAY);
    expect(assessment.openBefore).toBeNull();
    expect(figures(disturbed)).toEqual(figures(undisturbed));
  });

  it('is what the run before found where a workbook still cannot be read', async () => {
    const store = await embeddedStore();
    const place = aPlace(contentsOf(twice));
    const failed = failing(place, 'JSJ');
    const first = await aNight(failed, store, DAY);
    place.type(contentsOf(twice.college('JX').drop('任职', ['JX-P1', '书记'])));
    const { assessment } = await aNight(failed, store, DAY);
    const before = first.assessment.judgement.open.map(({ id }) => id);
    expect([...(assessment.openBefore?.get('JX')?.keys() ?? [])].sort()).toEqual(before.sort());
    expect(assessment.judgement.open.map(({ id }) => id)).not.toEqual(before);
  });

  it('is nothing for a college that has not changed since, while another has', async () => {
    const store = await embeddedStore();
    const place = aPlace(contentsOf(twice));
    await aNight(place, store, DAY);
    place.type(contentsOf(twice.college('JX').drop('任职', ['JX-P1', '书记'])));
    const night = await aNight(place, store, DAY);
    expect(night.assessment.openBefore?.get('JX')).toBeDefined();
    expect(night.assessment.openBefore?.get('JSJ')).toBeUndefined();
    const text = auditText(nightInput(DAY), night);
    expect(text).toMatch(/^JSJ学院 +0 +0 +0 /mu);
    expect(text).not.toMatch(/JSJ学院：/u);
    expect(text).toMatch(/^ {2}JX学院：.*新增 1 个（ORG-03-\w+）$/mu);
  });

  it('is nothing for a college that joins the school, in its own line and in the whole', async () => {
    const store = await embeddedStore();
    const faulty = aSchool(DAY).drop('任职', ['P1', '书记']);
    const place = aPlace(contentsOf(faulty));
    await aNight(place, store, DAY);
    place.type(contentsOf(faulty.college('JX').drop('任职', ['JX-P1', '书记'])));
    await aNight(place, store, '2026-03-16');
    const rows = place.tab(SCHOOL_ID, '概览')?.rows ?? expect.unreachable();
    const texts = rows.map(({ cells }) => String(plainValue(cells[0])));
    expect(texts.find((text) => text.startsWith('本次检查'))).toMatch(/错误 4（与上次相同）/u);
    const fixed = (figures(place) as readonly (readonly unknown[])[]).slice(1).map((cells) => [cells[0], cells[4]]);
    expect(fixed).toEqual([
      ['JSJ学院', 0],
      ['JX学院', '—'],
    ]);
  });
});
