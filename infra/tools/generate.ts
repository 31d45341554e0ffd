/**
 * Makes what is made from the files of rules and tabs: their indexes, the catalogue for clerks and the office, and the
 * guideline with what answers each sentence of it.
 *
 *   npm run generate            writes them
 *   npm run generate:check      fails when one is stale
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRule, readRepositoryText, ruleFiles, ruleSetVersion } from './catalogue/rule-files.ts';
import { ruleIndex } from './catalogue/rule-index.ts';
import { tabFiles, tabIndex } from './catalogue/tab-index.ts';
import { ROOT } from './root.ts';

/** The index of the tabs: all else that is generated is made by code that reads it. */
export function generatedFirst(): ReadonlyMap<string, string> {
  return new Map([['shared/workbook/tabs/index.ts', tabIndex(tabFiles())]]);
}

/** Content of every other generated file, by path. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const { cataloguePage } = await import('./catalogue/catalogue-page.ts');
  const { guidelinePage } = await import('./catalogue/guideline-page.ts');
  const { examplesOf } = await import('./catalogue/examples.ts');
  const files = ruleFiles();
  const rules = new Map(await Promise.all(files.map(async (file) => [file, await loadRule(file)] as const)));
  const examples = await examplesOf(rules);
  const entries = [...rules].map(([{ source }, rule]) => ({ rule, source, examples: examples.get(rule.id) ?? [] }));
  return new Map([
    ['shared/rules/index.ts', ruleIndex(files)],
    ['shared/rules/CATALOGUE.md', cataloguePage(entries, ruleSetVersion())],
    ['shared/rules/GUIDELINE.md', guidelinePage([...rules.values()])],
  ]);
}

/** Writes what is stale, or only says so. */
function bringUpToDate(files: ReadonlyMap<string, string>, check: boolean): void {
  for (const [path, content] of files) {
    if (existsSync(join(ROOT, path)) && readRepositoryText(path) === content) continue;
    if (check) process.exitCode = 1;
    else writeFileSync(join(ROOT, path), content);
    console.error(check ? `${path} is stale: run npm run generate.` : `${path} written.`);
  }
}

if (import.meta.main) {
  const check = process.argv.includes('--check');
  bringUpToDate(generatedFirst(), check);
  bringUpToDate(await generatedFiles(), check);
}
