/**
 * Runs the engine for another process and outlives that one just long enough to stop it: the other process holds the
 * write end of our standard input, and the kernel closes that on whatever death. A process of its own, because no
 * handler of the other process runs on SIGKILL.
 *
 * Arguments: lease file ('' = none), program, its arguments. The lease names both processes, so that a later start can
 * end an engine whose supervisor was killed as well.
 */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';

/** Milliseconds between the polite and the impolite signal. */
const PATIENCE = 3_000;

const [lease = '', program = '', ...rest] = process.argv.slice(2);
const engine = spawn(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] });

function stop(): void {
  engine.kill('SIGTERM');
  setTimeout(() => engine.kill('SIGKILL'), PATIENCE);
}

function leave(code: number): never {
  if (lease !== '') rmSync(lease, { force: true });
  process.exit(code);
}

engine.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  leave(127);
});
engine.on('exit', (code) => leave(code ?? 1));
process.stdin.once('end', stop).once('error', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
if (lease !== '' && engine.pid !== undefined) {
  try {
    writeFileSync(lease, JSON.stringify({ supervisor: process.pid, engine: engine.pid }));
  } catch {
    // Without a lease only the clean-up after a killed supervisor is lost.
  }
}
