import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { openS3 } from '../../functions/adapters/s3/client.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { initPlace } from '../../functions/cli/init/init-place.ts';
import type { FunctionName } from '../../infra/tools/bundle.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { type Invocation, warmSandboxes } from '../support/bundles.ts';
import { accessesIn } from '../support/cloud.ts';
import { type FaultyProxy, openFaultyProxy, type Plan } from '../support/faulty-proxy.ts';
import type { OtherServer } from '../support/other-servers.ts';
import { openQueueServer, type QueueServer } from '../support/queue-server.ts';
import { type Assessed, answerOf, type CollegeAnswer, type Listed, start } from './a-lab.ts';

/** A school whose workbooks are files on a server that others wrote, and the functions as they are deployed. */

export const SCHOOL = '校级总表.xlsx';
export const COLLEGE = '计算机与通信学院台账.xlsx';
const BUCKET = 'a-bucket';
export const PREFIX = 'school/';

export interface FilesLab {
  readonly queue: QueueServer;
  /** Events to a function, one after the other, in a sandbox that stays warm; gives what came of each. */
  send(name: FunctionName, ...events: readonly object[]): Promise<readonly Invocation[]>;
  /** Which fault befalls a request to the place. */
  plan(plan: Plan): void;
  /** What a function has done with the table, and with the place, each once. */
  accessesOf(name: FunctionName): { readonly table: readonly string[]; readonly place: readonly string[] };
  /** The file as it lies at the place. */
  bytes(name: string): Promise<Buffer>;
  /** A person saves over whatever stands there. */
  save(name: string, bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** A folder with a school of one small college, made anew; to be removed by the caller. */
export async function makeSchool(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'xietong-files-'));
  const asOf = parseIsoDay('2026-07-15')!;
  await initPlace({ folder, colleges: 1, sample: 'files', studentsPerCollege: 30, faults: true, asOf });
  return folder;
}

/** A copy of it, as another machine has it. */
export function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'xietong-files-'));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Where files lie, past the functions: a folder that a disk serves, or a bucket. */
interface Store {
  readonly environment: Readonly<Record<string, string>>;
  bytes(name: string): Promise<Buffer>;
  save(name: string, bytes: Buffer): Promise<void>;
}

function onDisk({ folder }: OtherServer, endpoint: string, account: object): Store {
  let age = 3_600;
  return {
    environment: { XIETONG_PLACE: `dav+${endpoint}/`, XIETONG_DAV_CREDENTIALS: JSON.stringify(account) },
    bytes: async (name) => readFileSync(join(folder, name)),
    async save(name, bytes) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      // Some time ago, and never at the same second: the server's versions are made of seconds.
      age -= 1;
      const at = Math.floor(Date.now() / 1_000) - age;
      utimesSync(path, at, at);
    },
  };
}

async function inBucket({ url }: OtherServer, endpoint: string): Promise<Store> {
  const client = openS3(url);
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  return {
    environment: { XIETONG_PLACE: `s3://${BUCKET}/${PREFIX}`, XIETONG_S3_ENDPOINT: endpoint },
    async bytes(name) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: `${PREFIX}${name}` }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    async save(name, bytes) {
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: `${PREFIX}${name}`, Body: bytes }));
    },
  };
}

export async function openFilesLab(
  server: OtherServer,
  kind: 'disk' | 'bucket',
  school: string,
  { engine, table, account }: { readonly engine: string; readonly table: string; readonly account: object },
): Promise<FilesLab> {
  const [queue, proxy, database] = await Promise.all([
    openQueueServer(),
    openFaultyProxy(server.url),
    openFaultyProxy(engine),
  ]);
  const store = kind === 'disk' ? onDisk(server, proxy.endpoint, account) : await inBucket(server, proxy.endpoint);
  for (const name of readdirSync(school).filter((one) => one.endsWith('.xlsx')))
    await store.save(name, readFileSync(join(school, name)));
  const environment = {
    DYNAMODB_ENDPOINT: database.endpoint,
    XIETONG_TABLE: table,
    XIETONG_SCHOOL: 'lab',
    XIETONG_QUEUE_URL: queue.url,
    ...store.environment,
  };
  const sandboxes = warmSandboxes();
  let plan: Plan = () => null;
  const seen = new Map<FunctionName, { readonly table: Set<string>; readonly place: Set<string> }>();
  return {
    queue,
    async send(name, ...events) {
      const own = seen.get(name) ?? { table: new Set(), place: new Set() };
      seen.set(name, own);
      watch(database, proxy, own, plan);
      const invocations: Invocation[] = [];
      for (const event of events) invocations.push(await sandboxes.invoke(name, event, environment));
      return invocations;
    },
    plan(next) {
      plan = next;
    },
    accessesOf(name) {
      const { table: ofTable = [], place = [] } = seen.get(name) ?? {};
      return { table: [...ofTable], place: [...place] };
    },
    bytes: store.bytes,
    save: store.save,
    async close() {
      sandboxes.close();
      await Promise.all([queue.close(), proxy.close(), database.close()]);
    },
  };
}

function watch(
  database: FaultyProxy,
  proxy: FaultyProxy,
  own: { readonly table: Set<string>; readonly place: Set<string> },
  plan: Plan,
): void {
  database.plan(({ operation, body }) => {
    for (const access of accessesIn(operation, body)) own.table.add(access);
    return null;
  });
  proxy.plan((request) => {
    own.place.add(accessOf(request.method, request.url));
    return plan(request);
  });
}

const ACTIONS: Readonly<Record<string, string>> = { GET: 'GetObject', PUT: 'PutObject', DELETE: 'DeleteObject' };

/** A request to a bucket as a policy calls it; the listing of a disk is its method. */
function accessOf(method: string, path: string): string {
  const url = new URL(path, 'http://place');
  const prefix = url.searchParams.get('prefix');
  const name = decodeURIComponent(url.pathname.slice(1));
  if (prefix !== null) return `ListBucket ${name.replace(/\/$/, '')} ${prefix}`;
  return `${ACTIONS[method] ?? method} ${name}`;
}

/** One night, step after step. */
export async function night(lab: FilesLab, execution: string, scheduledAt: string): Promise<Assessed> {
  const [listing] = await lab.send('list-colleges', start(execution, scheduledAt));
  const { night: state, colleges, failed } = answerOf<Listed>(listing!);
  const read = await lab.send('read-college', ...colleges.map((college, at) => ({ night: state, college, at })));
  const results = read.map((one) => answerOf<CollegeAnswer>(one));
  const [assessment] = await lab.send('assess-school', { night: state, failed, results });
  const assessed = answerOf<Assessed>(assessment!);
  const written = await lab.send(
    'publish-college',
    ...assessed.colleges.map((college) => ({ night: assessed.night, college })),
    { ...assessed, college: null, results: [] },
  );
  for (const one of written) answerOf(one);
  return assessed;
}

/** Every cell of every tab by title, but for the line that says when it was checked. */
export function cellsOf(bytes: Buffer): Readonly<Record<string, unknown>> {
  const tabs = readWorkbook(bytes).tabs.map(
    ({ title, rows }) => [title, rows.filter((row) => !JSON.stringify(row).includes('上次检查'))] as const,
  );
  return Object.fromEntries(tabs);
}

export function remove(...folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
