import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/expect-none.ts';
import { asSource, type Source, sources } from './sources.ts';

/**
 * Circles among files, each as the way round it: `a.ts → b.ts → a.ts`. Of two files in a circle neither can be read, tested
 * or moved without the other. Imports of types count as well.
 */
function circles(files: readonly Source[]): readonly string[] {
  const imports = new Map(files.map(({ path, imports: all }) => [path, all.map(({ target }) => target)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const begun = way.indexOf(path);
    if (begun >= 0) found.push([...way.slice(begun), path].join(' → '));
    if (begun >= 0 || done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return found.map((way) => `${way}: move what both need into a file of its own`);
}

describe('imports', () => {
  it('make no circle', () => {
    expectNone(circles(sources('shared', 'functions', 'infra')));
  });

  it('that make a circle are found, the way round is told', () => {
    const files = [
      asSource('shared/run/a.ts', "import { b } from './b.ts';\nimport { d } from './d.ts';"),
      asSource('shared/run/b.ts', "import type { C } from './c.ts';"),
      asSource('shared/run/c.ts', "import { b } from './b.ts';"),
      asSource('shared/run/d.ts', "import * as z from 'zod';"),
    ];
    expect(circles(files)).toEqual([
      'shared/run/b.ts → shared/run/c.ts → shared/run/b.ts: move what both need into a file of its own',
    ]);
    expectNone(circles(files.slice(2)));
  });
});
