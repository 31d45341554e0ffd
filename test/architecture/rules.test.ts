import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testOf } from '../../infra/tools/catalogue/examples.ts';
import {
  FAMILIES,
  loadRule,
  type RuleFile,
  readRepositoryText,
  ruleFiles,
} from '../../infra/tools/catalogue/rule-files.ts';
import { ruleIndex } from '../../infra/tools/catalogue/rule-index.ts';
import type { Rule } from '../../shared/rules/frame/rule.ts';
import { RULES } from '../../shared/rules/index.ts';
import { IN_CATALOGUE } from '../support/catalogue.ts';
import { expectNone } from '../support/expect-none.ts';
import { ROOT } from './sources.ts';

const MOST_LINES = 60;
const LONGEST_TITLE = 20;

const files = ruleFiles();
const catalogue = readRepositoryText('shared/rules/CATALOGUE.md');

/** What a rule lacks, each with what to do about it. */
function lacks({ id, path, source }: RuleFile, rule: Rule, page: string): readonly string[] {
  const family = FAMILIES.find(({ letters }) => id.startsWith(letters));
  return [
    ...(rule.id === id ? [] : [`its id is ${rule.id}: name the file after it`]),
    ...(family && path.startsWith(`${family.folder}/`) ? [] : [`it does not stand in the folder of its family`]),
    ...(rule.basis.length > 0 && rule.basis.every((basis) => basis.cite(undefined) !== '')
      ? []
      : ['no basis: cite the clause']),
    ...(rule.title.length > 0 && rule.title.length <= LONGEST_TITLE ? [] : [`title: 1 to ${LONGEST_TITLE} characters`]),
    ...(/\/\*\*[\s\S]*?\*\/\s*export default/.test(source) ? [] : ['no doc comment that quotes the clause']),
    ...(source.split('\n').length - 1 <= MOST_LINES ? [] : [`longer than ${MOST_LINES} lines: name a word in domain/`]),
    ...(existsSync(`${ROOT}${testOf({ path })}`) ? [] : [`no test: write ${testOf({ path })}`]),
    ...(page.includes(`\n### ${id} ${rule.title}\n`) ? [] : ['no article in the catalogue: npm run generate']),
  ];
}

describe('rules', () => {
  it.each(files.map((file) => [file.path, file] as const))('%s has all that a rule has', async (_, file) => {
    const faults = lacks(file, await loadRule(file), catalogue);
    expectNone(faults.map((fault) => `shared/rules/${file.path}: ${fault}`));
  });

  it('have one file an id', () => {
    const ids = files.map(({ id }) => id);
    expectNone(ids.filter((id, index) => ids.indexOf(id) !== index));
  });

  it.each(Object.entries(IN_CATALOGUE))('%s has all %i of the specification', (letters, count) => {
    const expected = Array.from({ length: count }, (_, index) => `${letters}-${String(index + 1).padStart(2, '0')}`);
    expect(files.map(({ id }) => id)).toEqual(expect.arrayContaining(expected));
  });

  it('stand in the index, alphabetical by id, with the version of their texts: npm run generate', () => {
    expect(RULES.map(({ id }) => id)).toEqual(files.map(({ id }) => id));
    expect(
      readRepositoryText('shared/rules/index.ts') === ruleIndex(files),
      'shared/rules/index.ts is out of date: npm run generate',
    ).toBe(true);
  });

  it('show an example each in the catalogue', () => {
    const articles = catalogue.split('\n### ').slice(1);
    expectNone(articles.filter((article) => !article.includes('- 例（')).map((article) => article.split('\n')[0]));
  });

  it('lack what a planted rule lacks', () => {
    const rule = { id: 'ORG-98', title: '一'.repeat(21), basis: [], needs: [], reads: [] } as unknown as Rule;
    const file = { id: 'ORG-99', path: 'mechanism/ORG-99-planted.ts', source: '\n'.repeat(61) };
    expect(lacks(file, rule, '')).toHaveLength(8);
  });
});
