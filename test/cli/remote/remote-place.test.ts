import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { davFiles } from '../../../functions/adapters/dav/files.ts';
import { davHost } from '../../../functions/adapters/dav/http.ts';
import type { RemoteFiles } from '../../../functions/adapters/remote-files.ts';
import { openS3 } from '../../../functions/adapters/s3/client.ts';
import { s3Files, s3Folder } from '../../../functions/adapters/s3/files.ts';
import { readWorkbook } from '../../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { collegeTemplate } from '../../../functions/template/template.ts';
import { writeWorkbook } from '../../../functions/template/write-workbook.ts';
import { parseIsoDay } from '../../../shared/domain/calendar.ts';
import {
  APACHE,
  MOTO,
  type OtherServer,
  RCLONE,
  startApache,
  startMoto,
  startRclone,
  startWsgidav,
  WSGIDAV,
} from '../../support/other-servers.ts';
import { runMain } from '../../support/run-main.ts';
import { copySample } from '../../support/sample-school.ts';
import { notRun } from '../../support/tools.ts';

/** Command lines on places on other machines, behind servers that others wrote. */

const COLLEGE = '计算机与通信学院台账.xlsx';
const SAMPLE = ['--sample', 'remote', '--colleges', '1', '--students', '30', '--as-of', '2026-07-15'];
const LIMIT = 100_000_000;
const READ_ONLY =
  '这个网盘不能保证不覆盖别人刚保存的内容（它不理会 If-Match，或文件版本号不随内容变化），所以只读取、不写入。请换用支持的网盘，或改用文件夹同步';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'xietong-remote-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

interface RemotePlace {
  readonly place: string;
  readonly files: RemoteFiles;
  run(...argv: readonly string[]): Promise<{ readonly code: number; readonly said: string }>;
}

function aPlace(name: string, place: string, files: RemoteFiles, more: Readonly<Record<string, string>>): RemotePlace {
  const environment = { XIETONG_STATE: mkdtempSync(join(root, `${name}-`)), ...more };
  return {
    place,
    files,
    run: (...argv) => runMain(argv, environment),
  };
}

function onDisk(name: string, { url }: Pick<OtherServer, 'url'>): RemotePlace {
  const place = `dav+${url}`;
  const account = { XIETONG_DAV_USER: 'xietong', XIETONG_DAV_PASSWORD: 'geheim' };
  return aPlace(name, place, davFiles(davHost(place, 'xietong', 'geheim', 10_000)), account);
}

async function inBucket({ url }: OtherServer): Promise<RemotePlace> {
  const client = openS3(url);
  await client.send(new CreateBucketCommand({ Bucket: 'school' }));
  const place = 's3://school/团委/台账/';
  return aPlace('bucket', place, s3Files(client, s3Folder(place)), { XIETONG_S3_ENDPOINT: url });
}

/** A proxy that takes conditions away, or gives every file one ETag for ever. */
async function openDishonest(target: string, kind: 'deaf' | 'still'): Promise<{ readonly url: string }> {
  const server = createServer((incoming, outgoing) => {
    const { 'if-match': _, 'if-none-match': fresh, ...bare } = incoming.headers;
    const headers = kind === 'still' && fresh !== undefined ? { ...bare, 'if-none-match': fresh } : bare;
    const { method, url = '/' } = incoming;
    const onward = request(new URL(url, target), { method, headers, agent: false }, (answer) => {
      const same = kind === 'still' ? { etag: '"1"' } : {};
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...same });
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/` };
}

/** A blank workbook as an earlier version made it. */
async function oldWorkbook(): Promise<Buffer> {
  const plan = collegeTemplate({ id: 'JSJ', name: '计算机与通信学院', workbook: COLLEGE, email: null });
  return await writeWorkbook({ ...plan, sheets: plan.sheets.filter(({ title }) => title !== '阵地') });
}

async function bytesOf({ files }: RemotePlace, name: string): Promise<Buffer> {
  const content = await files.read(name, LIMIT);
  if (content === null) throw new Error(`no ${name}`);
  return content.bytes;
}

/** Puts a file in the place of another, as a person does who uploads it. */
async function upload({ files }: RemotePlace, name: string, bytes: Buffer): Promise<void> {
  await files.remove(name);
  expect(await files.create(name, bytes)).toBe(true);
}

async function lives(subject: RemotePlace): Promise<void> {
  const { place, run } = subject;
  expect(await run('init', place, ...SAMPLE)).toEqual({ code: 0, said: expect.stringContaining('建立 3 个文件') });
  expect(await run('init', place, ...SAMPLE)).toEqual({
    code: 2,
    said: expect.stringContaining(`“${place}”里已经有“校级总表.xlsx”，没有覆盖任何文件。`),
  });
  const doctor = await run('doctor', place);
  expect(doctor.said).toMatch(
    /^正常 {2}登录和列表：看得到 3 个文件\n正常 {2}防止覆盖别人刚保存的内容：支持，可以写入\n正常 {2}计算机与通信学院：可以读取，\d+ 个工作表\n$/,
  );
  expect(doctor.code).toBe(0);
  expect((await run('audit', place, '--as-of', '2026-07-15')).said).toMatch(/计算机与通信学院 .*已写入/);
  const judged = await bytesOf(subject, COLLEGE);
  const second = await run('audit', place, '--as-of', '2026-07-15');
  expect(second.said).toMatch(/计算机与通信学院 .*无变化/);
  const what = place.startsWith('s3:') ? '存储桶' : '网盘';
  expect(second.said).toContain(`报告网页不放到${what}上；要看请运行 report ${place} --out 报告。\n`);
  expect(await bytesOf(subject, COLLEGE)).toEqual(judged);

  const export_ = join(root, '导出.csv');
  writeFileSync(export_, '\uFEFF学号,姓名,性别\r\n99990001,新一,男\r\n');
  const imported = await run('import', export_, '--into', place, '--yes');
  expect(imported.said).toContain('新增 1 行，填写 0 行，相同 0 行，存疑 0 行（不写入）。');
  expect(JSON.stringify(readWorkbook(await bytesOf(subject, COLLEGE)).tabs)).toContain('99990001');
  expect((await run('import', '--undo', '--into', place, '--yes')).said).toContain('改回 3 格，0 格没有动');
  expect(readWorkbook(await bytesOf(subject, COLLEGE)).tabs.map(({ title, rows }) => [title, rows])).toEqual(
    readWorkbook(judged).tabs.map(({ title, rows }) => [title, rows]),
  );

  await upload(subject, COLLEGE, await oldWorkbook());
  const upgraded = await run('init', place, '--upgrade');
  expect(upgraded).toMatchObject({ code: 0 });
  expect(upgraded.said).toMatch(new RegExp(`^${COLLEGE}：加了表 阵地\n校级总表.xlsx：什么都不缺，没有改动\n`));
  const extended = await bytesOf(subject, COLLEGE);
  expect(readWorkbook(extended).tabs.at(-1)?.title).toBe('阵地');
  expect((await run('init', place, '--upgrade')).said).toContain(`${COLLEGE}：什么都不缺，没有改动`);
  expect(await bytesOf(subject, COLLEGE)).toEqual(extended);
}

describe('a place on another machine', { timeout: 120_000 }, () => {
  const open = new Set<OtherServer>();
  afterAll(() => Promise.all([...open].map((server) => server.stop())));
  const onServer = (
    name: string,
    start: () => Promise<OtherServer | null>,
    { name: tool, how }: { readonly name: string; readonly how: string },
    test: (server: OtherServer) => Promise<void>,
  ) =>
    it(name, async ({ skip }) => {
      const server = await start();
      if (server === null) return skip(notRun(tool, how));
      open.add(server);
      await test(server);
    });

  onServer('on a campus disk: made, tried, judged, filled, given back, extended', startApache, APACHE, async (server) =>
    lives(onDisk('disk', server)),
  );

  onServer('in a bucket: made, tried, judged, filled, given back, extended', startMoto, MOTO, async (server) =>
    lives(await inBucket(server)),
  );

  onServer('behind a proxy that is dishonest: the doctor says so', startWsgidav, WSGIDAV, async (server) => {
    for (const kind of ['deaf', 'still'] as const) {
      const { place, run } = onDisk(kind, await openDishonest(server.url, kind));
      expect(await run('doctor', place)).toEqual({
        code: 1,
        said: `正常  登录和列表：看得到 0 个文件\n不行  防止覆盖别人刚保存的内容：${READ_ONLY}\n不行  校级总表：没有“校级总表.xlsx”。请先运行 init，或把它放进这个文件夹。\n`,
      });
    }
    expect(readdirSync(server.folder)).toEqual([]);
  });

  onServer('on a disk that looks at no condition: only read, by every command', startRclone, RCLONE, async (server) => {
    const subject = onDisk('deaf', server);
    const { place, run } = subject;
    writeFileSync(join(server.folder, COLLEGE), 'what somebody keeps there');
    expect(await run('init', place, ...SAMPLE)).toEqual({
      code: 2,
      said: expect.stringContaining(`“${place}”里已经有“${COLLEGE}”，没有覆盖任何文件。`),
    });
    expect(readdirSync(server.folder)).toEqual([COLLEGE]);
    expect(readFileSync(join(server.folder, COLLEGE), 'utf8')).toBe('what somebody keeps there');

    const made = join(root, 'made');
    const asOf = parseIsoDay('2026-07-15') ?? 0;
    await copySample(made, { colleges: 1, sample: 'remote', studentsPerCollege: 30, faults: true, asOf });
    for (const name of readdirSync(made)) await upload(subject, name, readFileSync(join(made, name)));
    const standing = await bytesOf(subject, COLLEGE);
    const doctor = await run('doctor', place);
    expect(doctor.code).toBe(1);
    expect(doctor.said.split('\n')[1]).toBe(`不行  防止覆盖别人刚保存的内容：${READ_ONLY}`);
    expect(await run('audit', place, '--as-of', '2026-07-15')).toEqual({
      code: 1,
      said: expect.stringContaining(READ_ONLY),
    });
    expect(await run('init', place, '--upgrade')).toMatchObject({ code: 0 });
    expect(await bytesOf(subject, COLLEGE)).toEqual(standing);
    await upload(subject, COLLEGE, await oldWorkbook());
    expect(await run('init', place, '--upgrade')).toEqual({
      code: 1,
      said: expect.stringContaining(`工作簿“${COLLEGE}”：${READ_ONLY}`),
    });
    expect((await subject.files.list()).map(({ name }) => name).toSorted()).toEqual(readdirSync(made).toSorted());
  });
});
