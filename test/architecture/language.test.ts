import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/expect-none.ts';
import { asSource, lineIn, type Source, sources } from './sources.ts';

/** Where Chinese may stand outside of comments (architecture.md §3). */
const HOME: readonly string[] = [
  'shared/domain/vocabulary.ts',
  'shared/domain/parameters.ts',
  'shared/workbook/tabs/',
  'shared/scoring/default-scheme.ts',
  'shared/rules/',
  'functions/school-place.ts',
  'functions/open-messages.ts',
  'functions/open-remote-files.ts',
  'functions/sample/',
  'functions/template/',
  'shared/report/',
  'shared/pages/',
  'shared/documents/',
  'functions/document-templates/',
  'shared/sheet/words.ts',
  'shared/digest/words.ts',
  // Messages to people at a terminal, and one file of words in each adapter and handler.
  'functions/cli/',
  'functions/env.ts',
  'functions/wiring.ts',
];
const WORDS = /^functions\/(?:[a-z0-9-]+\/)+words\.ts$/;
/** The rest of functions/ has no words, but for names that are not language. */
const NAMES: readonly string[] = ['等线'];

const CHINESE = /\p{Script=Han}+/gu;
/** Generated, and a list of imports: has no words of its own. */
const INDEX = 'shared/rules/index.ts';

function breaches(files: readonly Source[]): readonly string[] {
  return files
    .filter(({ path }) => path === INDEX || !(WORDS.test(path) || HOME.some((home) => path.startsWith(home))))
    .flatMap(({ path, words }) =>
      [...words.matchAll(CHINESE)]
        .filter(([word]) => !NAMES.includes(word))
        .map(
          ({ 0: word, index }) =>
            `${lineIn(path, words, index)} says ${word}: move it to the vocabulary or to the words of its folder`,
        ),
    );
}

const IN_CHINESE = /\p{Script=Han}/u;

describe('Chinese', () => {
  it('stands where words live, and nowhere else', () => {
    expectNone(breaches(sources('shared', 'functions')));
  });

  it('is not in names of files', () => {
    const named = sources('shared', 'functions', 'infra', 'test').filter(({ path }) => IN_CHINESE.test(path));
    expectNone(named.map(({ path }) => `${path}: give the file an English name`));
  });

  it.each([
    ['shared/domain/roster.ts', "const word = '党支部';"],
    ['shared/scoring/indicators.ts', 'const text = `\u0024{name}的积分`;'],
    ['shared/run/nightly.ts', 'const 党支部 = 1;'],
    ['functions/adapters/xlsx/package/zip.ts', "throw new Refused('打不开');"],
    ['functions/read-college/handler.ts', "log('读取');"],
  ])('does not hide in %s: %s', (path, text) => {
    expect(breaches([asSource(path, text)])).toHaveLength(1);
  });

  it.each([
    ['shared/domain/roster.ts', '/** 党支部 */ const a = 1; // 团支部'],
    ['functions/adapters/xlsx/words.ts', "const text = '打不开';"],
    ['shared/rules/decision/DEC-01-a.ts', "const text = '没有填';"],
  ])('may stand in %s: %s', (path, text) => {
    expectNone(breaches([asSource(path, text)]));
  });
});
