import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/expect-none.ts';
import { asSource, type Source, sources } from './sources.ts';

/**
 * A list that is spread into arguments lies on the stack: above some 120,000 items the call overflows, and the school whose
 * findings they were is never written again. Lists of known length may be spread: constants, and arguments handed on.
 */

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Calls that take any number of items, and are made with lists of any length. */
const TAKES_ANY = /(?:\.(?:push|unshift|splice|concat|apply)|^Math\.(?:max|min|hypot)|^String\.from\w+)$/;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function collect(value: unknown, found: Node[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (!isNode(value)) return;
  found.push(value);
  for (const item of Object.values(value)) if (typeof item === 'object') collect(item, found);
}

/** Every node of a source; none where nothing can be a spread into arguments. */
function nodesIn(text: string): readonly Node[] {
  const found: Node[] = [];
  if (/[(,]\s*\.\.\./.test(text)) collect(parseAst(text, { lang: 'ts' }).body, found);
  return found;
}

/** @param everyCall whether a spread into any other call is a breach as well */
function breaches(files: readonly Source[], everyCall: boolean): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const nodes = nodesIn(text);
    const words = (node: unknown): string => (isNode(node) ? text.slice(node.start, node.end) : '');
    const handedOn = new Set(
      nodes.filter(({ type }) => type === 'RestElement').map((node) => words(node.argument).split(':')[0]),
    );
    return nodes
      .filter(({ type }) => type === 'CallExpression' || type === 'NewExpression')
      .flatMap((call) => {
        const spreads = nodesOf(call.arguments).filter(({ type }) => type === 'SpreadElement');
        const unknown = spreads
          .map((spread) => words(spread.argument))
          .filter((word) => !/^[A-Z][A-Z0-9_]+\b/.test(word));
        const takesAny = TAKES_ANY.test(words(call.callee));
        const bad = unknown.filter((word) => takesAny || (everyCall && !handedOn.has(word)));
        return bad.map(
          (word) => `${path}: ${words(call.callee)}(...${word}) overflows with a long list: go through it in a loop`,
        );
      });
  });
}

const nodesOf = (list: unknown): readonly Node[] => (Array.isArray(list) ? list.filter(isNode) : []);

describe('no list of unknown length is spread into arguments', () => {
  it('in shared/ and functions/', { timeout: 60_000 }, () => {
    expectNone(breaches(sources('shared', 'functions'), true));
  });

  it('in infra/, of the calls that take any number', () => {
    expectNone(breaches(sources('infra'), false));
  });

  it.each([
    'const most = Math.max(...rows.map(({ length }) => length));',
    'const least = Math.min(0, ...rows);',
    'list.push(...others);',
    'list.splice(0, 1, ...others);',
    'const all = list.concat(...lists);',
    'const text = String.fromCharCode(...codes);',
    'const text = String.fromCodePoint(...codes);',
    'lines(...rows);',
    'const found = new Finder(...rows);',
    'const widest = rows.map((row) => Math.max(1, ...row));',
  ])('a planted breach is found: %s', (text) => {
    expect(breaches([asSource('shared/a.ts', text)], true)).toHaveLength(1);
  });

  it.each([
    'list.push({ ...row });',
    'list.push([...rows]);',
    'const most = Math.max(...SIZES);',
    'const run = (...args: string[]) => call(first, ...args);',
    'const both = [...rows, ...others];',
    'const set = new Set([...rows]);',
  ])('is none: %s', (text) => {
    expectNone(breaches([asSource('shared/a.ts', text)], true));
  });
});
