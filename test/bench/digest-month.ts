/**
 * A month of a sample school, day by day: a night, then the digests, to robots and a mail server on loopback. Prints how many messages each
 * group got, and how long they were.
 *
 *   node test/bench/digest-month.ts [2026-05]
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { openMessages } from '../../functions/adapters/notify/messages.ts';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { initPlace } from '../../functions/cli/init/init-place.ts';
import { readEnvironment } from '../../functions/env.ts';
import { openNight } from '../../functions/open-night.ts';
import { readPlace } from '../../functions/school-place.ts';
import { openPorts } from '../../functions/wiring.ts';
import { formatDay, parseIsoDay } from '../../shared/domain/calendar.ts';
import { digestsOf } from '../../shared/run/digest-day.ts';
import { nightly } from '../../shared/run/nightly.ts';
import { sendDigests } from '../../shared/run/send-digests.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { startRobots } from '../support/robots/robots.ts';

const [month = '2026-05'] = process.argv.slice(2);
const first = parseIsoDay(`${month}-01`);
if (first === null) throw new Error(`${month} is no month: write 2026-05`);
const folder = mkdtempSync(join(tmpdir(), 'xietong-month-'));
const robots = await startRobots();
/** Bytes of each mail. */
const mails: number[] = [];
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onData: (stream, _session, done) =>
    void buffer(stream).then(({ length }) => {
      mails.push(length);
      done();
    }, done),
});
mailServer.listen(0, '127.0.0.1');
await once(mailServer.server, 'listening');
let clock = Date.now();
robots.now = () => clock;
try {
  await initPlace({ folder, colleges: 4, sample: '7', studentsPerCollege: 60, faults: true, asOf: first });
  const { tabs } = await xlsxWorkbooks(folder).read('校级总表');
  const rows = tabs.find(({ title }) => title === '学院登记')?.rows ?? [];
  const at = rows.findIndex((row) => row.includes('通知方式'));
  const letter = (heading: string): string => String.fromCharCode(65 + (rows[at]?.indexOf(heading) ?? 0));
  const colleges = rows.slice(at + 1).filter(([id]) => id !== null && id !== undefined && id !== '');
  const robotOf = [
    ['企业微信', robots.wecom],
    ['钉钉', robots.dingtalk],
    ['飞书', robots.feishu],
    ['邮件', 'college@example.edu.cn'],
  ] as const;
  for (const [index] of colleges.entries()) {
    const [channel, address] = robotOf[index % robotOf.length] ?? robotOf[0];
    typeInto(join(folder, '校级总表.xlsx'), '学院登记', {
      [`${letter('通知方式')}${at + 2 + index}`]: channel,
      [`${letter('通知地址')}${at + 2 + index}`]: address,
    });
  }
  const { port } = mailServer.server.address() as AddressInfo;
  const mail = { host: '127.0.0.1', port, secure: false, from: 'xietong@example.edu.cn' };
  const secrets = { mail, robots: new Map(colleges.map(([id]) => [String(id), robots.secret])) };
  const messages = openMessages(secrets, () => clock);
  const place = readPlace(folder, readEnvironment({}));
  const { ports, close } = await openPorts(place, readEnvironment({}), { readOnly: false });
  try {
    let workdays = 0;
    for (let day = first; formatDay(day).startsWith(month); day++) {
      await nightly(
        ports,
        openNight({ schoolWorkbook: place.schoolWorkbook, trigger: 'schedule', nextRun: '', asOf: day }),
      );
      clock += 86_400_000;
      const isoAt = (milliseconds: number): string => new Date(clock + milliseconds).toISOString();
      const [before, mailed] = [robots.shown.length, mails.length];
      const digests = await digestsOf({ store: ports.store }, day);
      const moments = { now: () => isoAt(0), after: isoAt };
      await sendDigests({ runs: ports.store.runs, messages, clock: moments }, digests);
      // A second start of the same morning sends nothing.
      await sendDigests({ runs: ports.store.runs, messages, clock: moments }, digests);
      const sent: readonly { readonly service: string; readonly bytes: number }[] = [
        ...robots.shown.slice(before),
        ...mails.slice(mailed).map((bytes) => ({ service: 'mail', bytes })),
      ];
      if (sent.length > 0) workdays++;
      console.log(`${formatDay(day)}  ${sent.map(({ service, bytes }) => `${service} ${bytes} B`).join(', ') || '—'}`);
    }
    const all = [...robots.shown, ...mails.map((bytes) => ({ service: 'mail' as const, bytes }))];
    for (const service of ['wecom', 'dingtalk', 'feishu', 'mail'] as const) {
      const own = all.filter((one) => one.service === service);
      const bytes = own.map((one) => one.bytes).toSorted((a, b) => a - b);
      console.log(
        `${service}: ${own.length} messages on ${workdays} days with digests, ${bytes[0]}–${bytes.at(-1)} bytes`,
      );
    }
    console.log(`\nthe last one:\n${robots.shown.at(-1)?.text ?? ''}`);
  } finally {
    await close();
  }
} finally {
  mailServer.close();
  await robots.close();
  rmSync(folder, { recursive: true });
}
