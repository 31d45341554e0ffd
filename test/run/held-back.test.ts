import { describe, expect, it } from 'vitest';
import type { Store } from '../../shared/ports.ts';
import type { NightResult } from '../../shared/run/nightly.ts';
import { nightly } from '../../shared/run/nightly.ts';
import type { TabImage } from '../../shared/sheet/image.ts';
import type { RawTab } from '../../shared/sheet/raw.ts';
import { TAB_TITLES } from '../../shared/workbook/assemble-school.ts';
import { aNight, aPlace, type Contents, contentsOf, nightInput, type Place, SCHOOL_ID } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { useEngine } from '../support/engine.ts';

const engine = useEngine();
const school = aSchool('2025-12-15').students(60);
const sound = contentsOf(school);

/** The same workbooks with a tab of JSJ changed; `null` takes it away. */
function withTab(title: string, change: (tab: RawTab) => RawTab | null, contents: Contents = sound): Contents {
  const tabs = (contents.JSJ ?? []).flatMap((tab) => (tab.title === title ? (change(tab) ?? []) : tab));
  return { ...contents, JSJ: tabs };
}
const renamedTab = (title: string, next: string) => withTab(title, (tab) => ({ ...tab, title: next }));
const renamedHeading = (title: string, heading: string, next: string) =>
  withTab(title, (tab) => ({
    ...tab,
    rows: tab.rows.map((row) => row.map((cell) => (cell === heading ? next : cell))),
  }));
const shortRoster = (rows: number, contents?: Contents) =>
  withTab('花名册', (tab) => ({ ...tab, rows: tab.rows.slice(0, rows + 1) }), contents);

const outcomeOf = ({ outcomes }: NightResult) => {
  const { status, error } = outcomes[0] ?? {};
  return { status, error };
};
const booked = ({ assessment: { awards, reversals } }: NightResult) => ({ awards, reversals });
const found = ({ assessment }: NightResult) =>
  assessment.judgement.violations.map(({ rule, subject }) => [rule, ...subject]);
const texts = (tab: TabImage | undefined) =>
  [...(tab?.banner ?? []), ...(tab?.rows ?? [])].flatMap(({ cells }) =>
    cells.map((cell) => String(typeof cell === 'object' ? (cell?.value ?? '') : cell)),
  );

async function firstNight(contents = sound): Promise<{ place: Place; store: Store; first: NightResult }> {
  const store = await engine.store();
  const place = aPlace(contents);
  const first = await aNight(place, store, '2025-12-15');
  expect(outcomeOf(first)).toEqual({ status: 'done', error: null });
  return { place, store, first };
}

describe('a workbook that has lost something is held back', () => {
  it('a tab of an unknown name: nothing is booked, everything is as before, its own tabs say why, it ends by itself', async () => {
    const { place, store, first } = await firstNight();
    const others = texts(place.tab('JSJ', '积分排名'));
    place.type(renamedTab('组织', '机构设置'));
    const sentence = (day: string) =>
      `找不到“组织”工作表；有一张“机构设置”，是不是它改了名？这次读到的内容没有采用，仍按 ${day} 读到的内容检查和计分；请把名称改回来或把内容补上，下次检查就会恢复。`;
    for (const night of ['2025-12-15', '2025-12-16', '2025-12-17']) {
      const held = await aNight(place, store, night);
      const { status, error } = outcomeOf(held);
      expect(status).toBe('heldBack');
      const day = /仍按 (\S+) 读到/.exec(error ?? '')?.[1] ?? '';
      expect(error).toBe(sentence(day));
      expect(booked(held)).toEqual({ awards: 0, reversals: 0 });
      expect(held.assessment.standings.map(({ balance }) => balance.total)).toEqual(
        first.assessment.standings.map(({ balance }) => balance.total),
      );
      const at = error?.indexOf('这次') ?? 0;
      const lines = [`未处理：${error?.slice(0, at)}`, error?.slice(at), `以下是 ${day} 读到的内容`];
      const shown = (title: string) => texts(place.tab('JSJ', title)).filter((text) => text !== '');
      expect(shown('概览').slice(1, 4)).toEqual(lines);
      expect(shown('问题清单').slice(0, 3)).toEqual(lines);
      expect(texts(place.tab(SCHOOL_ID, '概览'))).toContain(error);
      expect(texts(place.tab('JSJ', '积分排名'))).toEqual(others);
    }
    place.type(sound);
    const back = await aNight(place, store, '2025-12-18');
    expect(outcomeOf(back).error).toBeNull();
    expect(booked(back)).toEqual({ awards: 0, reversals: 0 });
    expect(texts(place.tab('JSJ', '概览')).join()).not.toContain('未处理');
    expect(await store.runs.notes('standing/held-back/')).toEqual([]);
  });

  it('a tab that goes by an alias is read: nobody loses a point', async () => {
    const { place, store } = await firstNight();
    place.type(renamedTab('组织', '组织机构'));
    const night = await aNight(place, store, '2025-12-15');
    expect(outcomeOf(night).error).toBeNull();
    expect(booked(night)).toEqual({ awards: 0, reversals: 0 });
  });

  it('a trial run says the same and remembers nothing', async () => {
    const { place, store } = await firstNight();
    place.type(renamedTab('组织', '机构设置'));
    const trial = await aNight(place, store, '2025-12-15', { dryRun: true });
    expect(outcomeOf(trial)).toMatchObject({ status: 'heldBack', error: expect.stringContaining('“机构设置”') });
    expect(await store.runs.notes('standing/held-back/')).toEqual([]);
  });

  it('lost rows are DAT-17 until 豁免 names it; then the reading is accepted as it is, and the next loss is another', async () => {
    const { place, store } = await firstNight();
    place.type(shortRoster(20));
    const held = await aNight(place, store, '2025-12-15');
    expect(outcomeOf(held)).toMatchObject({
      status: 'heldBack',
      error: expect.stringMatching(
        /^花名册由 67 行变为 20 行。这次读到的内容没有采用，仍按 \d{4}-\d\d-\d\d 读到的内容检查和计分；误删的请恢复，确实应当减少的请学校豁免问题清单里的 DAT-17。$/,
      ),
    });
    expect(found(held)).toContainEqual(['DAT-17', '花名册', '67']);
    const id = held.assessment.judgement.violations.find(({ rule }) => rule === 'DAT-17')?.id ?? '';
    place.type(shortRoster(18));
    const again = await aNight(place, store, '2025-12-16');
    expect(again.assessment.judgement.violations.find(({ rule }) => rule === 'DAT-17')?.id).toBe(id);

    const waivers = [
      { 问题编号: id, 理由: '毕业离校', 批准人: '教务', 批准日期: '2025-12-17', 有效期至: '2026-08-31' },
    ];
    const waived = { ...contentsOf(school, { waivers }) };
    place.type(shortRoster(18, waived));
    expect(outcomeOf(await aNight(place, store, '2025-12-16')).status, 'not yet approved').toBe('heldBack');
    const accepted = await aNight(place, store, '2025-12-17');
    expect(outcomeOf(accepted)).toEqual({ status: 'done', error: null });
    expect(found(accepted).some(([rule]) => rule === 'DAT-17')).toBe(false);
    expect(accepted.assessment.judgement.school.colleges[0]?.all.students).toHaveLength(18);
    const settled = await aNight(place, store, '2025-12-18');
    expect(outcomeOf(settled).error).toBeNull();
  });

  it('大幅减少保护 = 0 accepts every loss of rows', async () => {
    const off = contentsOf(school, { parameters: { 大幅减少保护: 0 } });
    const { place, store } = await firstNight(off);
    place.type(shortRoster(0, off));
    expect(outcomeOf(await aNight(place, store, '2025-12-15'))).toEqual({ status: 'done', error: null });
  });

  it('is known to a run that does not read it: its DAT-17 is not called mended', async () => {
    const two = contentsOf(aSchool('2025-12-15').students(60).college('JX').college('JSJ'));
    const { place, store } = await firstNight(two);
    place.type(shortRoster(10, two));
    const held = await aNight(place, store, '2025-12-15');
    const { id } = held.assessment.judgement.violations.find(({ rule }) => rule === 'DAT-17') ?? {};
    const input = nightInput('2025-12-16');
    const clock = { now: () => new Date().toISOString(), runId: () => 'unused' };
    const only = await nightly({ workbooks: place, store, clock }, { ...input, night: { ...input.night, only: 'JX' } });
    expect(only.assessment.judgement.violations.find(({ rule }) => rule === 'DAT-17')?.id).toBe(id);
    const next = await aNight(place, store, '2025-12-17');
    expect(next.assessment.judgement.violations.find(({ rule }) => rule === 'DAT-17')).toMatchObject({
      id,
      state: '未整改',
    });
  });

  it('a first reading is never held back, and an empty template is not faultless but not filled in', async () => {
    const store = await engine.store();
    const blank = withTab('组织', (tab) => tab);
    const empty = { ...blank, JSJ: (blank.JSJ ?? []).map((tab) => ({ ...tab, rows: tab.rows.slice(0, 1) })) };
    const place = aPlace(empty);
    const night = await aNight(place, store, '2025-12-15');
    expect(outcomeOf(night)).toEqual({ status: 'done', error: null });
    expect(texts(place.tab(SCHOOL_ID, '概览'))).toContain(
      `还没有填写：${TAB_TITLES.map((title) => `“${title}”`).join('、')}没有一行内容`,
    );
    expect(texts(place.tab('JSJ', '概览'))).toContain('还没有填写，没有一行内容');
    place.type(withTab('组织', () => null, empty));
    expect(outcomeOf(await aNight(place, store, '2025-12-15')).status).toBe('heldBack');
  });
});

describe('a column that was not read takes nobody’s points and accuses nobody', () => {
  it.each([
    ['任职', '离任日期', '卸任日期'],
    ['活动台账', '实到人数', '实际到会'],
    ['活动台账', '佐证材料', '证明材料'],
    ['活动台账', '联合组织', '合办组织'],
  ])('%s: %s renamed %s', async (tab, heading, next) => {
    const { place, store, first } = await firstNight();
    place.type(renamedHeading(tab, heading, next));
    const night = await aNight(place, store, '2025-12-15');
    const before = new Set(found(first).map(String));
    expect(found(night).filter((one) => !before.has(String(one)))).toEqual([['DAT-18', tab, next]]);
    expect(outcomeOf(night).error).toBeNull();
    expect(booked(night)).toEqual({ awards: 0, reversals: 0 });
    expect(texts(place.tab('JSJ', '概览'))).toEqual(
      expect.arrayContaining([tab, `“${next}”一列没有读；可能是“${heading}”。`]),
    );
    expect(night.assessment.standings.map(({ organization, balance }) => [organization, balance.total])).toEqual(
      first.assessment.standings.map(({ organization, balance }) => [organization, balance.total]),
    );
  });
});
