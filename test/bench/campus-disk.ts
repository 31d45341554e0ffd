import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { readWorkbook } from '../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { columnLetter } from '../../shared/domain/place.ts';
import type { RawTab } from '../../shared/sheet/raw.ts';
import { findHeadings, findTab } from '../../shared/workbook/find-tab.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { type FaultyProxy, openFaultyProxy } from '../support/faulty-proxy.ts';
import { type OtherServer, startWsgidav, WSGIDAV } from '../support/other-servers.ts';
import { notRun } from '../support/tools.ts';
import { withSample } from './made-school.ts';

/**
 * `node test/bench/campus-disk.ts [colleges] [students]`: nights of the command line on a campus disk (WsgiDAV) beside the
 * same nights in a folder: seconds, and the requests that a proxy saw. Then ten users save while a night writes, once with
 * the condition that careful programs send (`If-Match`) and once without: what they typed has to stand there afterwards.
 */
const [colleges = 29, students = 100] = process.argv.slice(2).map(Number);
const COMMAND = join(import.meta.dirname, '../../functions/cli/main.ts');
const USER = { user: 'xietong', password: 'geheim' } as const;
const AUTHORIZATION = `Basic ${Buffer.from(`${USER.user}:${USER.password}`).toString('base64')}`;
const EDITS = 10;
/** Each in a workbook of its own: users who overwrite one another are not the subject here. */
const edits = Math.min(EDITS, colleges);
/** Milliseconds after which the second of the last write is over. */
const SECOND_OVER = 2_500;

/** What `audit` says of a workbook, as far as it is looked at here. */
const result = z.object({ workbooks: z.array(z.object({ error: z.string().nullable() })) });

/** Runs `audit` as people do, and tells which workbooks it had to leave to the next run; gives its seconds. */
async function night(place: string, state: string, asOf: string): Promise<number> {
  const begun = performance.now();
  const options = ['audit', place, '--as-of', asOf, '--quiet', '--json', `${state}.json`];
  const child = spawn(process.execPath, [COMMAND, ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      XIETONG_STATE: state,
      XIETONG_DAV_USER: USER.user,
      XIETONG_DAV_PASSWORD: USER.password,
    },
  });
  const [code] = await once(child, 'exit');
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0 && code !== 1) throw new Error(`audit ended with ${code}`);
  const { workbooks } = result.parse(JSON.parse(readFileSync(`${state}.json`, 'utf8')));
  for (const { error } of workbooks) if (error !== null) console.log(`  left to the next run: ${error}`);
  return seconds;
}

/** Counts requests by method, those that try the server apart; `seen` resolves with the first reading of a workbook. */
function counting(proxy: FaultyProxy): { readonly counts: () => string; readonly seen: Promise<void> } {
  const counts = new Map<string, number>();
  const { promise, resolve } = Promise.withResolvers<void>();
  proxy.plan(({ method, operation }) => {
    const isTrial = operation === 'tmp';
    const name = isTrial ? `${method} of the trial` : method;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (method === 'GET' && !isTrial) resolve();
    return null;
  });
  return { counts: () => [...counts].map(([name, count]) => `${name} ${count}`).join(', '), seen: promise };
}

/** Where a user types: a 姓名 in 花名册. */
interface Spot {
  readonly tab: RawTab;
  readonly row: number;
  readonly column: number;
}

function spotIn(bytes: Buffer): Spot {
  const { title, columns } = TABS.students;
  const tab = findTab(readWorkbook(bytes).tabs, title);
  if (tab === null) throw new Error('no 花名册');
  const headings = findHeadings(tab.rows, columns);
  return { tab, row: headings.row + 12, column: headings.columns.get('name') ?? 0 };
}

function typeName(path: string, text: string): void {
  const { tab, row, column } = spotIn(readFileSync(path));
  typeInto(path, tab.title, { [`${columnLetter(column)}${row + 1}`]: text });
}

/** A user opens a workbook, types and saves, and does so anew while a save is refused; gives the saves that it took. */
async function editAtServer({ url }: OtherServer, file: string, text: string, isCareful: boolean): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-user-'));
  const copy = join(folder, 'copy.xlsx');
  const address = new URL(encodeURIComponent(file), url);
  for (let saves = 1; ; saves++) {
    const opened = await fetch(address, { headers: { authorization: AUTHORIZATION } });
    writeFileSync(copy, Buffer.from(await opened.arrayBuffer()));
    typeName(copy, text);
    const { status } = await fetch(address, {
      method: 'PUT',
      body: readFileSync(copy),
      headers: { authorization: AUTHORIZATION, ...(isCareful && { 'if-match': opened.headers.get('etag') ?? '' }) },
    });
    if (status !== 412) {
      rmSync(folder, { recursive: true });
      if (status < 300) return saves;
      throw new Error(`a user's save was answered ${status}`);
    }
  }
}

/** As if the files had been saved an hour ago. */
function age(folder: string): void {
  const then = Date.now() / 1000 - 3600;
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), then, then);
}

async function measure(server: OtherServer, proxy: FaultyProxy, folder: string, files: readonly string[]) {
  const states = mkdtempSync(join(tmpdir(), 'bench-states-'));
  const place = `dav+${proxy.endpoint}/`;
  const fileAt = (at: number): string => files[at % files.length] ?? '';
  const compare = async (what: string): Promise<void> => {
    const local = await night(folder, join(states, 'folder'), '2026-07-15');
    const { counts } = counting(proxy);
    const remote = await night(place, join(states, 'disk'), '2026-07-15');
    const seconds = `folder ${local.toFixed(1)} s, disk ${remote.toFixed(1)} s, ${(remote / local).toFixed(2)} ×`;
    console.log(`${what}: ${seconds}; ${counts()}`);
    await wait(SECOND_OVER);
  };
  const typeWhileWriting = async (asOf: string, isCareful: boolean): Promise<void> => {
    const { counts, seen } = counting(proxy);
    const running = night(place, join(states, 'disk'), asOf);
    const saves: Promise<number>[] = [];
    await Promise.race([seen, running]);
    for (let at = 0; at < edits; at++) {
      saves.push(editAtServer(server, fileAt(at), `typed ${asOf} ${at}`, isCareful));
      await wait(200);
    }
    const tried = (await Promise.all(saves)).reduce((sum, one) => sum + one);
    const seconds = await running;
    const lost = Array.from({ length: edits }, (_, at) => at).filter((at) => {
      const { tab, row, column } = spotIn(readFileSync(join(server.folder, fileAt(at))));
      return tab.rows[row]?.[column] !== `typed ${asOf} ${at}`;
    });
    const how = isCareful ? 'with If-Match' : 'without a condition';
    console.log(
      `${edits} users save ${how} while a night writes: ${lost.length} lost; they saved ${tried} times; ${seconds.toFixed(1)} s; ${counts()}`,
    );
    await wait(SECOND_OVER);
  };
  try {
    console.log(`${files.length + 1} workbooks, ${colleges * students} students`);
    await compare('first night');
    await compare('nothing changed');
    typeName(join(folder, fileAt(0)), 'typed');
    typeName(join(server.folder, fileAt(0)), 'typed');
    age(server.folder);
    await compare('all saved by others, one with another content');
    await compare('nothing changed again');
    await typeWhileWriting('2026-07-16', true);
    await typeWhileWriting('2026-07-17', false);
  } finally {
    rmSync(states, { recursive: true, force: true });
  }
}

const server = await startWsgidav();
if (server === null) {
  console.log(notRun(WSGIDAV.name, WSGIDAV.how));
  process.exit(0);
}
const proxy = await openFaultyProxy(server.url);
try {
  await withSample(colleges, students, async (folder, files) => {
    cpSync(folder, server.folder, { recursive: true });
    age(server.folder);
    await measure(server, proxy, folder, files);
  });
} finally {
  await proxy.close();
  await server.stop();
}
