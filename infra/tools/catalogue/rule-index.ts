import { type RuleFile, ruleSetVersion } from './rule-files.ts';

/** shared/rules/index.ts. */
export function ruleIndex(files: readonly RuleFile[]): string {
  const imports = [
    ...files.map(({ id, path }) => [path, `import ${nameOf(id)} from './${path}';`] as const),
    ['frame/rule.ts', "import type { Rule } from './frame/rule.ts';"] as const,
  ].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    '// Generated file, do not edit: npm run generate.',
    ...imports.map(([, line]) => line),
    '',
    '/** Every rule, alphabetical by id. */',
    `export const RULES: readonly Rule[] = [${files.length === 0 ? '' : '\n'}${files.map(({ id }) => `  ${nameOf(id)},\n`).join('')}];`,
    '',
    '/** Version of the rules: changes whenever a rule, a word of the domain, the reading of workbooks or the scoring does. */',
    `export const RULE_SET = '${ruleSetVersion()}';`,
    '',
  ].join('\n');
}

function nameOf(id: string): string {
  return id.toLowerCase().replace('-', '');
}
