import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/expect-none.ts';
import { asSource, type Source, sources } from './sources.ts';

/** The one generated index of rules, and the table of tabs, which is a value of its own. */
const ALLOWED = ['shared/rules/index.ts', 'shared/workbook/tabs/index.ts'];
const REEXPORT = /(?:^|\n)\s*export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s+from\s/;

function breaches(files: readonly Source[]): readonly string[] {
  return files.flatMap(({ path, code }) => [
    ...(path.endsWith('/index.ts') && !ALLOWED.includes(path)
      ? [`${path} is a barrel: let files be imported by their own names`]
      : []),
    ...(REEXPORT.test(code) ? [`${path} passes on what another file exports: import that file instead`] : []),
  ]);
}

describe('files', () => {
  it('are imported by their own names: no barrel but the index of rules', () => {
    expectNone(breaches(sources('shared', 'functions', 'infra')));
  });

  it.each([
    ['shared/domain/index.ts', 'export const a = 1;'],
    ['shared/domain/a.ts', "export * from './b.ts';"],
    ['shared/domain/a.ts', "export { b } from './b.ts';"],
    ['shared/domain/a.ts', "export type { B } from './b.ts';"],
  ])('sees a barrel planted in %s: %s', (path, text) => {
    expect(breaches([asSource(path, text)])).toHaveLength(1);
  });
});
