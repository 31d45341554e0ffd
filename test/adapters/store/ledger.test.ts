import { describe, expect, test } from 'vitest';
import { award, awards, change, noise, YEAR } from './accounts.ts';
import { onEveryStore } from './stores.ts';

const NOTHING = { conflicts: [], stale: [] };

onEveryStore((stores) => {
  describe('settling', () => {
    test('writes entries, balance and manifest together', async () => {
      const { ledger } = await stores.store();
      const first = change('P1');
      expect(await ledger.settle([first])).toEqual(NOTHING);
      expect(await ledger.balances(YEAR)).toEqual([first.balance]);
      expect(await ledger.manifests(YEAR, ['P1', 'unknown'])).toEqual([
        { organization: 'P1', version: 1, inForce: first.inForce },
      ]);
      expect(await ledger.settlements(YEAR, 'P1')).toEqual([first.settlement]);
    });

    test('twice is once', async () => {
      const { ledger } = await stores.store();
      await ledger.settle([change('P1')]);
      expect(await ledger.settle([change('P1')])).toEqual(NOTHING);
      expect(await ledger.settlements(YEAR, 'P1')).toHaveLength(1);
    });

    test('of two writers on the same version one is told of the conflict', async () => {
      const { ledger } = await stores.store();
      const outcomes = await Promise.all([
        ledger.settle([change('P1', { run: 'a' }), change('P2', { run: 'a' })]),
        ledger.settle([change('P2', { run: 'b' }), change('P1', { run: 'b' })]),
      ]);
      const conflicts = outcomes.flatMap((outcome) => outcome.conflicts);
      expect(conflicts.toSorted()).toEqual(['P1', 'P2']);
      expect(await ledger.settlements(YEAR, 'P1')).toHaveLength(1);
      expect(await ledger.settlements(YEAR, 'P2')).toHaveLength(1);
    });

    test('the later reading stands, the earlier one is stale, and the others of its transaction are written', async () => {
      const { ledger } = await stores.store();
      await ledger.settle([change('P1', { reading: 5 })]);
      const late = change('P1', { from: 1, reading: 4, run: 'late', entries: awards(1) });
      expect(await ledger.settle([change('P0'), late, change('P2')])).toEqual({ conflicts: [], stale: ['P1'] });
      const balances = await ledger.balances(YEAR);
      expect(balances.map(({ organization, reading }) => [organization, reading])).toEqual([
        ['P0', 1],
        ['P1', 5],
        ['P2', 1],
      ]);
    });

    test('the same reading may settle again when the scheme has changed', async () => {
      const { ledger } = await stores.store();
      await ledger.settle([change('P1', { reading: 5 })]);
      const again = change('P1', { from: 1, reading: 5, run: 'second', entries: awards(2) });
      expect(await ledger.settle([again])).toEqual(NOTHING);
      expect((await ledger.settlements(YEAR, 'P1')).map(({ sequence }) => sequence)).toEqual([1, 2]);
    });

    test('a change that was computed from an older balance is a conflict and writes nothing', async () => {
      const { ledger } = await stores.store();
      await ledger.settle([change('P1')]);
      await ledger.settle([change('P1', { from: 1, run: 'second', entries: awards(4) })]);
      const outcome = await ledger.settle([change('P1', { from: 1, run: 'third', entries: awards(5) })]);
      expect(outcome).toEqual({ conflicts: ['P1'], stale: [] });
      expect((await ledger.manifests(YEAR, ['P1']))[0]?.inForce).toHaveLength(4);
    });

    test.skipIf(stores.isSlow)('33 organizations share a transaction', async () => {
      const store = await stores.store();
      const before = store.requests().write;
      await store.ledger.settle(Array.from({ length: 67 }, (_, number) => change(`P${number}`)));
      expect(store.requests().write - before).toBe(3);
      expect(await store.ledger.balances(YEAR)).toHaveLength(67);
    });

    test.skipIf(stores.isSlow)('large changes share fewer: a transaction stays under 4 MB', async () => {
      const store = await stores.store();
      const large = (number: number) => ({ ...award(0), title: noise(390_000, number) });
      const before = store.requests().write;
      const changes = Array.from({ length: 20 }, (_, n) => change(`P${n}`, { entries: [large(n)] }));
      expect(await store.ledger.settle(changes)).toEqual(NOTHING);
      expect(store.requests().write - before).toBe(4);
    });

    test('an account larger than a transaction is settled whole, and its replaced parts are removed', async () => {
      const table = await stores.place();
      const store = await stores.at(table);
      const entries = Array.from({ length: 28 }, (_, number) => ({ ...award(number), title: noise(150_000, number) }));
      const whole = change('P1', { entries });
      expect(await store.ledger.settle([whole])).toEqual(NOTHING);
      expect(await store.ledger.manifests(YEAR, ['P1'])).toEqual([
        { organization: 'P1', version: 1, inForce: entries },
      ]);
      const smaller = change('P1', { from: 1, run: 'second', entries: entries.slice(1) });
      expect(await store.ledger.settle([smaller])).toEqual(NOTHING);
      expect(await store.ledger.settlements(YEAR, 'P1')).toEqual([whole.settlement, smaller.settlement]);
      const [manifest] = await store.ledger.manifests(YEAR, ['P1']);
      expect(manifest?.inForce).toEqual(entries.slice(1));
      const items = await stores.itemsAt(table, `MANIFEST#${YEAR}#P1`);
      expect(items).toHaveLength(1 + Number(items[0]?.parts));
    });

    test('an account that somebody was forgotten in is stale for whoever has read it before, and for nobody else', async () => {
      const { ledger, texts } = await stores.store();
      await ledger.settle([change('P1')]);
      for (const rewritten of [1, 2]) {
        const [stored] = (await texts.all()).filter(({ kind }) => kind === 'balance');
        const balance: object = JSON.parse(stored!.text);
        expect(await texts.replace(stored!, JSON.stringify({ ...balance, rewritten }))).toBe(true);
      }
      const next = change('P1', { from: 1, run: 'second' });
      const marked = (rewritten: number) => ({ ...next, balance: { ...next.balance, rewritten } });
      for (const before of [next, marked(1), marked(3)])
        expect(await ledger.settle([before])).toEqual({ conflicts: [], stale: ['P1'] });
      expect(await ledger.settlements(YEAR, 'P1')).toHaveLength(1);
      expect(await ledger.settle([marked(2)])).toEqual(NOTHING);
      expect(await ledger.balances(YEAR)).toMatchObject([{ rewritten: 2, version: 2 }]);
    });

    test('ids as users type them: blanks, #, over-long', async () => {
      const { ledger } = await stores.store();
      const names = ['党 支部#1', 'A#B', '支'.repeat(700), `${'支'.repeat(700)}二`];
      await ledger.settle(names.map((name) => change(name)));
      expect((await ledger.balances(YEAR)).map(({ organization }) => organization).toSorted()).toEqual(
        names.toSorted(),
      );
      expect(await ledger.settlements(YEAR, names[3]!)).toHaveLength(1);
      expect((await ledger.manifests(YEAR, names)).length).toBe(4);
    });

    test('years and organizations keep apart', async () => {
      const { ledger } = await stores.store();
      await ledger.settle([change('P1')]);
      expect(await ledger.balances(YEAR + 1)).toEqual([]);
      expect(await ledger.settlements(YEAR, 'P')).toEqual([]);
    });
  });

  describe('reading', () => {
    test.skipIf(stores.isSlow)('500 organizations without a change: one request', async () => {
      const store = await stores.store();
      await store.ledger.settle(Array.from({ length: 500 }, (_, number) => change(`P${number}`)));
      const before = store.requests();
      expect(await store.ledger.balances(YEAR)).toHaveLength(500);
      expect(store.requests()).toEqual({ read: before.read + 1, write: before.write });
    });

    test.skipIf(stores.isSlow)(
      'all come, also what one answer of the service does not hold: 60 manifests of 18 MB',
      async () => {
        const store = await stores.store();
        const changes = Array.from({ length: 60 }, (_, number) =>
          change(`P${number}`, { entries: [{ ...award(0), title: noise(390_000, number) }] }),
        );
        await store.ledger.settle(changes);
        const before = store.requests().read;
        const manifests = await store.ledger.manifests(
          YEAR,
          changes.map(({ balance }) => balance.organization),
        );
        expect(manifests).toHaveLength(60);
        expect(store.requests().read - before).toBeGreaterThanOrEqual(1);
      },
      60_000,
    );
  });
});
