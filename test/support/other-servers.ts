import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findTool } from './tools.ts';

/** Servers that others wrote, on loopback and free ports; `null` where they are not installed. */

export interface OtherServer {
  readonly url: string;
  /** Folder whose files the server serves; empty where it keeps them itself. */
  readonly folder: string;
  stop(): Promise<void>;
}

export const WSGIDAV = { name: 'wsgidav', how: 'pip install wsgidav cheroot' };
export const MOTO = { name: 'moto_server', how: "pip install 'moto[server,s3]'" };

/** Milliseconds until such a server has to answer: the first start after an installation compiles it. */
const PATIENCE = 50_000;

/** Somebody else may take a free port before the program does: a program that ends early is started anew. */
async function startedAnew(start: () => Promise<OtherServer | null>): Promise<OtherServer> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    const server = await start();
    if (server !== null) return server;
    await wait(200);
  }
  throw new Error('a server of somebody else did not start');
}

/** WsgiDAV (PyPI) over a new folder, for the user `xietong` with the password `geheim`. */
export async function startWsgidav(): Promise<OtherServer | null> {
  const program = findTool(WSGIDAV.name);
  return program === null ? null : await startedAnew(() => wsgidav(program));
}

async function wsgidav(program: string): Promise<OtherServer | null> {
  const home = await mkdtemp(join(tmpdir(), 'xietong-dav-'));
  const folder = join(home, 'files');
  const port = await freePort();
  const config = {
    host: '127.0.0.1',
    port,
    provider_mapping: { '/': { root: folder, readonly: false } },
    simple_dc: { user_mapping: { '*': { xietong: { password: 'geheim' } } } },
    http_authenticator: { accept_basic: true, accept_digest: false, default_to_digest: false },
    verbose: 0,
  };
  await mkdir(folder);
  await writeFile(join(home, 'wsgidav.json'), JSON.stringify(config));
  const child = spawn(program, ['--config', join(home, 'wsgidav.json')], { stdio: 'ignore' });
  return started(child, `http://127.0.0.1:${port}/`, folder, home);
}

/** moto (PyPI) as S3, empty. */
export async function startMoto(): Promise<OtherServer | null> {
  const program = findTool(MOTO.name);
  return program === null ? null : await startedAnew(() => moto(program));
}

async function moto(program: string): Promise<OtherServer | null> {
  const port = await freePort();
  const child = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  return started(child, `http://127.0.0.1:${port}`, '', null);
}

/** `null`: the program ended before it answered. */
async function started(
  child: ChildProcess,
  url: string,
  folder: string,
  home: string | null,
): Promise<OtherServer | null> {
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    if (home !== null) await rm(home, { recursive: true, force: true });
  };
  const end = performance.now() + PATIENCE;
  while (child.exitCode === null && performance.now() < end) {
    try {
      await fetch(url, { method: 'OPTIONS', signal: AbortSignal.timeout(1_000) });
      return { url, folder, stop };
    } catch {
      await wait(100);
    }
  }
  await stop();
  return null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
