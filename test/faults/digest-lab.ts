import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { initPlace } from '../../functions/cli/init/init-place.ts';
import { columnLetter } from '../../shared/domain/place.ts';
import { NotifyChannel, ReminderDays } from '../../shared/domain/vocabulary.ts';
import { type CommandRunner, openCommandRunner } from '../support/command-runner.ts';
import { decodedMail } from '../support/decoded-mail.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { startRobots } from '../support/robots/robots.ts';

/** `kill-before`: before a call has had its effect. */
export const WAYS = ['kill-before', 'kill-after'] as const;

/** A death of the process at a call of the store, or at a message to a service. */
export interface Kill {
  readonly at: 'store' | 'service';
  readonly number: number;
  readonly way: (typeof WAYS)[number];
}

/** Milliseconds after which a message that nobody has finished is taken up by the next run. */
export const LEASE = 240_000;

/** A school with four groups, a service for each, and a process that sends to them and can be killed. */
export interface DigestLab {
  readonly root: string;
  readonly school: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly runner: CommandRunner;
  /** By how much commands and services are ahead of the machine: every trial has its own minutes, so that no pace is exceeded. */
  ahead: number;
  /** The death at a service that the process is to die now. */
  kill: Kill | null;
  /** Messages that have come to a service since it was set to 0. */
  arrived: number;
  /** The messages of every group since this look. */
  look(): () => ReadonlyMap<string, readonly string[]>;
  close(): Promise<void>;
}

/** @param asOf day of the school's rows */
export async function openDigestLab(asOf: number): Promise<DigestLab> {
  const root = mkdtempSync(join(tmpdir(), 'xietong-digest-kills-'));
  const robots = await startRobots();
  const mails: string[] = [];
  const runner = openCommandRunner(root);
  const strikes = (way: Kill['way']): boolean =>
    lab.kill?.at === 'service' && lab.kill.number === lab.arrived && lab.kill.way === way;
  const mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_to, _session, done) => {
      lab.arrived++;
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
  mailServer.on('error', () => {});
  mailServer.listen(0, '127.0.0.1');
  await once(mailServer.server, 'listening');
  const lab: DigestLab = {
    root,
    school: join(root, 'school'),
    environment: { XIETONG_NOTIFY_SECRETS: join(root, 'secrets.json') },
    runner,
    ahead: 0,
    kill: null,
    arrived: 0,
    look() {
      const [shown, mailed] = [robots.shown.length, mails.length];
      return () => {
        const since = robots.shown.slice(shown);
        const of = (service: string): string[] =>
          since.filter((one) => one.service === service).map(({ text }) => text);
        return new Map([
          ...['wecom', 'dingtalk', 'feishu'].map((service) => [service, of(service)] as const),
          ['mail', mails.slice(mailed)],
        ]);
      };
    },
    async close() {
      runner.stop();
      mailServer.close();
      await robots.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  robots.now = () => Date.now() + lab.ahead;
  // The process dies before its message is shown, or when the message is shown and not yet answered.
  robots.onMessage = () => {
    lab.arrived++;
    if (!strikes('kill-before') && !strikes('kill-after')) return;
    robots.mood(strikes('kill-before') ? 'drop' : 'lose');
    runner.kill();
  };
  await initPlace({ folder: lab.school, colleges: 4, sample: 'kills', studentsPerCollege: 20, faults: true, asOf });
  const { port } = mailServer.server.address() as AddressInfo;
  const ids = await typeReceivers(lab.school, [
    [NotifyChannel.wecom, robots.wecom],
    [NotifyChannel.dingtalk, robots.dingtalk],
    [NotifyChannel.feishu, robots.feishu],
    [NotifyChannel.mail, 'college@example.edu.cn'],
  ]);
  const mail = { host: '127.0.0.1', port, from: 'xietong@example.edu.cn' };
  const keys = Object.fromEntries(ids.map((id) => [id, robots.secret]));
  writeFileSync(join(root, 'secrets.json'), JSON.stringify({ ...keys, [NotifyChannel.mail]: mail }));
  return lab;
}

/** A group for each college, on every day; gives the ids of the colleges. */
async function typeReceivers(
  school: string,
  receivers: readonly (readonly [channel: string, address: string])[],
): Promise<readonly string[]> {
  const { tabs } = await xlsxWorkbooks(school).read('校级总表');
  const rowsOf = (tab: string) => tabs.find(({ title }) => title === tab)?.rows ?? [];
  const file = join(school, '校级总表.xlsx');
  const rows = rowsOf('学院登记');
  const head = rows.findIndex((row) => row.includes('通知方式'));
  const column = (heading: string): string => columnLetter(rows[head]?.indexOf(heading) ?? 0);
  for (const [index, [channel, address]] of receivers.entries())
    typeInto(file, '学院登记', {
      [`${column('通知方式')}${head + 2 + index}`]: channel,
      [`${column('通知地址')}${head + 2 + index}`]: address,
    });
  const days = rowsOf('考核参数').findIndex(([name]) => name === '提醒日');
  typeInto(file, '考核参数', { [`B${days + 1}`]: ReminderDays.daily });
  return rows.slice(head + 1).flatMap(([id]) => (typeof id === 'string' ? [id] : []));
}
