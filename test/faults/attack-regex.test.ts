import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { sources } from '../architecture/sources.ts';
import { attacked } from './tally.ts';

/** Every regular expression of the program against long texts made for it: none may take more than linear time. */

const LITERAL =
  /(?<=^|[=(,:!&|?{};[\s])\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)(?=[\s.,;)\]}:]|$)/gm;
/** A cell holds at most 32,767 characters; a text of quadratic cost takes seconds at this length. */
const LENGTH = 40_000;
const LIMIT_MS = 500;

interface Found {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

function regexesOf(text: string, where: string): Found[] {
  return [...text.matchAll(LITERAL)].flatMap(([, source = '', flags = '']): Found[] => {
    try {
      new RegExp(source, flags);
      return [{ where, source, flags }];
    } catch {
      return [];
    }
  });
}

/** What a regular expression might be slow on: its own signs, alone and by twos, and common fillers, again and again. */
function textsFor(source: string): string[] {
  const plain = source
    .replace(/\\u\{?([0-9a-fA-F]{4})\}?/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\d/g, '1')
    .replace(/\\s/g, ' ')
    .replace(/\\w/g, 'a')
    .replace(/\\[nrt]/g, '\n')
    .replace(/\\[bBpP]|\(\?<?[=!:]|\(\?<\w+>|[{}*+?|^$()[\]\\]/g, '');
  const signs = [...new Set([...plain, ' ', 'a', '1', '\n', '"', '<'])].slice(0, 24);
  const [head = ''] = /^(?:[^\\[({*+?|^$.]|\\[/<-])+/.exec(source) ?? [];
  const units = [
    ...signs,
    plain,
    head,
    `${head} `,
    `${head} a`,
    ...signs.flatMap((sign, at) => [sign + (signs[at + 1] ?? ' '), `${sign} `, `1${sign}`]),
  ];
  return [...new Set(units)]
    .filter((unit) => unit !== '')
    .flatMap((unit) => {
      const long = unit.repeat(Math.ceil(LENGTH / unit.length));
      return [`${long}\u0001`, `${plain}${long}\u0001`];
    });
}

const context = createContext({ regex: / /, text: '' });

/** The texts on which it does not come to an end in time. */
function slowTexts({ source, flags }: Found): string[] {
  context.regex = new RegExp(source, flags);
  return textsFor(source).filter((text) => {
    try {
      context.text = text;
      runInContext('regex.lastIndex = 0; regex.test(text)', context, { timeout: LIMIT_MS });
      return false;
    } catch {
      return true;
    }
  });
}

describe('regular expressions', () => {
  it('none takes more than linear time, whatever the text', { timeout: 600_000 }, () => {
    const files = sources('functions', 'shared');
    const found = files.flatMap(({ path, words }) => regexesOf(words, path));
    expect(found.length).toBeGreaterThan(150);
    const slow = found.flatMap((regex) =>
      slowTexts(regex)
        .slice(0, 1)
        .map((text) => `${regex.where} /${regex.source}/ ${JSON.stringify(text.slice(0, 30))}`),
    );
    attacked(
      'texts made to slow a regular expression down',
      found.reduce((sum, { source }) => sum + textsFor(source).length, 0),
    );
    expect(slow).toEqual([]);
  });

  it('a planted one is caught', () => {
    expect(slowTexts({ where: '', source: '^(a+)+$', flags: '' }).length).toBeGreaterThan(0);
    expect(slowTexts({ where: '', source: 'x\\s*\\d\\s*y|\\s+$', flags: '' }).length).toBeGreaterThan(0);
  });
});
