/**
 * Makes what is made from the rule files: the index, and the catalogue for clerks and the office.
 *
 *   npm run generate            writes them
 *   npm run generate:check      fails when one is stale
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cataloguePage } from './catalogue/catalogue-page.ts';
import { examplesOf } from './catalogue/examples.ts';
import { loadRule, ROOT, readText, ruleFiles, ruleSetVersion } from './catalogue/rule-files.ts';
import { ruleIndex } from './catalogue/rule-index.ts';

/** Content of every generated file, by path. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const files = ruleFiles();
  const rules = new Map(await Promise.all(files.map(async (file) => [file, await loadRule(file)] as const)));
  const examples = await examplesOf(rules);
  const entries = [...rules].map(([{ source }, rule]) => ({ rule, source, examples: examples.get(rule.id) ?? [] }));
  return new Map([
    ['shared/rules/index.ts', ruleIndex(files)],
    ['shared/rules/CATALOGUE.md', cataloguePage(entries, ruleSetVersion())],
  ]);
}

if (import.meta.main) {
  const check = process.argv.includes('--check');
  const stale = [...(await generatedFiles())].filter(
    ([path, content]) => !existsSync(join(ROOT, path)) || readText(path) !== content,
  );
  for (const [path, content] of stale) {
    if (!check) writeFileSync(join(ROOT, path), content);
    console.error(check ? `${path} is stale: run npm run generate.` : `${path} written.`);
  }
  if (check && stale.length > 0) process.exitCode = 1;
}
