import type { CommanderError } from 'commander';

/** The messages of the command line's parser, which only knows English, in our words. */

interface ParserWords {
  readonly english: RegExp;
  chinese(parts: readonly string[]): string;
}

const HINT = '（加 --help 查看用法）';
/** What the parser takes the word for. */
const MEANT = /\(Did you mean (?:one of )?([^?]+)\?\)/;

const WORDS: readonly ParserWords[] = [
  { english: /unknown option '([^']*)'/, chinese: ([name]) => `没有名为“${name}”的选项。` },
  { english: /unknown command '([^']*)'/, chinese: ([name]) => `没有名为“${name}”的命令。` },
  { english: /missing required argument '([^']*)'/, chinese: ([name]) => `还要写“${name}”。` },
  {
    english: /option '([^' ,]+)[^']*?<([^>]*)>' argument missing/,
    chinese: ([option, value]) => `${option} 后面要写${value}。`,
  },
  {
    english: /too many arguments[^.]*\. Expected (\d+) arguments? but got (\d+)/,
    chinese: ([expected, got]) => `多写了内容：这个命令要 ${expected} 项，写了 ${got} 项。有空格的名称请用引号括起来。`,
  },
];

/** One line for a mistake in a command line: what is wrong, what may be meant, where to look. */
export function parserWords({ message }: Pick<CommanderError, 'message'>): string {
  const meant = MEANT.exec(message)?.[1];
  const guess = meant === undefined ? '' : `是不是 ${meant.replaceAll(', ', '、')}？`;
  for (const { english, chinese } of WORDS) {
    const found = english.exec(message);
    if (found) return `${chinese(found.slice(1))}${guess}${HINT}`;
  }
  return `命令写得不对。${HINT}`;
}
