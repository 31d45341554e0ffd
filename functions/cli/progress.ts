import type { Progress } from '../../shared/run/night.ts';
import { terminalLine } from './terminal-text.ts';

const PHASES = { read: '读取', assess: '校验', publish: '核对结果' } as const;
const BAR = 24;

/** Progress on standard error: a bar on a terminal, plain lines otherwise, nothing when quiet. */
export function progressTo(stream: NodeJS.WriteStream, quiet: boolean): Progress {
  if (quiet) return () => {};
  if (stream.isTTY) {
    return ({ phase, done, total, name }) => {
      const filled = total === 0 ? BAR : Math.round((BAR * done) / total);
      stream.write(
        `\r\u001b[K${PHASES[phase]} [${'█'.repeat(filled)}${'·'.repeat(BAR - filled)}] ${done}/${total} ${terminalLine(name)}${phase === 'publish' && done === total ? '\n' : ''}`,
      );
    };
  }
  return ({ phase, done, total, name }) => {
    if (phase === 'assess' && done === 0) stream.write('校验中……\n');
    else if (phase !== 'assess') stream.write(`${PHASES[phase]} ${done}/${total} ${terminalLine(name)}\n`);
  };
}

/** Messages of a service for a person who waits for it; none if quiet. */
export function waitingWords({ quiet }: { readonly quiet?: boolean }): { say?(line: string): void } {
  return quiet === true ? {} : { say: (line) => process.stderr.write(`${terminalLine(line)}\n`) };
}
