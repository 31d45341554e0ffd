import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename, join } from 'node:path';
import type { Rule } from '../../../shared/rules/frame/rule.ts';
import { ROOT } from '../root.ts';
import type { RuleFile } from './rule-files.ts';

/** A fault as the catalogue shows it. */
export interface Example {
  readonly severity: string;
  /** `任职!B15`, or a tab alone. */
  readonly place: string;
  /** The cells of the row, as typed; empty for a tab. */
  readonly cells: readonly (readonly [heading: string, text: string])[];
  readonly message: string;
  readonly advice: string;
}

/** `describe`, `it` and everything else that a test file may import from vitest, doing nothing. */
const SILENT_VITEST = `data:text/javascript,${encodeURIComponent(`
  const silent = new Proxy(() => {}, { get: (_, name) => (name === 'then' ? undefined : silent), apply: () => silent });
  export { silent as afterAll, silent as afterEach, silent as beforeAll, silent as beforeEach, silent as describe,
    silent as expect, silent as expectTypeOf, silent as it, silent as test, silent as vi };
`)}`;

/** Lets test files be loaded outside a test run: only their tables of cases matter here. */
function silenceVitest(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vitest' ? { url: SILENT_VITEST, format: 'module', shortCircuit: true } : next(specifier, context),
  });
}

/** Path of the test of a rule file. */
export function testOf({ path }: Pick<RuleFile, 'path'>): string {
  return `test/rules/${basename(path, '.ts')}.test.ts`;
}

/**
 * Examples of every rule: the first failing case of its test, and the first of each further severity, executed now: the
 * page cannot show a message that no rule gives. A rule without a test has none.
 */
export async function examplesOf(rules: ReadonlyMap<RuleFile, Rule>): Promise<ReadonlyMap<string, readonly Example[]>> {
  silenceVitest();
  const examples = new Map<string, readonly Example[]>();
  const { CASES } = await import('../../../test/support/rule-test.ts');
  for (const [file, rule] of rules) {
    const path = join(ROOT, testOf(file));
    if (!existsSync(path)) continue;
    await import(path);
    const found: Example[] = [];
    for (const { school, findings } of Object.values(CASES.get(rule)?.fails ?? {})) {
      const severity = findings[0]?.severity ?? rule.severity;
      if (found.some((example) => example.severity === severity)) continue;
      const finding = school.findings(rule).find((one) => one.severity === severity);
      if (!finding) throw new Error(`${testOf(file)}: a failing case does not fail with ${severity}.`);
      const { at, message, advice } = finding;
      found.push({ severity, place: placeOf(at), cells: cellsOf(school.raw(), finding), message, advice });
    }
    examples.set(rule.id, found);
  }
  return examples;
}

interface Cell {
  readonly tab: string;
  readonly row: number | null;
  readonly column: string | null;
}

function placeOf({ tab, row, column }: Cell): string {
  return row === null ? tab : `${tab}!${column ?? ''}${row}`;
}

type Raw = ReturnType<import('../../../test/support/a-school.ts').TestSchool['raw']>;

function cellsOf(raw: Raw, { college, at }: { readonly college: string | null; readonly at: Cell }): Example['cells'] {
  const tab = raw.find((workbook) => workbook.college === college)?.tabs.find(({ title }) => title === at.tab);
  const [headings = []] = tab?.rows ?? [];
  const row = at.row === null ? undefined : tab?.rows[at.row - 1];
  return (row ?? []).flatMap((cell, index) => {
    const text = typeof cell === 'object' ? (cell?.error ?? '') : String(cell);
    return text === '' ? [] : [[String(headings[index]), text] as const];
  });
}
