import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';

/** A third-party DynamoDB-compatible engine, for tests only. */

const NAME = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
/** Attempts to start: another program may take the free port first. */
const ATTEMPTS = 5;
/** Ends the engine when its own standard input ends, which happens whenever the parent process dies, however it dies. */
const SUPERVISOR = `
const engine = require('node:child_process').spawn(process.argv[1], process.argv.slice(2), { stdio: ['ignore', 'ignore', 'inherit'] });
engine.on('exit', (code) => process.exit(code ?? 1));
process.stdin.once('end', () => engine.kill('SIGKILL')).resume();`;

/** A running engine that keeps everything in memory. */
export interface Engine {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Path of the engine's program: the one that npm installed, else the first on the search path; `null` = not installed. */
export function findEngine(): string | null {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, NAME));
  return [packaged(), ...onPath].find((path) => path !== '' && existsSync(path)) ?? null;
}

function packaged(): string {
  try {
    const name = `@dynoxide/${process.platform}-${process.arch}/package.json`;
    return join(dirname(createRequire(import.meta.url).resolve(name)), NAME);
  } catch {
    return '';
  }
}

/** Starts an engine on loopback. */
export async function openEngine(): Promise<Engine> {
  const program = findEngine();
  if (program === null) throw new Error('not run: no DynamoDB-compatible engine for this platform');
  for (let attempt = 1; ; attempt++) {
    const engine = await start(program, await freePort());
    if (typeof engine !== 'string') return engine;
    if (attempt === ATTEMPTS || !/in use/iu.test(engine)) throw new Error(engine);
  }
}

/** The engine, or its complaint. It reports that it listens only once it holds the port. */
function start(program: string, port: number): Promise<Engine | string> {
  const command = [program, 'serve', '--host', '127.0.0.1', '--port', String(port)];
  const child = spawn(process.execPath, ['-e', SUPERVISOR, ...command], { stdio: ['pipe', 'ignore', 'pipe'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    child.ref();
    child.stdin.end();
    await ended;
  };
  return new Promise((tell) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (!/listening on/iu.test(said)) return;
      // The engine does not keep this process alive.
      child.unref();
      for (const stream of [child.stdin, child.stderr]) if ('unref' in stream) (stream as { unref(): void }).unref();
      tell({ endpoint: `http://127.0.0.1:${port}`, stop });
    });
    child.once('close', () => tell(said.trim() || 'the engine said nothing'));
  });
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
