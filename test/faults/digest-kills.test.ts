import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { columnLetter } from '../../shared/domain/place.ts';
import { NotifyChannel } from '../../shared/domain/vocabulary.ts';
import { dayOfText } from '../cli/init/judged-sample.ts';
import { type CommandRunner, openCommandRunner } from '../support/command-runner.ts';
import { decodedMail } from '../support/decoded-mail.ts';
import { typeInto } from '../support/edit-workbook.ts';
import type { DatabasePlan } from '../support/faulty-database.ts';
import { type Robots, startRobots } from '../support/robots/robots.ts';
import { copySample } from '../support/sample-school.ts';

/**
 * `notify` is killed at every call of the store and of the services, before and after it: every so manieth in the suite,
 * all of them with `XIETONG_DIGEST_KILLS=1`.
 */
const EVERY = Number(process.env.XIETONG_DIGEST_KILLS ?? 7);
const DAY = '2026-07-15';
const DOUBT = '上一条发出后没有收到回音。如果已经看到，请忽略这一条。';
const WAYS = ['kill-before', 'kill-after'] as const;
/** Milliseconds after which a message that nobody has finished is taken up by the next run. */
const LEASE = 240_000;

interface Kill {
  readonly at: 'store' | 'service';
  readonly number: number;
  readonly way: (typeof WAYS)[number];
}

let root: string;
let school: string;
let runner: CommandRunner;
let robots: Robots;
let mailServer: SMTPServer;
const mails: string[] = [];
const secrets = (): string => join(root, 'secrets.json');

/** By how much commands and services are ahead of the machine: every trial has its own minutes, so that no pace is exceeded. */
let ahead = 0;
let kill: Kill | null = null;
/** Messages that have come to a service since the command began. */
let arrived = 0;
const strikes = (way: Kill['way']): boolean => kill?.at === 'service' && kill.number === arrived && kill.way === way;

async function openMailServer(): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_to, _session, done) => {
      arrived++;
      if (strikes('kill-before')) runner.kill();
      done();
    },
    onData: (stream, _session, done) =>
      void textOf(stream).then(
        (mail) => {
          mails.push(decodedMail(mail));
          if (strikes('kill-after')) runner.kill();
          done();
        },
        // Half a mail of a client that was killed.
        () => done(),
      ),
  });
  // A client that was killed is no fault of the server.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return server;
}

/** The process dies before its message is shown, or when the message is shown and not yet answered. */
function atRobot(): void {
  arrived++;
  if (!strikes('kill-before') && !strikes('kill-after')) return;
  robots.mood(strikes('kill-before') ? 'drop' : 'lose');
  runner.kill();
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong-digest-kills-'));
  school = join(root, 'school');
  robots = await startRobots();
  robots.now = () => Date.now() + ahead;
  robots.onMessage = atRobot;
  mailServer = await openMailServer();
  runner = openCommandRunner(root);
  await copySample(school, {
    colleges: 4,
    sample: 'kills',
    studentsPerCollege: 20,
    faults: true,
    asOf: dayOfText(DAY),
  });
  const rows =
    (await xlsxWorkbooks(school).read('校级总表')).tabs.find(({ title }) => title === '学院登记')?.rows ?? [];
  const head = rows.findIndex((row) => row.includes('通知方式'));
  const column = (heading: string): string => columnLetter(rows[head]?.indexOf(heading) ?? 0);
  const receivers = [
    [NotifyChannel.wecom, robots.wecom],
    [NotifyChannel.dingtalk, robots.dingtalk],
    [NotifyChannel.feishu, robots.feishu],
    [NotifyChannel.mail, 'college@example.edu.cn'],
  ] as const;
  for (const [index, [channel, address]] of receivers.entries())
    typeInto(join(school, '校级总表.xlsx'), '学院登记', {
      [`${column('通知方式')}${head + 2 + index}`]: channel,
      [`${column('通知地址')}${head + 2 + index}`]: address,
    });
  const keys = rows.slice(head + 1).flatMap(([id]) => (typeof id === 'string' ? [[id, robots.secret]] : []));
  const { port } = mailServer.server.address() as AddressInfo;
  const mail = { host: '127.0.0.1', port, from: 'xietong@example.edu.cn' };
  writeFileSync(secrets(), JSON.stringify({ ...Object.fromEntries(keys), [NotifyChannel.mail]: mail }));
  const night = ['audit', school, '--as-of', DAY, '--quiet'];
  const ending = await runner.run({ argv: night, environment: {}, files: null });
  if (typeof ending === 'string') throw new Error(ending);
}, 60_000);
afterAll(async () => {
  runner.stop();
  mailServer.close();
  await robots.close();
  rmSync(root, { recursive: true, force: true });
});

const told = z.object({ groups: z.array(z.object({ status: z.string() })) });

/** Runs `notify` on a folder; what became of each group's message, or that the process was killed. */
async function notify(folder: string, database: DatabasePlan | null = null) {
  arrived = 0;
  const json = join(folder, 'notify.json');
  const argv = ['notify', folder, '--as-of', DAY, '--json', json];
  const environment = { XIETONG_NOTIFY_SECRETS: secrets() };
  const ending = await runner.run({ argv, environment, files: null, database, ahead });
  if (typeof ending === 'string') return ending;
  const statuses = told.parse(JSON.parse(readFileSync(json, 'utf8'))).groups.map(({ status }) => status);
  return { statuses, stored: ending.stored };
}

/** The messages of every group since the last look. */
function lookIntoGroups(): () => ReadonlyMap<string, readonly string[]> {
  const [shown, mailed] = [robots.shown.length, mails.length];
  return () => {
    const since = robots.shown.slice(shown);
    const of = (service: string): string[] => since.filter((one) => one.service === service).map(({ text }) => text);
    return new Map([
      ...['wecom', 'dingtalk', 'feishu'].map((service) => [service, of(service)] as const),
      ['mail', mails.slice(mailed)],
    ]);
  };
}

function aCopy(): string {
  const folder = mkdtempSync(join(root, 'copy-'));
  cpSync(school, folder, { recursive: true });
  ahead += 2 * LEASE;
  return folder;
}

async function allKills(): Promise<readonly Kill[]> {
  const groups = lookIntoGroups();
  const whole = await notify(aCopy(), { number: null, way: 'kill-before' });
  if (typeof whole === 'string') throw new Error(whole);
  expect(whole.statuses).toEqual(['sent', 'sent', 'sent', 'sent']);
  expect([...groups().values()].map((texts) => texts.length)).toEqual([1, 1, 1, 1]);
  const killsAt = (at: Kill['at'], index: number, ways: readonly Kill['way'][]): readonly Kill[] =>
    ways.map((way) => ({ at, number: index + 1, way }));
  return [
    ...Array.from({ length: arrived }, (_, index) => killsAt('service', index, WAYS)).flat(),
    // A look changes nothing: a death after it is one before the next call.
    ...whole.stored.flatMap((call, index) => killsAt('store', index, call === 'Select' ? ['kill-before'] : WAYS)),
  ];
}

it('digests of a process that is killed are neither lost nor doubled without a word', {
  timeout: 3_600_000,
}, async () => {
  const kills = (await allKills()).filter((_, at) => at % EVERY === 0);
  let repeated = 0;
  for (const one of kills) {
    const what = JSON.stringify(one);
    const folder = aCopy();
    const groups = lookIntoGroups();
    kill = one;
    const ending = await notify(folder, one.at === 'store' ? { number: one.number, way: one.way } : null);
    kill = null;
    expect(ending, what).toBe('killed');
    let statuses: readonly string[] = [];
    for (let run = 0; run < 4 && !(run > 0 && statuses.every((status) => status === 'already')); run++) {
      const again = await notify(folder);
      if (typeof again === 'string') throw new Error(`${what}: ${again}`);
      statuses = again.statuses;
      // The first run comes at once: it leaves alone what might still be on its way.
      if (run === 0) ahead += LEASE;
    }
    expect(statuses, what).toEqual(['already', 'already', 'already', 'already']);
    for (const [group, [first, ...others]] of groups()) {
      expect(first, `lost: ${group}, ${what}`).toBeDefined();
      expect(
        others.filter((text) => !text.includes(DOUBT)),
        `doubled: ${group}, ${what}`,
      ).toEqual([]);
      repeated += others.length;
    }
    rmSync(folder, { recursive: true, force: true });
  }
  expect(kills.length).toBeGreaterThan(3);
  console.log(`${kills.length} kills of notify, ${repeated} digests repeated with a word of doubt, 0 lost, 0 doubled`);
});
