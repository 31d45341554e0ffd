import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { freshFolder } from '../support/fresh-folder.ts';
import { copyFolder } from '../support/google-server/copy-folder.ts';
import { type GoogleServer, openGoogleServer } from '../support/google-server/server.ts';
import { sampleSchool } from '../support/sample-school.ts';
import { hostilePlace, PERSONAL } from './hostile-place.ts';
import { attacked } from './tally.ts';

/**
 * Every command over workbooks whose people are marked, with secrets that are marked, in good days and in bad ones: no
 * mark comes out on standard output or standard error. Names, ids and texts of people stand in the workbooks and in the
 * file that `--json` names, nowhere else; `why` and `history` alone show titles of activities and honors, of the one
 * organization that was asked for.
 */
const AS_OF = '2026-07-15';
const SECRETS = {
  XIETONG_WEBHOOK_SECRET: 'ZZSECRET-webhook-0123456789-0123456789',
  AWS_ACCESS_KEY_ID: 'ZZSECRETKEYID',
  AWS_SECRET_ACCESS_KEY: 'ZZSECRET-aws-secret',
  AWS_SESSION_TOKEN: 'ZZSECRET-aws-token',
} as const;
const NOBODY = [PERSONAL.name, PERSONAL.id, PERSONAL.mail, 'ZZSECRET'];
const NOTHING = [...NOBODY, PERSONAL.text];
const OBEYED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/;

let root = '';
let place = '';
let key = '';
let files: readonly string[] = [];
let server: GoogleServer;
let school = '';
let commands = 0;

interface Said {
  readonly code: number | null;
  readonly said: string;
}

function run(args: readonly string[], more: Readonly<Record<string, string>> = {}): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['functions/cli/main.ts', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...SECRETS, ...more },
  });
  commands++;
  return { code: status, said: stdout + stderr };
}

/** For commands against the stand-in in this very process. */
function runBeside(args: readonly string[], more: Readonly<Record<string, string>>): Promise<Said> {
  const child = spawn(process.execPath, ['functions/cli/main.ts', ...args], {
    env: { PATH: process.env.PATH, ...SECRETS, ...more },
  });
  commands++;
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said })));
}

/** A port that nobody listens on now. */
function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    }),
  );
}

function expectSilent({ said }: Said, marks: readonly string[] = NOTHING): void {
  for (const mark of marks) expect(said).not.toContain(mark);
  expect(OBEYED.exec(said)?.[0]).toBeUndefined();
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong-logs-'));
  place = join(root, 'place');
  mkdirSync(place);
  const asOf = parseIsoDay(AS_OF)!;
  const sample = await sampleSchool({ colleges: 2, sample: 'attack', studentsPerCollege: 40, faults: true, asOf });
  files = await hostilePlace(sample, place);
  key = join(root, 'key.json');
  writeFileSync(
    key,
    JSON.stringify({
      type: 'service_account',
      client_email: 'x@y.iam.gserviceaccount.com',
      private_key: 'ZZSECRET-key',
    }),
  );
  server = await openGoogleServer();
  school = await copyFolder(place, server);
}, 90_000);
afterAll(async () => {
  attacked('commands over marked people and secrets', commands);
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

describe('nobody is named and no secret shown', () => {
  it('by audit, year-end, verify, why and history; explain tells the one problem that was asked for', {
    timeout: 240_000,
  }, () => {
    const json = join(root, 'audit.json');
    const audit = run(['audit', place, '--as-of', AS_OF, '--json', json, '--debug']);
    expect(audit.code).toBe(0);
    expectSilent(audit);
    // The file that was asked for does name them: the marks are in the input.
    const asked = readFileSync(json, 'utf8');
    for (const mark of [PERSONAL.name, PERSONAL.id, PERSONAL.text]) expect(asked).toContain(mark);
    expect(asked).not.toContain('ZZSECRET');
    const result = JSON.parse(asked) as {
      violations: { id: string; subject: string[] }[];
      points: { organisation: string; activity: string | null }[];
    };
    expectSilent(run(['audit', place, '--as-of', AS_OF, '--dry-run', '--debug']));
    expectSilent(run(['audit', place, '--as-of', AS_OF, '--only', '=D+1', '--debug']));
    expectSilent(run(['audit', place, '--as-of', AS_OF, '--only', '=不在+1', '--debug']));
    const about = result.violations.find(({ subject }) => subject.join().includes(PERSONAL.id));
    // One problem that was asked for by its number is told in the very sentence of 问题清单; no secret, no escape.
    expectSilent(run(['explain', about?.id ?? '', '--place', place, '--as-of', AS_OF, '--debug']), ['ZZSECRET']);
    const organization = result.points.find(({ activity }) => activity !== null)?.organisation ?? '';
    for (const command of ['why', 'history'])
      expectSilent(run([command, organization, '--place', place, '--as-of', AS_OF, '--debug']), NOBODY);
    expectSilent(run(['year-end', place, '--rehearse', '--year', '2025-2026', '--as-of', AS_OF, '--debug']));
    const sealed = run(['year-end', place, '--seal', '--as-of', '2026-09-01', '--debug']);
    expectSilent(sealed);
    expect(sealed.said).toContain('校验码');
    const manifest = readdirSync(place).find((name) => name.endsWith('.json')) ?? '';
    expectSilent(run(['verify', join(place, manifest), place, '--debug']));
    expectSilent(run(['year-end', place, '--final', '--as-of', '2026-09-30', '--debug']));
  });

  it('by audit and doctor at Google, also when it refuses', { timeout: 120_000 }, async () => {
    const google = {
      XIETONG_GOOGLE_API: server.url,
      XIETONG_GOOGLE_PER_MINUTE: '6000',
      XIETONG_STATE: join(root, 'google-state'),
      XIETONG_GOOGLE_CREDENTIALS: key,
    };
    const audit = await runBeside(['audit', `google:${school}`, '--as-of', AS_OF, '--debug'], google);
    expect(audit.code).toBe(0);
    expectSilent(audit);
    expectSilent(await runBeside(['doctor', `google:${school}`, '--debug'], google));
    server.plan(({ method }) => (method === 'POST' ? 503 : null));
    server.workbook(school).access = 'none';
    expectSilent(await runBeside(['audit', `google:${school}`, '--as-of', AS_OF, '--debug'], google));
    server.workbook(school).access = 'writer';
    server.plan(() => null);
  });

  it('when files are damaged, settings are wrong and services are away', { timeout: 120_000 }, () => {
    const bad = freshFolder(join(root, 'bad'));
    for (const file of readdirSync(place).filter((name) => name.endsWith('.xlsx')))
      writeFileSync(join(bad, file), readFileSync(join(place, file)));
    writeFileSync(join(bad, files[0] as string), readFileSync(join(place, files[0] as string)).subarray(0, 5000));
    const damaged = run(['audit', bad, '--as-of', AS_OF, '--debug']);
    expect(damaged.code).toBe(1);
    expectSilent(damaged);
    expectSilent(run(['audit', bad, '--debug'], { DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' }));
    expectSilent(run(['audit', bad, '--debug'], { XIETONG_WEBHOOK_SECRET: 'ZZSECRET-short' }));
    expectSilent(run(['audit', bad, '--debug'], { XIETONG_GOOGLE_FEDERATION: '{"private_key":"ZZSECRET"}' }));
    expectSilent(run(['audit', 'google:x', '--debug'], { XIETONG_GOOGLE_CREDENTIALS: key }));
    const noKey = join(root, 'no-key.json');
    writeFileSync(noKey, '{"type":"service_account","private_key":"ZZSECRET-broken}');
    expectSilent(run(['doctor', 'google:abcdefghijklmn', '--debug'], { XIETONG_GOOGLE_CREDENTIALS: noKey }));
    const forged = join(root, 'forged.json');
    writeFileSync(forged, `{"${PERSONAL.name}":`);
    expectSilent(run(['verify', forged, bad]));
  });

  it('by serve: messages, saves and refusals leave lines that no terminal obeys', { timeout: 120_000 }, async () => {
    const watched = freshFolder(join(root, 'watched'));
    for (const file of readdirSync(place).filter((name) => name.endsWith('.xlsx')))
      writeFileSync(join(watched, file), readFileSync(join(place, file)));
    const port = String(await freePort());
    const child = spawn(process.execPath, ['functions/cli/main.ts', 'serve', watched], {
      env: { PATH: process.env.PATH, ...SECRETS, XIETONG_WEBHOOK_PORT: port },
    });
    commands++;
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const until = async (word: string): Promise<void> => {
      for (let left = 900; left > 0 && !said.includes(word); left--) await new Promise((go) => setTimeout(go, 100));
      expect(said).toContain(word);
    };
    await until('校验完成');
    const headers = {
      'x-xietong-timestamp': String(Math.floor(Date.now() / 1000)),
      'x-xietong-nonce': 'ZZSECRET-nonce-0123456789',
      'x-xietong-signature': 'ZZSECRET-signature',
    };
    await fetch(`http://127.0.0.1:${port}/changed`, {
      method: 'POST',
      body: `{"workbook":"${PERSONAL.name}"}`,
      headers,
    });
    await until('拒绝了一条修改通知');
    const odd = '红\u001b[31m\u202e字.xlsx';
    writeFileSync(join(watched, odd), 'PK');
    writeFileSync(join(watched, files[0] as string), readFileSync(join(place, files[0] as string)).subarray(0, 5000));
    await until('已保存');
    await until(`工作簿“${files[0]}”：`);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    expectSilent({ code: 0, said });
    // A file that no row of 学院登记 names is none of this place's.
    expect(said).not.toContain('[31m');
  });
});
