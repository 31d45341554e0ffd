import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findTool } from './tools.ts';

/** Third-party servers on free loopback ports; `null` where they are not installed. */

export interface OtherServer {
  readonly url: string;
  /** Folder whose files the server serves; `''` for a server with storage of its own. */
  readonly folder: string;
  stop(): Promise<void>;
}

export const WSGIDAV = { name: 'wsgidav', how: 'pip install wsgidav cheroot' };
export const APACHE = { name: 'apache2', how: 'apt-get install apache2-bin' };
export const RCLONE = { name: 'rclone', how: 'apt-get install rclone' };
export const MOTO = { name: 'moto_server', how: "pip install 'moto[server,s3]'" };

/** Milliseconds within which a server has to answer; the first start after an installation compiles it. */
const PATIENCE = 50_000;

/** Another program may take the free port first: a server that ends early is started again. */
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
  return started(child, `http://127.0.0.1:${port}/`, folder, { home });
}

/** Where Debian installs Apache's modules. */
const APACHE_MODULES = '/usr/lib/apache2/modules';
const APACHE_PARTS = 'mpm_event authz_core authn_core authn_file authz_user auth_basic filter deflate dav dav_fs'.split(
  ' ',
);

/**
 * Apache's mod_dav over a new folder, as WsgiDAV above. Its ETag is weak while the second of the last change is not over,
 * has another name in compressed answers, and does not come with the answer to a PUT.
 */
export async function startApache(): Promise<OtherServer | null> {
  const program = findTool(APACHE.name);
  return program === null || !existsSync(APACHE_MODULES) ? null : await startedAnew(() => apache(program));
}

async function apache(program: string): Promise<OtherServer | null> {
  const home = await mkdtemp(join(tmpdir(), 'xietong-apache-'));
  const folder = join(home, 'files');
  const port = await freePort();
  // Started by root, its workers run as another user.
  const isRoot = process.getuid?.() === 0;
  const config = [
    'ServerName 127.0.0.1',
    `Listen 127.0.0.1:${port}`,
    `DocumentRoot ${folder}`,
    `PidFile ${home}/pid`,
    `ErrorLog ${home}/errors`,
    `DefaultRuntimeDir ${home}`,
    ...(isRoot ? ['User www-data', 'Group www-data'] : []),
    ...APACHE_PARTS.map((part) => `LoadModule ${part}_module ${APACHE_MODULES}/mod_${part}.so`),
    `DavLockDB ${home}/locks/db`,
    `<Directory ${folder}>`,
    'Dav On',
    'SetOutputFilter DEFLATE',
    'AuthType Basic',
    'AuthName files',
    `AuthUserFile ${home}/users`,
    'Require valid-user',
    '</Directory>',
  ];
  const sha1 = createHash('sha1').update('geheim').digest('base64');
  await mkdir(folder);
  await mkdir(join(home, 'locks'));
  await writeFile(join(home, 'users'), `xietong:{SHA}${sha1}\n`);
  await writeFile(join(home, 'httpd.conf'), `${config.join('\n')}\n`);
  await chmod(home, 0o755);
  for (const open of [folder, join(home, 'locks')]) await chmod(open, 0o777);
  const child = spawn(program, ['-f', join(home, 'httpd.conf'), '-DFOREGROUND'], { stdio: 'ignore' });
  return started(child, `http://127.0.0.1:${port}/`, folder, { home, signal: 'SIGTERM' });
}

/** rclone over a new folder, as WsgiDAV above. It ignores the conditions of a PUT: every write goes through. */
export async function startRclone(): Promise<OtherServer | null> {
  const program = findTool(RCLONE.name);
  return program === null ? null : await startedAnew(() => rclone(program));
}

async function rclone(program: string): Promise<OtherServer | null> {
  const home = await mkdtemp(join(tmpdir(), 'xietong-rclone-'));
  const folder = join(home, 'files');
  const port = await freePort();
  await mkdir(folder);
  const options = [
    '--addr',
    `127.0.0.1:${port}`,
    '--user',
    'xietong',
    '--pass',
    'geheim',
    '--config',
    join(home, 'config'),
  ];
  const child = spawn(program, ['serve', 'webdav', folder, ...options], { stdio: 'ignore' });
  return started(child, `http://127.0.0.1:${port}/`, folder, { home });
}

/** moto (PyPI) as S3, empty. */
export async function startMoto(): Promise<OtherServer | null> {
  const program = findTool(MOTO.name);
  return program === null ? null : await startedAnew(() => moto(program));
}

async function moto(program: string): Promise<OtherServer | null> {
  const port = await freePort();
  const child = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  return started(child, `http://127.0.0.1:${port}`, '', { home: null });
}

interface Ending {
  /** Folder to delete with the server. */
  readonly home: string | null;
  /** Ends the server and its child processes. */
  readonly signal?: NodeJS.Signals;
}

/** `null`: the program ended before it answered. */
async function started(
  child: ChildProcess,
  url: string,
  folder: string,
  { home, signal = 'SIGKILL' }: Ending,
): Promise<OtherServer | null> {
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
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
