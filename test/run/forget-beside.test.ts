import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { openSqlite } from '../../functions/adapters/sqlite/store.ts';
import type { Item, Table } from '../../functions/adapters/store/items.ts';
import { storeIn } from '../../functions/adapters/store/store.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { StaleReading, type Store, type StoredText } from '../../shared/ports.ts';
import { RULE_SET, RULES } from '../../shared/rules/index.ts';
import { forgetStudent } from '../../shared/run/forget/forget-student.ts';
import { nightly } from '../../shared/run/nightly.ts';
import { sealYear } from '../../shared/run/year/seal.ts';
import { verifyYear } from '../../shared/run/year/verify.ts';
import { aNight, aPlace, type Contents, contentsOf, nightInput, type Place, sharedPlace } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { useEngine } from '../support/engine.ts';
import { totalsIn } from '../support/ledger-state.ts';

/** A night that has read a student before the rows were deleted goes on after the student was forgotten. */
const STUDENT = '202399887766';
const NAME = '张标记';
const MARK = { at: '2026-03-05T01:00:00.000Z', reason: '本人申请', mark: 'a1b2c3d4' };
const school = aSchool('2026-03-01').college('JX');

/** @param other whether somebody else without a class is there besides, which changes what a night writes */
function contents(isThere: boolean, other: boolean): Contents {
  const all = contentsOf(school, {
    parameters: { 通知内容: '明细', 校级通知方式: '邮件', 校级通知地址: 'office@example.edu.cn' },
  });
  return {
    ...all,
    JX: (all.JX ?? []).map((tab) => {
      const [headings = [], ...rows] = tab.rows;
      if (tab.title !== '花名册') return tab;
      const row = (id: string, name: string) => {
        const typed: Readonly<Record<string, string>> = {
          学号: id,
          姓名: name,
          培养层次: '本科生',
          年级: '2023',
          政治面貌: '中共党员',
        };
        return headings.map((heading) => typed[String(heading)] ?? null);
      };
      return {
        ...tab,
        rows: [
          headings,
          ...rows,
          ...(other ? [row('202300000001', '李某')] : []),
          ...(isThere ? [row(STUDENT, NAME)] : []),
        ],
      };
    }),
  };
}

async function night(place: Place, store: Store, at: string): Promise<void> {
  const input = nightInput(at.slice(0, 10));
  const clock = { now: () => at, runId: () => 'a-run' };
  await nightly({ workbooks: place, store, clock }, { ...input, night: { ...input.night, startedAt: at } });
}

/** A store at one of whose calls other things happen, before it is made. */
function interrupted(store: Store, at: number, meanwhile: () => Promise<void>): Store {
  let calls = 0;
  const part = <Part extends object>(own: Part): Part =>
    new Proxy(own, {
      get(target, name, receiver) {
        const call: unknown = Reflect.get(target, name, receiver);
        if (typeof call !== 'function') return call;
        return async (...given: unknown[]) => {
          if (++calls === at) await meanwhile();
          return Reflect.apply(call, target, given);
        };
      },
    });
  return {
    ledger: part(store.ledger),
    violations: part(store.violations),
    snapshots: part(store.snapshots),
    runs: part(store.runs),
    seals: part(store.seals),
    images: part(store.images),
    texts: part(store.texts),
    requests: () => store.requests(),
  };
}

async function aTable(items: readonly Item[] = []): Promise<Table> {
  const { table } = await openSqlite({ stateFolder: null });
  if (items.length > 0) await table.putAll(items);
  return table;
}

const naming = (texts: readonly StoredText[]) =>
  texts.filter(({ text }) => text.includes(STUDENT) || text.includes(NAME)).map(({ kind, name }) => `${kind} ${name}`);

/** What the store holds before the night begins. */
async function itemsAfter(...nights: readonly (readonly [Contents, string])[]): Promise<readonly Item[]> {
  const table = await aTable();
  for (const [typed, at] of nights) await night(aPlace(typed), storeIn(table), at);
  return table.all();
}

/** Nights that are interrupted by the same at each of their calls; gives what names the student after one of them. */
async function revivedBy(
  items: readonly Item[],
  typed: Contents,
  meanwhile: (place: Place, store: Store) => Promise<void>,
  { after = contents(false, true), every = 1 } = {},
): Promise<readonly string[]> {
  const alone = storeIn(await aTable(items));
  await night(aPlace(after), alone, '2026-03-03T04:00:00.000Z');
  const totals = await totalsIn(alone);
  const revived: string[] = [];
  for (let at = 1; ; at += every) {
    const table = await aTable(items);
    // Another process has another store: it remembers what it has read.
    const [own, store] = [storeIn(table), storeIn(table)];
    const place = aPlace(typed);
    let wasThere = false;
    const beside = interrupted(own, at, async () => {
      wasThere = true;
      await meanwhile(place, store);
      const isNamed = naming(await store.texts.all()).length > 0;
      expect((await forgetStudent(store, STUDENT, MARK)) !== null).toBe(isNamed);
    });
    await night(place, beside, '2026-03-03T04:00:00.000Z').catch((error: unknown) => {
      if (!(error instanceof StaleReading)) throw error;
    });
    if (!wasThere) {
      expect(at).toBeGreaterThan(10);
      return revived;
    }
    for (const one of naming(await store.texts.all())) revived.push(`${at}: ${one}`);
    expect([at, await totalsIn(store)]).toEqual([at, totals]);
  }
}

/** Every trial is a night or two. */
const SLOWLY = { timeout: 60_000 };

describe('a night beside forgetting brings nothing back, wherever it was, and what is booked is right', () => {
  it('when it has read the student, whose rows are deleted and checked meanwhile', SLOWLY, async () => {
    const items = await itemsAfter([contents(true, false), '2026-03-01T04:00:00.000Z']);
    const revived = await revivedBy(items, contents(true, true), async (place, store) => {
      place.type(contents(false, true));
      await night(place, store, '2026-03-03T05:00:00.000Z');
    });
    expect(revived).toEqual([]);
  });

  it('when it has read what the store knows of the student', SLOWLY, async () => {
    const items = await itemsAfter(
      [contents(true, false), '2026-03-01T04:00:00.000Z'],
      [contents(false, false), '2026-03-02T04:00:00.000Z'],
    );
    expect(await revivedBy(items, contents(false, true), async () => {})).toEqual([]);
  });
});

describe('a number in the title of an activity does not come back into the ledger', () => {
  const titled = (...days: readonly string[]): Contents =>
    contentsOf(
      days.reduce(
        (all, 活动日期) => all.activity('志愿服务', 'JX-C1', { 活动日期, 活动主题: `看望${STUDENT}` }),
        school,
      ),
    );
  const [two, one, none] = [titled('2026-02-20', '2026-02-21'), titled('2026-02-20'), titled()];
  const trials = { after: none, every: 3 };

  it('when a night has read rows that are cleared and checked meanwhile', SLOWLY, async () => {
    const items = await itemsAfter([one, '2026-03-01T04:00:00.000Z']);
    const cleared = async (place: Place, store: Store): Promise<void> => {
      place.type(none);
      await night(place, store, '2026-03-03T05:00:00.000Z');
    };
    expect(await revivedBy(items, two, cleared, trials)).toEqual([]);
  });

  it('when a night that has read what the store knows takes it back', SLOWLY, async () => {
    const items = await itemsAfter([one, '2026-03-01T04:00:00.000Z']);
    expect(await revivedBy(items, none, async () => {}, trials)).toEqual([]);
  });
});

describe('forgetting beside nights that are processes of their own, on DynamoDB', () => {
  const engine = useEngine();
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'xietong-forget-beside-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('leaves nothing of the student, and a sealed year that holds', { timeout: 120_000 }, async () => {
    const table = await engine.table();
    const open = () => dynamoStore({ endpoint: engine.endpoint(), table });
    const file = join(root, 'workbooks.json');
    const type = (typed: Contents): void => writeFileSync(file, JSON.stringify(typed));
    const child = (): Promise<void> => {
      const args = ['test/support/night-child.ts', engine.endpoint(), table, file, '2026-09-03'];
      const night = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
      // A night that was overtaken ends with an error: it has to be run again.
      return new Promise((done) => night.on('close', () => done()));
    };
    const clock = { now: () => new Date().toISOString(), runId: () => 'a-run' };
    const ports = { workbooks: sharedPlace(file), store: open(), clock };
    type(contents(true, false));
    await aNight(ports.workbooks, ports.store, '2026-08-31', { year: 2025 });
    const closing = { force: false, reason: null, today: parseIsoDay('2026-09-01') ?? 0 };
    const { manifest } = await sealYear(ports, nightInput('2026-09-01', { year: 2025 }), closing);
    type(contents(true, true));
    const nights = [child(), child()];
    type(contents(false, true));
    await aNight(sharedPlace(file), open(), '2026-09-03');
    const counts = await forgetStudent(open(), STUDENT, MARK);
    expect(counts).toMatchObject({ seals: 1 });
    await Promise.all(nights);
    expect(naming(await open().texts.all())).toEqual([]);
    await child();
    expect(naming(await open().texts.all())).toEqual([]);
    const ruleSet = { version: RULE_SET, rules: RULES };
    expect(await verifyYear({ ...ports, store: open() }, ruleSet, manifest)).toMatchObject({
      matches: true,
      recomputed: manifest.hash,
      source: 'snapshots',
    });
    expect(await forgetStudent(open(), STUDENT, { ...MARK, mark: 'other' })).toBeNull();
  });
});
