import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/expect-none.ts';
import { ROOT, sources } from './sources.ts';

const PAGE = 'infra/DECISIONS.md';

/** The numbers that a page of decisions gives, in its own order. */
function numbersOf(page: string): readonly number[] {
  return [...page.matchAll(/^(?:- \*\*|### )(\d+)\. ?/gm)].map(([, number]) => Number(number));
}

/** A decision without a number, or with a number that another one has. */
function faultsOf(page: string): readonly string[] {
  const numbers = numbersOf(page);
  const next = `the next free number is ${Math.max(0, ...numbers) + 1}`;
  const twice = numbers.filter((number, index) => numbers.indexOf(number) !== index);
  return [
    ...twice.map((number) => `${PAGE} gives the number ${number} twice; ${next}`),
    ...unnumbered(page).map((line) => `${PAGE}: “${line.slice(0, 60)}” has no number; ${next}`),
  ];
}

/** Headings and list items that stand for a decision; a list below a numbered heading belongs to that decision. */
function unnumbered(page: string): readonly string[] {
  let isBelowDecision = false;
  return page.split('\n').filter((line) => {
    if (line.startsWith('#')) isBelowDecision = /^### \d+\. /.test(line);
    if (line.startsWith('### ')) return !isBelowDecision;
    if (/^\d+\. /.test(line)) return true;
    return line.startsWith('- ') && !isBelowDecision && !/^- \*\*\d+\./.test(line);
  });
}

/** “decision 12”, “decisions 12 and 13”. */
const CITATION = /\bdecisions? (\d+)(?:(?: and |, )(\d+))?/gi;

function citationsGone(path: string, text: string, page: string): readonly string[] {
  const known = new Set(numbersOf(page));
  return [...text.matchAll(CITATION)]
    .flatMap(([, ...numbers]) => numbers.filter((number) => number !== undefined))
    .filter((number) => !known.has(Number(number)))
    .map((number) => `${path} cites decision ${number}, which ${PAGE} does not have`);
}

/** What may cite a decision: every source file, and every page that is not inside a package of others. */
function readers(): readonly { readonly path: string; readonly text: string }[] {
  const folders = ['shared', 'functions', 'infra', 'test'];
  const pages = [...readdirSync(ROOT), ...folders.flatMap((folder) => below(folder))]
    .filter((path) => path.endsWith('.md') && !path.includes('node_modules'))
    .map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));
  return [...sources(...folders), ...pages];
}

function below(folder: string): readonly string[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`);
}

const PLANTED = '## Shape\n\n- **1. A title.** Text\n- **2.** Text\n\n### 3. Another\n\n- a part of it\n';

describe('decisions', () => {
  const page = readFileSync(`${ROOT}${PAGE}`, 'utf8');

  it('have a number each, given once', () => {
    expect(numbersOf(page).length).toBeGreaterThan(100);
    expectNone(faultsOf(page));
  });

  it('are there where a page or a comment cites them', () => {
    expectNone(readers().flatMap(({ path, text }) => citationsGone(path, text, page)));
  });

  it('a number given twice, a decision without a number and a citation of none are found', () => {
    expectNone(faultsOf(PLANTED));
    expect(faultsOf(`${PLANTED}- **2.** Text\n`)).toEqual([
      `${PAGE} gives the number 2 twice; the next free number is 4`,
    ]);
    expect(faultsOf(`${PLANTED}### No number\n`)).toEqual([
      `${PAGE}: “### No number” has no number; the next free number is 4`,
    ]);
    expect(faultsOf(`## Screens\n- no number\n12. **Old**\n${PLANTED}`)).toHaveLength(2);
    const cited = `// as ${'decision'} 2 says, and ${'decisions'} 3 and 9`;
    expect(citationsGone('shared/a.ts', cited, PLANTED)).toEqual([
      `shared/a.ts cites decision 9, which ${PAGE} does not have`,
    ]);
  });
});
