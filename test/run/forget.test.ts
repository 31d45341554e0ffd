import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../functions/adapters/sqlite/store.ts';
import { archiveLines } from '../../functions/adapters/store/archive.ts';
import type { Table } from '../../functions/adapters/store/items.ts';
import { storeIn } from '../../functions/adapters/store/store.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import type { Store } from '../../shared/ports.ts';
import { RULE_SET, RULES } from '../../shared/rules/index.ts';
import { FORGOTTEN, forgetStudent, standingPlaces } from '../../shared/run/forget/forget-student.ts';
import { sealYear } from '../../shared/run/year/seal.ts';
import { verifyYear } from '../../shared/run/year/verify.ts';
import type { RawTab } from '../../shared/sheet/raw.ts';
import { readManifest } from '../../shared/year/manifest.ts';
import { aNight, aPlace, type Contents, contentsOf, nightInput } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { Death, dyingStore } from '../support/dying-store.ts';
import { totalsIn } from '../support/ledger-state.ts';

/** Somebody asks to be forgotten after the year was sealed: nobody finds the person, and the seal still holds. */
const SEALED_ON = '2026-09-01';
const STUDENT = '202399887766';
const NAME = '张标记';
const CARD = '110101200001011234';
const MARK = { at: '2026-09-05T01:00:00.000Z', reason: '本人申请', mark: 'a1b2c3d4' };
const ruleSet = { version: RULE_SET, rules: RULES };
const clock = { now: () => '2026-09-01T01:00:00.000Z', runId: () => 'a-run' };

/** The school with a party member without 党支部, and a column of the college's own. */
function contents(isThere: boolean): Contents {
  const all = contentsOf(aSchool(SEALED_ON, 2025).college('JX'));
  return {
    ...all,
    JX: (all.JX ?? []).map((tab): RawTab => {
      if (tab.title !== '花名册') return tab;
      const [headings = [], ...rows] = tab.rows;
      const typed: Readonly<Record<string, string>> = {
        学号: STUDENT,
        姓名: NAME,
        培养层次: '本科生',
        年级: '2023',
        政治面貌: '中共党员',
      };
      const row = [...headings.map((heading) => typed[String(heading)] ?? null), CARD];
      return { ...tab, rows: [[...headings, '身份证号'], ...rows, ...(isThere ? [row] : [])] };
    }),
  };
}

async function sealed(store: Store) {
  const place = aPlace(contents(true));
  await aNight(place, store, '2026-08-31', { year: 2025 });
  const ports = { workbooks: place, store, clock };
  const options = { force: false, reason: null, today: parseIsoDay(SEALED_ON) ?? 0 };
  const { manifest } = await sealYear(ports, nightInput(SEALED_ON, { year: 2025 }), options);
  return { place, ports, manifest };
}

async function gone(store: Store) {
  const made = await sealed(store);
  made.place.type(contents(false));
  await aNight(made.place, store, '2026-09-02');
  return made;
}

let root = '';
const open: (() => Promise<void>)[] = [];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'xietong-forget-'));
});
afterAll(async () => {
  for (const close of open) await close();
  rmSync(root, { recursive: true, force: true });
});

async function aTable(name: string): Promise<Table> {
  const { table, close } = await openSqlite({ stateFolder: join(root, name) });
  open.push(close);
  return table;
}

const textOf = async (table: Table): Promise<string> => [...archiveLines(await table.all(), '')].join('\n');

describe('a sealed manifest', () => {
  it('names nobody: a digest stands for the 学号, and the store knows for whom', async () => {
    const store = storeIn(await aTable('digest'));
    const { ports, manifest } = await sealed(store);
    const text = JSON.stringify(manifest);
    expect(text).not.toContain(STUDENT);
    expect(text).not.toContain(NAME);
    expect(manifest.content.violations.flat()).toContainEqual(expect.stringMatching(/^#[0-9a-f]{24}$/));
    expect(await verifyYear(ports, ruleSet, manifest)).toMatchObject({ matches: true, recomputed: manifest.hash });
    const elsewhere = { ...ports, store: storeIn(await aTable('elsewhere')) };
    expect(await verifyYear(elsewhere, ruleSet, manifest)).toMatchObject({
      matches: true,
      withoutPeople: true,
      recomputed: null,
    });
    expect(readManifest(text).isIntact).toBe(true);
  });
});

describe('forgetting a student', () => {
  it('is not done while a last reading names the student, and says in which cells', async () => {
    const store = storeIn(await aTable('standing'));
    await sealed(store);
    expect(await standingPlaces(store, STUDENT)).toEqual([
      { workbook: 'JX', cells: [expect.stringMatching(/^花名册![A-Z]+\d+$/)] },
    ]);
  });

  it('leaves neither number nor name nor a column of the user’s own in the store, keeps sums, and the seal holds', async () => {
    const table = await aTable('forgotten');
    const store = storeIn(table);
    const { ports, manifest } = await gone(store);
    const totals = await totalsIn(store);
    expect(await textOf(table)).toContain(STUDENT);
    expect(await textOf(table)).toContain(NAME);
    expect(await standingPlaces(store, STUDENT)).toEqual([]);
    const counts = await forgetStudent(store, STUDENT, MARK);
    expect(counts).toMatchObject({ snapshots: 1, seals: 1 });
    const text = await textOf(table);
    for (const word of [STUDENT, NAME, CARD]) expect(text).not.toContain(word);
    for (const file of readdirSync(join(root, 'forgotten'))) {
      const bytes = readFileSync(join(root, 'forgotten', file)).toString('utf8');
      for (const word of [STUDENT, NAME, CARD]) expect([file, bytes.includes(word)]).toEqual([file, false]);
    }
    expect(await totalsIn(store)).toEqual(totals);
    expect(await verifyYear(ports, ruleSet, manifest)).toMatchObject({
      matches: true,
      recomputed: manifest.hash,
      source: 'snapshots',
    });
    expect(await store.runs.notes(FORGOTTEN)).toEqual([
      { name: expect.stringContaining('已删除'), value: JSON.stringify({ at: MARK.at, reason: MARK.reason, counts }) },
    ]);
  });

  it('of a seal of an earlier version is told, for its manifest names the student', async () => {
    const table = await aTable('old-seal');
    const store = storeIn(table);
    await gone(store);
    const seal = (await store.texts.all()).find(({ kind }) => kind === 'seal') ?? expect.unreachable();
    const { people: _, ...record } = JSON.parse(seal.text) as { people: unknown; manifest: string };
    const manifest = JSON.parse(record.manifest) as { content: { violations: unknown[] } };
    const content = {
      ...manifest.content,
      schema: 'xietong/manifest/1',
      violations: [['ORG-12', 'JX', '错误', false, STUDENT]],
    };
    const old = { ...record, manifest: JSON.stringify({ ...manifest, content }) };
    await store.texts.replace(seal, JSON.stringify(old));
    expect(await forgetStudent(store, STUDENT, MARK)).toMatchObject({ seals: 1, oldSeals: 1 });
    expect(await textOf(table)).not.toContain(STUDENT);
  });

  it('done twice writes nothing the second time, and nothing for somebody whom nobody knows', async () => {
    const store = storeIn(await aTable('twice'));
    await gone(store);
    await forgetStudent(store, STUDENT, MARK);
    const { write } = store.requests();
    expect(await forgetStudent(store, STUDENT, { ...MARK, mark: 'other' })).toBeNull();
    expect(await forgetStudent(store, '202300000404', MARK)).toBeNull();
    expect(store.requests().write).toBe(write);
  });

  it('goes on after a death at any call, with the pseudonym that it began with, and the seal holds', {
    timeout: 240_000,
  }, async () => {
    const start = await aTable('before');
    const { ports, manifest } = await gone(storeIn(start));
    const items = await start.all();
    let isDone = false;
    for (let at = 1; !isDone; at++) {
      for (const when of ['before', 'after'] as const) {
        const table = await aTable(`death-${at}-${when}`);
        await table.putAll(items);
        const store = storeIn(table);
        const died = await forgetStudent(dyingStore(store, at, when), STUDENT, MARK).then(
          () => false,
          (error: unknown) => error instanceof Death,
        );
        isDone = !died;
        await forgetStudent(store, STUDENT, { ...MARK, mark: 'second' });
        const text = await textOf(table);
        expect([at, when, text.includes(STUDENT), text.includes(NAME)]).toEqual([at, when, false, false]);
        expect([at, when, await verifyYear({ ...ports, store }, ruleSet, manifest)]).toMatchObject([
          at,
          when,
          { matches: true, recomputed: manifest.hash },
        ]);
      }
    }
  });
});
