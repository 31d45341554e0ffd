import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CommandOrder, CommandResult } from './command-child.ts';

const CHILD = fileURLToPath(new URL('./command-child.ts', import.meta.url));
/** Milliseconds after which a command counts as hung. */
const HUNG = 60_000;

/** How a command ended; `killed`: by SIGKILL. */
export type Ending = CommandResult | 'killed' | 'hung';

/** Runs command lines in a child process, one at a time; a new process replaces one that was killed. */
export interface CommandRunner {
  run(order: CommandOrder): Promise<Ending>;
  /** Kills the process that runs a command now. */
  kill(): void;
  stop(): void;
}

/** @param desk working directory, where commands leave files that belong to no place */
export function openCommandRunner(desk: string): CommandRunner {
  let child: Promise<ChildProcess> | null = null;
  let running: ChildProcess | null = null;
  return {
    async run(order) {
      child ??= started(desk);
      const own = await child;
      running = own;
      const ending = await carriedOut(own, order);
      running = null;
      // The next process starts while the caller looks at what this one has left.
      if (ending === 'killed' || ending === 'hung') child = started(desk);
      return ending;
    },
    kill: () => void running?.kill('SIGKILL'),
    stop: () => void child?.then((own) => own.kill('SIGKILL')),
  };
}

function started(desk: string): Promise<ChildProcess> {
  const child = fork(CHILD, { cwd: desk, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((ready, failed) => {
    child.once('message', () => ready(child));
    child.once('error', failed);
  });
}

function carriedOut(child: ChildProcess, order: CommandOrder): Promise<Ending> {
  return new Promise((tell) => {
    const end = (ending: Ending): void => {
      clearTimeout(limit);
      child.removeAllListeners('message').removeAllListeners('exit');
      tell(ending);
    };
    const limit = setTimeout(() => {
      end('hung');
      child.kill('SIGKILL');
    }, HUNG);
    child.once('message', (result: CommandResult) => end(result));
    child.once('exit', () => end('killed'));
    child.send(order);
  });
}
