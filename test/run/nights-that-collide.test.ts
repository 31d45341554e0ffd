import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import type { Store } from '../../shared/ports.ts';
import { aNight, aPlace, type Contents, contentsOf } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { useEngine } from '../support/engine.ts';
import { type FaultyProxy, openFaultyProxy } from '../support/faulty-proxy.ts';
import { look, stateOf, totalsIn } from '../support/ledger-state.ts';

/** The laws of the ledger (points.md §4) where a night dies half-way or another one comes in between. */
const engine = useEngine();
let root = '';
let proxy: FaultyProxy;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'nights-'));
  proxy = await openFaultyProxy(engine.endpoint());
});
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await proxy.close();
});

const AS_OF = '2026-03-15';
const BEFORE = contentsOf(aSchool(AS_OF).college('JX'));
const AFTER = contentsOf(
  aSchool(AS_OF)
    .college('JX')
    .drop('任职', ['JX-P1', '书记'])
    .college('JSJ')
    .activity('志愿服务', 'C1', { 活动日期: '2026-03-01' })
    .drop('活动台账', '主题党日2025-10'),
);

function child(endpoint: string, table: string, contents: Contents | string): ChildProcess {
  const file = typeof contents === 'string' ? contents : join(root, `${table}.json`);
  if (typeof contents !== 'string') writeFileSync(file, JSON.stringify(contents));
  const args = ['test/support/night-child.ts', endpoint, table, file, AS_OF];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

const ended = (process: ChildProcess): Promise<number | null> =>
  new Promise((done) => process.on('close', (code) => done(code)));

/** Every third request, before and after it by turns; `XIETONG_NIGHT_KILLS=1` takes every one. */
const STEP = process.env.XIETONG_NIGHT_KILLS === '1' ? 1 : 3;

describe('a night that is killed', () => {
  it('at any request of the store, before or after it was carried out, and run again = not killed', {
    timeout: 300_000,
  }, async () => {
    for (const [from, to] of [
      [null, BEFORE],
      [BEFORE, AFTER],
    ] as const) {
      const prepared = async (): Promise<string> => {
        const table = await engine.table();
        const store = dynamoStore({ endpoint: engine.endpoint(), table });
        if (from) await aNight(aPlace(from), store, '2026-03-14');
        return table;
      };
      const finished = async (table: string): Promise<unknown> => {
        const store = dynamoStore({ endpoint: engine.endpoint(), table });
        await aNight(aPlace(to), store, AS_OF);
        const state = await stateOf(store);
        return state;
      };
      proxy.plan(() => null);
      const table = await prepared();
      expect(await ended(child(proxy.endpoint, table, to))).toBe(0);
      const requests = proxy.operations().length;
      const expected = await finished(table);
      expect(requests).toBeGreaterThan(from ? 8 : 10);
      for (let number = 1; number <= requests; number += STEP) {
        const killed = await prepared();
        const night = child(proxy.endpoint, killed, to);
        const fault = number % 2 === 0 ? 'cut-before' : 'cut-after';
        proxy.plan((request) => {
          if (request.number < number) return null;
          if (request.number === number) setTimeout(() => night.kill('SIGKILL'), fault === 'cut-after' ? 20 : 0);
          return request.number === number ? fault : 'hang';
        });
        expect(await ended(night), `request ${number} of ${requests}`).toBeNull();
        expect(await finished(killed), `killed at request ${number} of ${requests}`).toEqual(expected);
      }
      process.stdout.write(
        `killed at ${Math.ceil(requests / STEP)} of ${requests} requests of ${from ? 'a night with changes' : 'a first night'}\n`,
      );
    }
  });
});

describe('a night that is overtaken', () => {
  it('by a later reading that found nothing to write, reads again and ends in its state', async () => {
    const store = await engine.store();
    const place = aPlace(BEFORE);
    await aNight(place, store, '2026-03-14');
    await aNight(place, store, AS_OF);
    const expected = await totalsIn(store);
    place.type(AFTER);
    let isFirst = true;
    // Read already, not settled yet: somebody takes the edit back, and another night passes in between.
    const settle: Store['ledger']['settle'] = async (changes) => {
      if (isFirst) {
        isFirst = false;
        place.type(BEFORE);
        const { write } = store.requests();
        await aNight(place, store, AS_OF);
        expect(
          store.requests().write - write,
          'its two heads with the lists of what they leave, and no account',
        ).toBeLessThanOrEqual(8);
      }
      return store.ledger.settle(changes);
    };
    await aNight(place, { ...store, ledger: { ...store.ledger, settle } }, AS_OF);
    expect(isFirst).toBe(false);
    expect(await totalsIn(store)).toEqual(expected);
    await look(store);
  });
});

describe('a night that publishes late', () => {
  it('writes nothing older over what a later reading has published', async () => {
    const store = await engine.store();
    const place = aPlace(BEFORE);
    let isFirst = true;
    const publish: typeof place.publish = async (...image) => {
      if (isFirst) {
        isFirst = false;
        place.type(AFTER);
        await aNight(place, store, AS_OF);
      }
      return place.publish(...image);
    };
    await aNight({ ...place, publish }, store, AS_OF);
    expect(isFirst).toBe(false);
    const alone = aPlace(BEFORE);
    const other = await engine.store();
    await aNight(alone, other, AS_OF);
    alone.type(AFTER);
    await aNight(alone, other, AS_OF);
    const tab = place.tab('JSJ', '积分明细');
    expect(tab?.rows.length).toBeGreaterThan(5);
    expect(tab).toEqual(alone.tab('JSJ', '积分明细'));
  });

  it('and whose reading took back an edit that another run was about to book, reads again', async () => {
    const table = await engine.table();
    // A process each: what one has in mind of the heads the other does not see.
    const own = (): Store => dynamoStore({ endpoint: engine.endpoint(), table });
    const [store, other] = [own(), own()];
    const place = aPlace(BEFORE);
    await aNight(place, store, AS_OF);
    const expected = await totalsIn(store);
    let isFirst = true;
    // Between the question for the heads and the reading: another run accepts an edit, and it is taken back at once.
    const read: typeof place.read = async (id) => {
      if (isFirst && id === 'JSJ') {
        isFirst = false;
        place.type(AFTER);
        await aNight(place, other, AS_OF);
        place.type(BEFORE);
      }
      return place.read(id);
    };
    await aNight({ ...place, read }, store, AS_OF);
    expect(isFirst).toBe(false);
    expect(await totalsIn(store)).toEqual(expected);
    const { write } = store.requests();
    await aNight(place, store, AS_OF);
    expect(store.requests().write).toBe(write);
  });
});

describe('two nights at once, in processes of their own', () => {
  it('8 pairs end in the state of the later reading', { timeout: 180_000 }, async () => {
    const reference = await engine.store();
    await aNight(aPlace(BEFORE), reference, '2026-03-14');
    await aNight(aPlace(AFTER), reference, AS_OF);
    const expected = await totalsIn(reference);
    for (let pair = 0; pair < 8; pair++) {
      const table = await engine.table();
      const store = dynamoStore({ endpoint: engine.endpoint(), table });
      await aNight(aPlace(BEFORE), store, '2026-03-14');
      const file = join(root, `${table}.json`);
      // Even pairs: the later reading finds what stands already, so that it has nothing to write.
      const [older, later] = pair % 2 === 0 ? [AFTER, BEFORE] : [BEFORE, AFTER];
      writeFileSync(file, JSON.stringify(older));
      const first = child(engine.endpoint(), table, file);
      await new Promise((ready) => first.stdout?.once('data', ready));
      await new Promise((done) => setTimeout(done, 15 * pair));
      writeFileSync(file, JSON.stringify(later));
      const second = child(engine.endpoint(), table, file);
      expect(await Promise.all([ended(first), ended(second)])).toEqual([0, 0]);
      const { write } = store.requests();
      await aNight(aPlace(later), store, AS_OF);
      expect(store.requests().write - write, `pair ${pair}`).toBe(0);
      if (later === AFTER) expect(await totalsIn(store)).toEqual(expected);
      await look(store);
    }
  });
});
