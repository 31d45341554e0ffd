import { describe, expect, it } from 'vitest';
import { auditText } from '../../functions/cli/audit-text.ts';
import type { Store } from '../../shared/ports.ts';
import type { NightResult } from '../../shared/run/nightly.ts';
import { storedColleges } from '../../shared/run/reopen.ts';
import { sealYear } from '../../shared/run/year/seal.ts';
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
import { useEngine } from '../support/engine.ts';

const engine = useEngine();
const school = aSchool('2025-12-15').college('JX');
const typed = (registrations: NonNullable<SettingsTyped['registrations']>) => contentsOf(school, { registrations });
const booked = ({ assessment: { awards, reversals } }: NightResult) => ({ awards, reversals });
const collegesOf = ({ outcomes }: NightResult) => outcomes.map(({ reading: { registration } }) => registration.id);
const totals = ({ assessment }: NightResult) =>
  assessment.standings.map(({ organization, balance }) => [organization, balance.total]);

async function firstNight(): Promise<{ place: Place; store: Store; first: NightResult }> {
  const store = await engine.store();
  const place = aPlace(contentsOf(school));
  return { place, store, first: await aNight(place, store, '2025-12-15') };
}

const FAULTS: readonly (readonly [string, NonNullable<SettingsTyped['registrations']>])[] = [
  ['启用 = 可能', { JX: { 启用: '可能' } }],
  ['a blank 学院名称', { JX: { 学院名称: null } }],
  ['a blank 表格', { JX: { 表格: null } }],
  ['a blank 学院编号', { JX: { 学院编号: null } }],
  ['a path', { JX: { 表格: '../JX' } }],
  ['the id of another', { JX: { 学院编号: 'JSJ' } }],
  ['the workbook of another', { JX: { 表格: 'JSJ' } }],
  ['no row', { JX: null }],
];

describe('a row of 学院登记 that cannot be read keeps its last good reading', () => {
  it.each(FAULTS)('%s: nothing is booked, night after night', async (_, registrations) => {
    const { place, store, first } = await firstNight();
    place.type(typed(registrations));
    for (const day of ['2025-12-15', '2025-12-16', '2025-12-17']) {
      const night = await aNight(place, store, day);
      expect(collegesOf(night)).toEqual(['JSJ', 'JX']);
      expect(night.outcomes.map(({ error }) => error)).toEqual([null, null]);
      expect(booked(night)).toEqual({ awards: 0, reversals: 0 });
      expect(totals(night)).toEqual(totals(first));
      expect(night.school.settings.registrationFaults).toHaveLength(1);
      const words = '学院“JX学院”（JX）仍按上次读懂的登记检查，台账是“JX”。';
      const text = auditText(nightInput(day), night);
      expect(text.split('\n')[0]).toBe('校级总表里有 1 处设置没有读懂：');
      expect(text.split('\n')[1]).toContain(words);
      expect(JSON.stringify(place.tab(SCHOOL_ID, '概览'))).toContain(words);
      expect(night.assessment.judgement.violations).toContainEqual(
        expect.objectContaining({ rule: 'CFG-01', message: expect.stringContaining(words) }),
      );
    }
    expect((await storedColleges({ store })).map(({ id }) => id)).toEqual(['JSJ', 'JX']);
    place.type(contentsOf(school));
    const back = await aNight(place, store, '2025-12-18');
    expect(back.school.settings.registrationFaults).toEqual([]);
    expect(booked(back)).toEqual({ awards: 0, reversals: 0 });
    expect(await store.runs.notes('standing/')).toEqual([]);
  });

  it.each(['y', '√', 'TRUE', 1])('启用 = %s is yes', async (yes) => {
    const { place, store, first } = await firstNight();
    place.type(typed({ JX: { 启用: yes } }));
    const night = await aNight(place, store, '2025-12-15');
    expect([totals(night), night.school.settings.issues]).toEqual([totals(first), []]);
  });

  it('leaves by 启用 = 否 only, and a trial run says what that costs', async () => {
    const { place, store, first } = await firstNight();
    const points = first.assessment.standings.filter(({ balance }) => balance.college === 'JX');
    const sum = points.reduce((total, { balance }) => total + balance.total, 0);
    expect([points.length, sum > 0]).toEqual([3, true]);
    place.type(typed({ JX: { 启用: '×' } }));
    const trial = await aNight(place, store, '2025-12-15', { dryRun: true });
    expect(auditText(nightInput('2025-12-15', { dryRun: true }), trial)).toContain(
      `学院“JX学院”停用：它的 3 个组织退出排名，共 ${(sum / 100).toFixed(2)} 分全部冲回。`,
    );
    expect(collegesOf(await aNight(place, store, '2025-12-15'))).toEqual(['JSJ']);
    place.type(typed({ JX: null }));
    const gone = await aNight(place, store, '2025-12-16');
    expect([collegesOf(gone), gone.school.settings.registrationFaults]).toEqual([['JSJ'], []]);
  });

  it('cannot be sealed', async () => {
    const store = await engine.store();
    const place = aPlace(contentsOf(aSchool('2026-09-01', 2025).college('JX')));
    await aNight(place, store, '2026-08-31');
    place.type(contentsOf(aSchool('2026-09-01', 2025).college('JX'), { registrations: { JX: { 学院名称: null } } }));
    const input = nightInput('2026-09-01', { year: 2025 });
    const clock = { now: () => '2026-08-31T19:00:00.000Z', runId: () => 'seal' };
    const options = { force: false, reason: null, today: input.night.asOf };
    await expect(sealYear({ workbooks: place, store, clock }, input, options)).rejects.toThrow(
      '学院登记有没读懂的地方，不能封存。请先改好：学院“JX”没有填学院名称；这一栏必须填写。学院“JX学院”（JX）仍按上次读懂的登记检查，台账是“JX”。',
    );
    expect(await store.seals.seals(2025)).toEqual([]);
  });
});

describe('with a death at any call of the store', () => {
  const cases = [
    ['a faulty registration', typed({ JX: { 学院编号: null } })],
    [
      'a lost tab',
      { ...contentsOf(school), JX: (contentsOf(school).JX ?? []).filter(({ title }) => title !== '任职') },
    ],
  ] as const;
  it.each(cases)(
    '%s costs nobody a point, and the next run tells the same as an undisturbed one',
    {
      timeout: 120_000,
    },
    async (_, faulty) => {
      const twin = await firstNight();
      twin.place.type(faulty);
      const expected = await aNight(twin.place, twin.store, '2025-12-16');
      const told = ({ outcomes, school: { settings } }: NightResult) => [
        outcomes.map(({ error }) => error?.replace(/\d{4}-\d\d-\d\d/, 'day')),
        settings.registrationFaults,
      ];
      let deaths = 0;
      for (let at = 1; ; at++) {
        const { place, store, first } = await firstNight();
        place.type(faulty);
        let died = false;
        for (const when of ['before', 'after'] as const) {
          try {
            await aNight(place, dyingStore(store, at, when), '2025-12-16');
          } catch (error) {
            if (!(error instanceof Death)) throw error;
            died = true;
            deaths++;
          }
        }
        const next = await aNight(place, store, '2025-12-16');
        expect([told(next), booked(next), totals(next)], `death at call ${at}`).toEqual([
          told(expected),
          { awards: 0, reversals: 0 },
          totals(first),
        ]);
        place.type(contentsOf(school));
        const back = await aNight(place, store, '2025-12-17');
        expect([booked(back), totals(back)], `mended after a death at call ${at}`).toEqual([
          { awards: 0, reversals: 0 },
          totals(first),
        ]);
        if (!died) break;
      }
      expect(deaths).toBeGreaterThan(8);
    },
  );
});
