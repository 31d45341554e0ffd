import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DynamoStore, dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { renewWatches } from '../../functions/renew-watches/renew.ts';
import type { Channels } from '../../shared/ports.ts';
import { CHANNELS } from '../../shared/run/watch-channel.ts';
import { bundles } from '../support/bundles.ts';
import { useEngine } from '../support/engine.ts';
import { type Gateway, openGateway } from './a-gateway.ts';
import * as labs from './a-lab.ts';

const engine = useEngine();
let lab: labs.Lab;
let gateway: Gateway;
let store: DynamoStore;

beforeAll(async () => {
  await bundles();
  const table = await engine.table();
  lab = await labs.openLab(engine.endpoint(), table);
  gateway = await openGateway(() => lab);
  store = dynamoStore({ endpoint: engine.endpoint(), table });
  labs.answerOf(await lab.send('list-colleges', labs.start('first')));
}, 120_000);
afterAll(async () => {
  await gateway.close();
  await lab.close();
});

const renew = () => lab.send('renew-watches', labs.start('renewal'), { XIETONG_WEBHOOK_URL: gateway.url });

describe('channels of Drive', () => {
  it('are opened for the school workbook and every enabled college, and kept by the hash of their tokens', async () => {
    const invocation = await renew();
    expect(labs.answerOf(invocation)).toEqual({ opened: 3, stopped: 0, left: 0, failed: 0 });
    expect(JSON.parse(invocation.log.at(-1)!)).toMatchObject({ ChannelHours: 24 });
    expect(lab.server.channels.map(({ workbook }) => workbook)).toContain(lab.school);
    const notes = await store.runs.notes(CHANNELS);
    expect(notes).toHaveLength(3);
    for (const { token } of lab.server.channels)
      expect(JSON.stringify(notes) + invocation.log.join()).not.toContain(token);
  }, 60_000);

  it('are left alone while they last', async () => {
    expect(labs.answerOf(await renew())).toEqual({ opened: 0, stopped: 0, left: 0, failed: 0 });
  }, 60_000);

  it('bring a change to the queue; their first message does not', async () => {
    expect(lab.queue.messages).toEqual([]);
    expect(await lab.server.push(lab.school)).toEqual([202]);
    expect(lab.queue.messages).toMatchObject([{ body: JSON.stringify({ workbook: lab.school }) }]);
  }, 60_000);

  it('of one workbook that nobody may open do not stop the others; those of a removed college are stopped', async () => {
    const [first, second] = lab.server.channels.filter(({ workbook }) => workbook !== lab.school);
    for (const { name, value } of await store.runs.notes(CHANNELS)) {
      const soon = { ...(JSON.parse(value) as object), expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
      const workbook = name.endsWith(second!.id) ? { workbook: 'a-removed-college' } : {};
      await store.runs.putNote(name, JSON.stringify({ ...soon, ...workbook }));
    }
    lab.server.workbook(first!.workbook).access = 'none';
    const invocation = await renew();
    expect(labs.answerOf(invocation)).toEqual({ opened: 2, stopped: 2, left: 0, failed: 1 });
    expect(invocation.log[0]).toContain(`Google 表格“${first!.workbook}”：找不到`);
    expect(JSON.parse(invocation.log.at(-1)!)).toMatchObject({ ChannelHours: 1 });
    expect(lab.server.channels).toHaveLength(3);
    expect(lab.server.channels).not.toContainEqual(expect.objectContaining({ id: second!.id }));
  }, 60_000);
});

describe('the renewal', () => {
  const now = Date.parse('2026-07-15T00:00:00Z');
  const hours = (count: number): string => new Date(now + count * 3_600_000).toISOString();

  /** Opens what it is asked for, and notes in which order. */
  async function renewed(ends: Readonly<Record<string, number>>, until = now + 1): Promise<readonly string[]> {
    const own = dynamoStore({ endpoint: engine.endpoint(), table: await engine.table() });
    for (const [workbook, end] of Object.entries(ends)) {
      const note = { workbook, hash: 'a'.repeat(64), resource: 'r', expiresAt: hours(end) };
      if (end > 0) await own.runs.putNote(`${CHANNELS}${workbook}`, JSON.stringify(note));
    }
    const calls: string[] = [];
    const channels: Channels = {
      async open(workbook) {
        calls.push(`open ${workbook}`);
        return { id: `new-${workbook}`, resource: 'r', hash: 'b'.repeat(64), expiresAt: hours(24) };
      },
      stop: async ({ id }) => void calls.push(`stop ${id}`),
    };
    const renewing = { runs: own.runs, channels, address: 'http://127.0.0.1/', now: () => now, until };
    const { left } = await renewWatches(renewing, Object.keys(ends));
    return left === 0 ? calls : [...calls, `${left} left`];
  }

  it('is due below thirteen hours, and stops the old channel after the new one is open', async () => {
    expect(await renewed({ lasting: 13, ending: 12.9 })).toEqual(['open ending', 'stop ending']);
  });

  it('begins with those that are watched no more or end first', async () => {
    expect(await renewed({ later: 5, never: 0, soon: 2 })).toEqual([
      'open never',
      'open soon',
      'stop soon',
      'open later',
      'stop later',
    ]);
  });

  it('leaves the rest to the next time when its own time is over', async () => {
    expect(await renewed({ one: 0, two: 0 }, now)).toEqual(['2 left']);
  });
});
