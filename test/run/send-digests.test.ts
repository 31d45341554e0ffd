import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMessages } from '../../functions/adapters/notify/messages.ts';
import { NO_SECRETS } from '../../functions/adapters/notify/secrets.ts';
import { shanghaiDay, shanghaiMinuteOfDay } from '../../functions/clock.ts';
import { FACTS } from '../../shared/digest/facts.ts';
import type { DigestGroup } from '../../shared/digest/groups.ts';
import { DigestDetail, DigestTopic, NotifyChannel, SCHOOL_OFFICE } from '../../shared/domain/vocabulary.ts';
import { type Messages, Refused, type Runs, type SignedAddresses, type Store, TryLater } from '../../shared/ports.ts';
import { openPageLinks } from '../../shared/run/digest-links.ts';
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
const wishes = {
  detail: DigestDetail.summary,
  topics: new Set(Object.values(DigestTopic)),
  workdays: null,
  unknownYear: null,
};
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

describe('links to pages', () => {
  const SIGNED = 'https://bucket.example/';
  /** A bucket with a page of 计算机学院 and one of the school; every link of it is another. */
  function aBucket(
    files = ['学院-JSJ.html', 'index.html'],
    list: Promise<string | null> | null = null,
  ): SignedAddresses {
    let signed = 0;
    const pages = Object.fromEntries(files.map((file) => [file, { hash: 'h', day: TODAY - 1 }]));
    return {
      read: () => list ?? Promise.resolve(JSON.stringify({ schema: 'xietong/pages/1', pages })),
      sign: (key) =>
        Promise.resolve({ address: `${SIGNED}${key}?X-Amz-Signature=${++signed}`, until: '2026-07-15T12:07:00.000Z' }),
    };
  }
  const linksOf = (bucket: SignedAddresses, today = TODAY) =>
    openPageLinks(bucket, today, (at) => ({ day: shanghaiDay(at), minute: shanghaiMinuteOfDay(at) }));
  const storedIn = async (store: Store): Promise<string> =>
    [...(await store.runs.notes('outbox/')), ...(await store.runs.notes(FACTS))]
      .map(({ name, value }) => name + value)
      .join('\n');
  const toWecom = (from: number) => shownSince(from).filter(({ service }) => service === 'wecom');

  it('lead each group to its pages that are there, and say until when; nothing that is kept holds one', async () => {
    const from = robots.shown.length;
    const store = await aStore();
    expect(await statuses(portsOf(store, { pages: linksOf(aBucket()) }))).toEqual(['sent', 'sent', 'sent']);
    const [wecom, dingtalk] = shownSince(from).map(({ text }) => text);
    expect(wecom).toContain(
      '[看JSJ学院的报告网页（7月15日 20:07 以前能打开）](https://bucket.example/pages/学院-JSJ.html?X-Amz-Signature=1)',
    );
    expect(wecom).not.toContain('index.html');
    // The two colleges of the second group have no page yet.
    expect(dingtalk).not.toContain(SIGNED);
    expect(dingtalk).not.toContain('报告网页');
    expect(await storedIn(store)).not.toMatch(/X-Amz|bucket/);
    clock += 10 * MINUTE;
    // The hash is that of the message without them.
    const plain = await aStore();
    await send(portsOf(plain));
    expect(await storedIn(plain)).toBe(await storedIn(store));
    clock += 10 * MINUTE;
  });

  it('lead the office to the page of the school', async () => {
    const from = robots.shown.length;
    const store = await aStore();
    const group = { channel: NotifyChannel.wecom, address: robots.wecom, members: [SCHOOL_OFFICE] };
    const day = { today: TODAY, wishes, groups: [group] };
    await sendDigests(portsOf(store, { pages: linksOf(aBucket()) }), day);
    expect(toWecom(from).at(-1)?.text).toContain(
      '[看全校的报告网页（7月15日 20:07 以前能打开）](https://bucket.example/pages/index.html?',
    );
    expect(toWecom(from).at(-1)?.text).not.toContain('学院-JSJ');
    clock += 10 * MINUTE;
  });

  it('make no other message of a repetition: it is one in doubt, with a link of its own', async () => {
    const from = robots.shown.length;
    const store = await aStore();
    const ports = portsOf(store, { pages: linksOf(aBucket()) });
    robots.mood('lose');
    expect(await statuses(ports)).toEqual(['unknown', 'sent', 'sent']);
    expect(await statuses(ports)).toEqual(['sent', 'already', 'already']);
    expect(await statuses(ports)).toEqual(['already', 'already', 'already']);
    const [first, second] = toWecom(from).map(({ text }) => text);
    expect([first?.includes(DOUBT), second?.includes(DOUBT)]).toEqual([false, true]);
    const link = (text = ''): string | undefined => /X-Amz-Signature=\d+/.exec(text)?.[0];
    expect(link(first)).not.toBe(link(second));
    expect(toWecom(from)).toHaveLength(2);
    clock += 10 * MINUTE;
  });

  it('do not lead to a page that the bucket has dropped, and do to one on its last day', async () => {
    for (const [age, isThere] of [
      [59, true],
      [60, false],
    ] as const) {
      const from = robots.shown.length;
      const pages = linksOf(aBucket(), TODAY - 1 + age);
      await sendDigests(portsOf(await aStore(), { pages }), { today: TODAY, wishes, groups: groups().slice(0, 1) });
      expect(toWecom(from).at(-1)?.text.includes(SIGNED)).toBe(isThere);
      clock += 10 * MINUTE;
    }
  });

  it.each([new TryLater('连不上存储桶，稍后重试', 60), new Refused('没有这个存储桶。请核对位置')])(
    'never hold a message back: %s',
    async (failure) => {
      const from = robots.shown.length;
      const list = Promise.reject(failure);
      list.catch(() => {});
      const outcomes = await send(portsOf(await aStore(), { pages: linksOf(aBucket([], list)) }));
      expect(outcomes.map(({ status, unlinked }) => [status, unlinked])).toEqual(
        ['sent', 'sent', 'sent'].map((status) => [status, failure.message]),
      );
      expect(shownSince(from)).toHaveLength(3);
      clock += 10 * MINUTE;
    },
  );
});
