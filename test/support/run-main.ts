import { vi } from 'vitest';
import { main } from '../../functions/cli/main.ts';

/** Runs one command line in this process; returns its exit code and what it writes to the terminal, both streams together. */
export async function runMain(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly said: string }> {
  let said = '';
  const keep = (text: string | Uint8Array): boolean => {
    said += String(text);
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(keep));
  try {
    return { code: await main(argv, environment), said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
