import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { watchVersions } from '../../../functions/cli/serve/watch-versions.ts';
import { readEnvironment } from '../../../functions/env.ts';
import { openGoogle } from '../../../functions/wiring.ts';
import { sheetCalled } from '../../support/google-server/backend.ts';
import { copyFolder, idOfFile } from '../../support/google-server/copy-folder.ts';
import { type GoogleServer, openGoogleServer } from '../../support/google-server/server.ts';
import { copySample } from '../../support/sample-school.ts';
import { signedBy } from '../../support/signed-by.ts';

const SECRET = 'a secret that is long enough to be kept';
const SECONDS = 15_000;

let root = '';
let server: GoogleServer;
let serving: ChildProcess;
let out = '';
let url = '';
let college = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'serve-google-'));
  const folder = join(root, 'place');
  const { files } = await copySample(folder, {
    colleges: 1,
    sample: 'serve',
    studentsPerCollege: 40,
    faults: false,
    asOf: 46_218,
  });
  server = await openGoogleServer();
  const school = await copyFolder(folder, server);
  college = idOfFile(files.find((file) => file.endsWith('台账.xlsx')) ?? '');
  const port = await freePort();
  url = `http://127.0.0.1:${port}/changed`;
  serving = spawn(process.execPath, ['functions/cli/main.ts', 'serve', `google:${school}`], {
    env: {
      PATH: process.env.PATH,
      XIETONG_GOOGLE_API: server.url,
      XIETONG_GOOGLE_PER_MINUTE: '6000',
      XIETONG_STATE: join(root, 'state'),
      XIETONG_WEBHOOK_SECRET: SECRET,
      XIETONG_WEBHOOK_PORT: String(port),
    },
  });
  for (const stream of [serving.stdout, serving.stderr])
    stream?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
  await vi.waitFor(() => expect(runs()).toBe(1), { timeout: 60_000, interval: 50 });
}, 90_000);

afterAll(async () => {
  const ended = new Promise((resolve) => serving.once('exit', resolve));
  serving.kill('SIGTERM');
  await ended;
  await server.close();
  rmSync(root, { recursive: true, force: true });
}, 30_000);

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Runs that have come to their end. */
function runs(): number {
  return out.split('校验完成').length - 1;
}

interface Message {
  readonly body?: string;
  readonly secret?: string;
  /** Seconds by which its clock differs. */
  readonly late?: number;
}

function signed({
  body = JSON.stringify({ workbook: college }),
  secret = SECRET,
  late = 0,
}: Message = {}): RequestInit {
  const parts = { timestamp: String(Math.floor(Date.now() / 1_000) - late), nonce: randomUUID(), body };
  const headers = {
    'content-type': 'application/json',
    'x-xietong-timestamp': parts.timestamp,
    'x-xietong-nonce': parts.nonce,
    'x-xietong-signature': signedBy(secret, parts),
  };
  return { method: 'POST', body, headers };
}

const post = async (message: RequestInit): Promise<number> => (await fetch(url, message)).status;

/** Takes the name of a student away, as a clerk may do by mistake; gives the place as 问题清单 shows it. */
function forgetName(row: number): string {
  const cells = sheetCalled(server.workbook(college), '花名册').rows[row - 1]!;
  cells[1] = {};
  return `花名册!B${row}`;
}

function placesListed(): readonly (string | null | undefined)[] {
  const { rows } = sheetCalled(server.workbook(college), '问题清单');
  return rows.flatMap((row) => row.map((cell) => cell?.effectiveValue?.stringValue));
}

async function untilListed(place: string): Promise<void> {
  await vi.waitFor(() => expect(placesListed()).toContain(place), { timeout: SECONDS, interval: 20 });
}

/** Nothing is running, and nothing has begun for a while. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== server.log.length; ) {
    before = server.log.length;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

test('a signed message leads to a fresh 问题清单 within seconds', async () => {
  const place = forgetName(4);
  const begun = performance.now();
  expect(await post(signed())).toBe(202);
  await untilListed(place);
  expect(performance.now() - begun).toBeLessThan(10_000);
  await quiet();
}, 40_000);

test('a burst of messages about one edit leads to one run, however slowly they come in', async () => {
  const before = runs();
  const place = forgetName(5);
  const statuses = await Promise.all(Array.from({ length: 20 }, () => post(signed())));
  await untilListed(place);
  // As the later message of one edit, that of `onChange`, may come long after the run.
  await quiet();
  statuses.push(await post(signed()));
  expect(new Set(statuses)).toEqual(new Set([202]));
  await quiet();
  expect(runs() - before).toBe(1);
}, 40_000);

test('an edit during a run leads to another run', async () => {
  const before = runs();
  const first = forgetName(6);
  let second = '';
  server.before(({ kinds }) => {
    if (kinds.length === 0 || second !== '') return;
    // The first run has read the workbook and is just writing it.
    second = forgetName(7);
    void post(signed());
  });
  expect(await post(signed())).toBe(202);
  await untilListed(first);
  await vi.waitFor(() => expect(placesListed()).toContain('花名册!B7'), { timeout: SECONDS, interval: 20 });
  server.before(() => {});
  await quiet();
  expect(runs() - before).toBe(2);
}, 40_000);

test('forged, late, early, replayed, oversized and unsigned messages are refused, and nothing is done', async () => {
  const once = signed();
  expect(await post(once)).toBe(202);
  await quiet();
  const [requests, finished] = [server.log.length, runs()];
  const refused: Record<string, RequestInit> = {
    forged: signed({ secret: 'another secret that is long enough' }),
    late: signed({ late: 301 }),
    early: signed({ late: -301 }),
    replayed: once,
    oversized: signed({ body: JSON.stringify({ workbook: college, more: 'x'.repeat(5_000) }) }),
    unsigned: { method: 'POST', body: JSON.stringify({ workbook: college }) },
    changed: { ...signed(), body: JSON.stringify({ workbook: `${college}x` }) },
  };
  for (const [what, message] of Object.entries(refused)) expect([what, await post(message)]).toEqual([what, 403]);
  await quiet();
  expect([server.log.length, runs()]).toEqual([requests, finished]);
}, 40_000);

test('one call every few minutes finds the changed workbooks, whoever changed them; a failed look is made good', async () => {
  const { workbooks } = await openGoogle(readEnvironment({ XIETONG_GOOGLE_API: server.url }));
  const found: string[][] = [];
  server.plan(() => null);
  const refusals: string[] = [];
  const watch = watchVersions(
    workbooks.versions!,
    100,
    (changed) => found.push([...changed]),
    (why) => refusals.push(why),
  );
  await vi.waitFor(() => expect(server.log.length).toBeGreaterThanOrEqual(2));
  expect(found).toEqual([]);
  forgetName(8);
  server.plan(({ number }) => (number === 1 ? 503 : null));
  await vi.waitFor(() => expect(found).toEqual([[college]]));
  expect(refusals).toEqual([]);
  server.plan(() => 'api-off');
  await vi.waitFor(() => expect(server.log.length).toBeGreaterThanOrEqual(3));
  expect(refusals).toEqual([expect.stringContaining('没有启用 Google Sheets API 或 Google Drive API')]);
  watch.close();
  expect(new Set(server.log.map(({ method, path }) => `${method} ${path}`))).toEqual(new Set(['GET /drive/v3/files']));
});
