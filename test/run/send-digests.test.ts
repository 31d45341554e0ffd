import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMessages } from '../../functions/adapters/notify/messages.ts';
import { NO_SECRETS } from '../../functions/adapters/notify/secrets.ts';
import { FACTS } from '../../shared/digest/facts.ts';
import type { DigestGroup } from '../../shared/digest/groups.ts';
import { DigestDetail, DigestTopic, NotifyChannel } from '../../shared/domain/vocabulary.ts';
import type { Messages, Runs, Store } from '../../shared/ports.ts';
import { type DigestPorts, sendDigests } from '../../shared/run/send-digests.ts';
import { day, someFacts } from '../support/digest-facts.ts';
import { embeddedStore } from '../support/embedded-store.ts';
import { type Robots, startRobots } from '../support/robots/robots.ts';

const TODAY = day('2026-07-15');
const DOUBT = '上一条发出后没有收到回音。如果已经看到，请忽略这一条。';
const MINUTE = 60_000;

let robots: Robots;
// The store forgets what has expired by the machine's own clock.
let clock = Date.now();
beforeAll(async () => {
  robots = await startRobots();
  robots.now = () => clock;
});
afterAll(() => robots.close());

/** The process died: nothing that it would have done after this is done. */
class Death extends Error {}

const groups = (): readonly DigestGroup[] => [
  { channel: NotifyChannel.wecom, address: robots.wecom, members: ['JSJ'] },
  { channel: NotifyChannel.dingtalk, address: robots.dingtalk, members: ['JX', 'WL'] },
  { channel: NotifyChannel.feishu, address: robots.feishu, members: ['HG'] },
];
const COLLEGES = ['JSJ', 'JX', 'WL', 'HG'];

async function aStore(): Promise<Store> {
  const store = await embeddedStore();
  for (const college of COLLEGES)
    await store.runs.putNote(`${FACTS}${college}`, JSON.stringify(someFacts({ college, name: `${college}学院` })));
  return store;
}

const isoAt = (seconds: number): string => new Date(clock + seconds * 1_000).toISOString();
const wishes = { detail: DigestDetail.summary, topics: new Set(Object.values(DigestTopic)), workdays: null };
const messages = (): Messages =>
  openMessages({ ...NO_SECRETS, robots: new Map(COLLEGES.map((id) => [id, robots.secret])) }, () => clock);
const portsOf = (store: Store, over: Partial<DigestPorts> = {}): DigestPorts => ({
  runs: store.runs,
  messages: messages(),
  clock: { now: () => isoAt(0), after: (milliseconds) => isoAt(milliseconds / 1_000) },
  ...over,
});
const send = (ports: DigestPorts) => sendDigests(ports, { today: TODAY, wishes, groups: groups() });
const statuses = async (ports: DigestPorts) => (await send(ports)).map(({ status }) => status);
const shownSince = (from: number) => robots.shown.slice(from);

/** Ports that die at the `at`-th call to anything outside, before or after it has had its effect. */
function dying(ports: DigestPorts, at: number, when: 'before' | 'after'): { ports: DigestPorts; calls: () => number } {
  let calls = 0;
  const die =
    <Given extends unknown[], Answer>(call: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      calls++;
      if (calls === at && when === 'before') throw new Death();
      if (calls > at) throw new Death();
      const answer = await call(...given);
      if (calls === at && when === 'after') throw new Death();
      return answer;
    };
  const { runs, messages: channel } = ports;
  const dyingRuns: DigestPorts['runs'] = {
    note: die(runs.note.bind(runs) as Runs['note']),
    notes: die(runs.notes.bind(runs) as Runs['notes']),
    putNote: die(runs.putNote.bind(runs) as Runs['putNote']),
    claimNote: die(runs.claimNote.bind(runs) as Runs['claimNote']),
  };
  return {
    ports: { ...ports, runs: dyingRuns, messages: { check: channel.check, send: die(channel.send) } },
    calls: () => calls,
  };
}

describe('digests', () => {
  it('are sent once a group and day, however often they are asked for', async () => {
    const from = robots.shown.length;
    const store = await aStore();
    expect(await statuses(portsOf(store))).toEqual(['sent', 'sent', 'sent']);
    expect(await statuses(portsOf(store))).toEqual(['already', 'already', 'already']);
    expect(shownSince(from)).toHaveLength(3);
  });

  it('are sent once when two processes send at the same time', async () => {
    const from = robots.shown.length;
    const store = await aStore();
    const both = await Promise.all([statuses(portsOf(store)), statuses(portsOf(store))]);
    expect(shownSince(from)).toHaveLength(3);
    for (const at of [0, 1, 2]) expect(both.map((one) => one[at]).toSorted()).toContain('sent');
  });

  it('wait for as long as a service says, and then go out', async () => {
    const from = robots.shown.length;
    const store = await aStore();
    robots.mood('tooFast');
    expect(await statuses(portsOf(store))).toEqual(['later', 'sent', 'sent']);
    clock += 59_000;
    expect(await statuses(portsOf(store))).toEqual(['later', 'already', 'already']);
    clock += 1_000;
    expect(await statuses(portsOf(store))).toEqual(['sent', 'already', 'already']);
    expect(shownSince(from)).toHaveLength(3);
    clock += 10 * MINUTE;
  });

  it('without an answer are repeated once, with a word that they may have come before', async () => {
    const from = robots.shown.length;
    const store = await aStore();
    robots.mood('lose');
    expect(await statuses(portsOf(store))).toEqual(['unknown', 'sent', 'sent']);
    robots.mood('lose');
    expect(await statuses(portsOf(store))).toEqual(['unknown', 'already', 'already']);
    expect(await statuses(portsOf(store))).toEqual(['given up', 'already', 'already']);
    const toFirst = shownSince(from).filter(({ service }) => service === 'wecom');
    expect(toFirst.map(({ text }) => text.includes(DOUBT))).toEqual([false, true]);
    clock += 10 * MINUTE;
  });

  it('are neither lost nor doubled when the process dies at any call to the world', async () => {
    const calls = dying(portsOf(await aStore()), Number.POSITIVE_INFINITY, 'before');
    await send(calls.ports);
    const most = calls.calls();
    expect(most).toBeGreaterThan(15);
    let deaths = 0;
    let inDoubt = 0;
    for (let at = 1; at <= most; at++)
      for (const when of ['before', 'after'] as const) {
        clock += 10 * MINUTE;
        const from = robots.shown.length;
        const store = await aStore();
        await expect(send(dying(portsOf(store), at, when).ports)).rejects.toThrow(Death);
        deaths++;
        // The next run comes at once, and then again after the lease.
        await send(portsOf(store));
        clock += 4 * MINUTE;
        await send(portsOf(store));
        expect((await statuses(portsOf(store))).every((status) => status === 'already')).toBe(true);
        for (const service of ['wecom', 'dingtalk', 'feishu']) {
          const texts = shownSince(from)
            .filter((one) => one.service === service)
            .map(({ text }) => text);
          const [, ...again] = texts;
          expect(texts.length, `lost: ${service}, ${when} call ${at}`).toBeGreaterThan(0);
          expect(
            again.every((text) => text.includes(DOUBT)),
            `doubled: ${service}, ${when} call ${at}`,
          ).toBe(true);
          inDoubt += again.length;
        }
      }
    expect(deaths).toBe(most * 2);
    // Only deaths between handing over and noting the answer leave a doubt: one a group, after the call and before the note.
    expect(inDoubt).toBe(6);
  });
});
