import { beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../functions/adapters/sqlite/store.ts';
import { archiveLines } from '../../functions/adapters/store/archive.ts';
import type { Item, Table } from '../../functions/adapters/store/items.ts';
import { storeIn } from '../../functions/adapters/store/store.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { sha256 } from '../../shared/domain/identity.ts';
import type { Store, StoredText } from '../../shared/ports.ts';
import { RULE_SET, RULES } from '../../shared/rules/index.ts';
import { nightly } from '../../shared/run/nightly.ts';
import { finalizeYear } from '../../shared/run/year/finalize.ts';
import { PURGED, purgeYears } from '../../shared/run/year/purge.ts';
import { sealYear } from '../../shared/run/year/seal.ts';
import { verifyYear } from '../../shared/run/year/verify.ts';
import type { Manifest } from '../../shared/year/manifest.ts';
import { aPlace, type Contents, contentsOf, nightInput, type Place } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { Death, dyingStore } from '../support/dying-store.ts';
import { useEngine } from '../support/engine.ts';

/** Years that are long over are forgotten but for their totals. */
const ruleSet = { version: RULE_SET, rules: RULES };
const school = aSchool('2026-09-01', 2025).college('JX');
const STUDENT = '202399887766';
const day = (text: string): number => parseIsoDay(text) ?? expect.unreachable(text);
const options = (today: string, more: { dryRun?: boolean; reason?: string } = {}) => ({
  at: `${today}T04:00:00.000Z`,
  reason: more.reason ?? null,
  today: day(today),
  dryRun: more.dryRun === true,
});

/** The school with a party member who belongs to no 党支部, which is a violation about a student. */
function contents(): Contents {
  const all = contentsOf(school, { parameters: { 公示联系人: '王老师', 校级通知地址: 'office@example.edu.cn' } });
  const typed: Readonly<Record<string, string>> = {
    学号: STUDENT,
    姓名: '张标记',
    培养层次: '本科生',
    年级: '2023',
    政治面貌: '中共党员',
  };
  return {
    ...all,
    JX: (all.JX ?? []).map((tab) => {
      const [headings = [], ...rows] = tab.rows;
      return tab.title === '花名册'
        ? { ...tab, rows: [headings, ...rows, headings.map((heading) => typed[String(heading)] ?? null)] }
        : tab;
    }),
  };
}

const night = (place: Place, store: Store, on: string) => {
  const startedAt = `${on}T04:00:00.000Z`;
  const input = nightInput(on);
  const clock = { now: () => startedAt, runId: () => 'a-run' };
  return nightly({ workbooks: place, store, clock }, { ...input, night: { ...input.night, startedAt } });
};

/** A school that sealed 2025-2026, went on, and whose workbooks are others by then. */
async function lived(store: Store): Promise<{ place: Place; manifest: Manifest }> {
  const place = aPlace(contents());
  await night(place, store, '2026-08-30');
  const clock = { now: () => '2026-09-01T04:00:00.000Z', runId: () => 'a-run' };
  const closing = { force: false, reason: null, today: day('2026-09-01') };
  const { manifest } = await sealYear(
    { workbooks: place, store, clock },
    nightInput('2026-09-01', { year: 2025 }),
    closing,
  );
  place.type(contentsOf(school));
  await night(place, store, '2026-10-01');
  return { place, manifest };
}

async function aTable(items: readonly Item[] = []): Promise<Table> {
  const { table } = await openSqlite({ stateFolder: null });
  if (items.length > 0) await table.putAll(items);
  return table;
}

const textOf = async (table: Table): Promise<string> => [...archiveLines(await table.all(), '')].join('\n');
/** Texts that name the student. */
const naming = (texts: readonly StoredText[]) =>
  texts.filter(({ text }) => text.includes(STUDENT)).map(({ kind, year }) => [kind, year]);

/** What is stored, without when it was done. */
const stored = async ({ texts }: Store) =>
  (await texts.all())
    .filter(({ kind, name }) => kind !== 'note' || !name.startsWith(PURGED))
    .map(({ kind, name, year, text }) =>
      sha256(JSON.stringify([kind, name, year, text.replaceAll(/2032-09-\d\d/gu, '')])),
    )
    .toSorted();

let items: readonly Item[] = [];
let manifest: Manifest;
let place: Place;
beforeAll(async () => {
  const table = await aTable();
  ({ manifest, place } = await lived(storeIn(table)));
  items = await table.all();
});

describe('forgetting whole years', () => {
  it('leaves totals, ranks and hashes of the years before, and all of the years from then on', async () => {
    const table = await aTable(items);
    const store = storeIn(table);
    const before = await store.texts.all();
    const rest = (year: number | null) => before.filter((text) => text.year === year && text.kind !== 'seal');
    expect(await textOf(table)).toContain(STUDENT);
    const purge = await purgeYears(store, 2026, options('2032-09-05', { reason: '超过五年' }));
    expect(purge.years).toEqual([
      {
        year: 2025,
        books: 2,
        ledger: rest(2025).filter(({ kind }) => kind === 'ledger').length,
        seals: 1,
        snapshots: 2,
      },
    ]);
    const after = await store.texts.all();
    expect(
      after
        .filter(({ year }) => year === 2025)
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(
      before
        .filter(({ year, kind }) => year === 2025 && (kind === 'balance' || kind === 'seal'))
        .map(({ kind }) => kind)
        .toSorted(),
    );
    expect(after.filter(({ year }) => year === 2026)).toEqual(rest(2026));
    for (const { hash } of await store.snapshots.heads()) expect(await store.snapshots.content(hash)).not.toBe('');
    const [seal] = await store.seals.seals(2025);
    expect(seal).toMatchObject({ hash: manifest.hash, purgedAt: '2032-09-05T04:00:00.000Z' });
    expect(seal?.people).toBeUndefined();
    const { content } = JSON.parse(seal?.manifest ?? '') as Manifest;
    expect(content.ranking).toEqual(manifest.content.ranking);
    expect(content.balances).toEqual(manifest.content.balances);
    expect(content.violations).toEqual([]);
    for (const word of ['张标记', '王老师', 'office@example.edu.cn'])
      expect([word, (await textOf(table)).includes(word)]).toEqual([word, false]);
    // What was open when the year after began was mended in that year.
    expect(naming(after)).toEqual([['book', 2026]]);
    expect(await store.runs.notes(PURGED)).toEqual([
      {
        name: `${PURGED}2032-09-05T04:00:00.000Z`,
        value: JSON.stringify({ at: '2032-09-05T04:00:00.000Z', before: 2026, reason: '超过五年' }),
      },
    ]);
  });

  it('the seal that was handed out is known for what it is, and the year cannot be sealed or made final again', async () => {
    const store = storeIn(await aTable(items));
    await purgeYears(store, 2026, options('2032-09-05'));
    const clock = { now: () => '2032-09-06T04:00:00.000Z', runId: () => 'a-run' };
    const ports = { workbooks: place, store, clock };
    expect(await verifyYear(ports, { ...ruleSet, version: 'of later years' }, manifest)).toEqual({
      purgedAt: '2032-09-05T04:00:00.000Z',
      recomputed: null,
      matches: true,
      withoutPeople: true,
      source: null,
      changes: [],
    });
    const before = await stored(store);
    const closing = { force: true, reason: '重做', today: day('2032-09-06') };
    const input = nightInput('2026-09-01', { year: 2025 });
    const sentence = '2025-2026 学年的明细已在 2032-09-05 清除，只留下总分和名次，不能再封存或定稿。';
    await expect(sealYear(ports, input, closing)).rejects.toThrow(sentence);
    await expect(finalizeYear(ports, input, closing)).rejects.toThrow(sentence);
    expect(await stored(store)).toEqual(before);
  });

  it('a manifest never holds the addresses of groups, sealed or purged', async () => {
    expect(JSON.stringify(manifest)).toContain('王老师');
    expect(JSON.stringify(manifest)).not.toContain('office@example.edu.cn');
  });

  it('tells what would go and writes nothing where it is tried', async () => {
    const store = storeIn(await aTable(items));
    const before = await store.texts.all();
    const tried = await purgeYears(store, 2026, options('2032-09-05', { dryRun: true }));
    expect(await store.texts.all()).toEqual(before);
    expect(await purgeYears(store, 2026, options('2032-09-05'))).toEqual(tried);
  });

  it('done twice writes nothing the second time, and nothing where there is no such year', async () => {
    const store = storeIn(await aTable(items));
    const { write } = store.requests();
    expect((await purgeYears(store, 2025, options('2032-09-05'))).years).toEqual([]);
    expect(store.requests().write).toBe(write);
    await purgeYears(store, 2026, options('2032-09-05'));
    const after = store.requests().write;
    expect((await purgeYears(store, 2026, options('2032-09-06'))).years).toEqual([]);
    expect(store.requests().write).toBe(after);
  });

  it.each([
    [
      'a year that has not ended',
      2033,
      '2032-09-05',
      '只能清除已经结束的学年，什么也没有改动。--purge-before 后面最晚写 2032-2033。',
    ],
    [
      'a year that is not sealed',
      2027,
      '2032-09-05',
      '2026-2027 学年还没有封存，清除以后就查不到结果的依据了，所以什么也没有改动。请先用 --seal --year 2026-2027 封存，或把 --purge-before 写早一些。',
    ],
    [
      'a year whose 公示期 runs still, on its last day',
      2026,
      '2026-09-08',
      '2025-2026 学年的公示期到 2026-09-08（含当天）才结束，什么也没有改动。请在那以后再清除。',
    ],
  ])('is refused for %s, with nothing written', async (_what, before, today, sentence) => {
    const store = storeIn(await aTable(items));
    const { write } = store.requests();
    await expect(purgeYears(store, before, options(today))).rejects.toThrow(sentence);
    expect(store.requests().write).toBe(write);
  });

  it('is done on the day after 公示期', async () => {
    const store = storeIn(await aTable(items));
    expect((await purgeYears(store, 2026, options('2026-09-09'))).years).toHaveLength(1);
  });

  it('is refused while workbooks do not show the seal yet', async () => {
    const store = storeIn(await aTable(items));
    await store.runs.putNote('year-end/unfinished/2025', '1');
    await expect(purgeYears(store, 2026, options('2032-09-05'))).rejects.toThrow(
      '2025-2026 学年的封存还没有写进全部表格，什么也没有改动。请再运行一次封存的命令，然后清除。',
    );
  });

  it('goes on after a death at any call', async () => {
    const whole = storeIn(await aTable(items));
    await purgeYears(whole, 2026, options('2032-09-05'));
    const wanted = await stored(whole);
    for (const when of ['before', 'after'] as const) {
      let isDone = false;
      for (let at = 1; !isDone; at++) {
        const store = storeIn(await aTable(items));
        isDone = await purgeYears(dyingStore(store, at, when), 2026, options('2032-09-05')).then(
          () => true,
          (error: unknown) => !(error instanceof Death) && expect.unreachable(String(error)),
        );
        await purgeYears(store, 2026, options('2032-09-06'));
        expect([when, at, await stored(store)]).toEqual([when, at, wanted]);
      }
    }
  });
});

describe('the same on DynamoDB', () => {
  const engine = useEngine();

  it('leaves the same, and nothing the second time', async () => {
    const store = await engine.store();
    const { manifest: own } = await lived(store);
    await purgeYears(store, 2026, options('2032-09-05'));
    expect(naming(await store.texts.all())).toEqual([['book', 2026]]);
    expect(await store.seals.seals(2025)).toMatchObject([{ hash: own.hash, purgedAt: '2032-09-05T04:00:00.000Z' }]);
    const { write } = store.requests();
    expect((await purgeYears(store, 2026, options('2032-09-06'))).years).toEqual([]);
    expect(store.requests().write).toBe(write);
  });
});
