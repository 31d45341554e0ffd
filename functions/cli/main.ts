import { existsSync } from 'node:fs';
import { CommanderError } from 'commander';
import { visibleText } from '../../shared/domain/visible-text.ts';
import { readEnvironment } from '../env.ts';
import type { MakeAction } from './commands/parser.ts';
import { buildProgram } from './commands/program.ts';
import { ExitCode, explainFailure } from './failure.ts';
import { parserWords } from './parser-words.ts';
import { terminalLine, terminalText } from './terminal-text.ts';

/** Runs one command line and returns its exit code; never throws. */
export async function main(
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Promise<ExitCode> {
  let code: ExitCode = ExitCode.done;
  const run: MakeAction =
    (command) =>
    async (...args) => {
      code = await command(readEnvironment(variables), ...args);
    };
  const program = buildProgram(run);
  try {
    await program.parseAsync(argv.map(asMeant), { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return afterParsing(error);
    const { code: failure, line } = explainFailure(error);
    process.stderr.write(`${terminalLine(line)}\n`);
    if (argv.includes('--debug') && error instanceof Error)
      process.stderr.write(`${terminalText(error.stack ?? '')}\n`);
    return failure;
  }
}

/**
 * Removes invisible characters (copied along from pages and chats) from an argument, unless a file or folder has
 * exactly that name.
 */
function asMeant(argument: string): string {
  const visible = visibleText(argument);
  return visible === argument || existsSync(argument) ? argument : visible;
}

/** The parser has shown help or the version, or found a mistake, which is reported in our words. */
function afterParsing(error: CommanderError): ExitCode {
  if (error.exitCode === 0) return ExitCode.done;
  if (error.code !== 'commander.help') process.stderr.write(`${terminalLine(parserWords(error))}\n`);
  return ExitCode.usage;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process.env);
