import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/expect-none.ts';
import { asSource, lineIn, type Source, sources } from './sources.ts';

/** What makes a result hang on something else than the input, or tells the world about it. */
const IMPURE =
  /\b(?:Date|process|console|globalThis|performance|fetch|setTimeout|setInterval|setImmediate|queueMicrotask|require|Intl|Buffer|crypto)\b|\bMath\.random\b|\.toLocale\w+|\.localeCompare\b/g;

function breaches(files: readonly Source[]): readonly string[] {
  return files.flatMap(({ path, code }) =>
    // Names of properties and keys of objects are no globals.
    [...code.matchAll(IMPURE)]
      .filter(
        ({ 0: word, index }) =>
          word.startsWith('.') || (code[index - 1] !== '.' && !/^\s*\??:/.test(code.slice(index + word.length))),
      )
      .map(
        ({ 0: word, index }) =>
          `${lineIn(path, code, index)} uses ${word}: shared/ is given days, times and texts by its caller`,
      ),
  );
}

describe('shared/', () => {
  it('knows no clock, no chance, no platform and no locale', () => {
    expectNone(breaches(sources('shared')));
  });

  it.each([
    'const now = new Date();',
    'const now = Date.now();',
    'const region = process.env.AWS_REGION;',
    "console.log('张三');",
    'const chance = Math.random();',
    'const school = globalThis.school;',
    'names.sort((a, b) => a.localeCompare(b));',
    'const text = `\u0024{new Date()}`;',
    "const words = amount.toLocaleString('zh-CN');",
  ])('does not hide a planted breach: %s', (text) => {
    expect(breaches([asSource('shared/domain/a.ts', text)])).toHaveLength(1);
  });

  it.each(['// new Date()', '/* console */', "const text = 'Date';"])('may speak of it: %s', (text) => {
    expectNone(breaches([asSource('shared/domain/a.ts', text)]));
  });
});
