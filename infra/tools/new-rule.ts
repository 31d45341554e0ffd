/**
 * Creates the files of a new rule and its test, and brings the generated files up to date:
 *
 *   npm run new-rule ORG-18 branch-without-name
 *
 * The slug names the broken pattern. Nothing else needs an edit.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FAMILIES, ruleFiles } from './catalogue/rule-files.ts';
import { ROOT } from './root.ts';

const ID = /^(?<letters>[A-Z]{3})-\d{2}$/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The two files of a new rule, by path; throws in plain words if id or slug is unsuitable. */
export function newRuleFiles(id: string, slug: string): ReadonlyMap<string, string> {
  const letters = ID.exec(id)?.groups?.letters;
  const family = FAMILIES.find((one) => one.letters === letters);
  if (!family)
    throw new Error(`"${id}" is no rule id: one of ${FAMILIES.map((one) => one.letters).join(', ')}, -, two digits.`);
  if (!SLUG.test(slug)) throw new Error(`"${slug}" is no slug: lower-case words joined by hyphens.`);
  const taken = ruleFiles().find((file) => file.id === id);
  if (taken) throw new Error(`${id} is taken by shared/rules/${taken.path}.`);
  const name = `${id}-${slug}`;
  return new Map([
    [`shared/rules/${family.folder}/${name}.ts`, ruleSource(id)],
    [`test/rules/${name}.test.ts`, testSource(family.folder, name)],
  ]);
}

function ruleSource(id: string): string {
  return `import { orgLabelOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “条文” (四(1)): the reading that we chose of it. */
export default defineRule({
  id: '${id}',
  title: '待定',
  severity: Severity.error,
  basis: [guideline('四(1)', 1)],
  needs: ['organizations.id', 'organizations.name'],
  reads: [],
  *check({ organizations, college }) {
    for (const org of organizations) {
      if (org.name !== null) continue;
      const id = String(org.id);
      yield { at: college.rowPlace('organizations', org), subject: [id], facts: { org: orgLabelOf(org, id) } };
    }
  },
  message: ({ org }) => \`\${org}没有填组织名称；应当填写。\`,
  advice: () => '请填写组织名称。',
});
`;
}

function testSource(folder: string, name: string): string {
  return `import rule from '../../shared/rules/${folder}/${name}.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

ruleTest(rule, {
  passes: { 'the faultless school': aSchool() },
  fails: {
    'an organization without a name': given(aSchool().set('组织', 'P1', { 组织名称: null })).finds({
      at: ['组织', 'P1', '组织编号'],
      subject: ['P1'],
      message: 'P1没有填组织名称；应当填写。',
    }),
  },
});
`;
}

if (import.meta.main) {
  const [id = '', slug = ''] = process.argv.slice(2);
  try {
    for (const [path, content] of newRuleFiles(id, slug)) {
      const file = join(ROOT, path);
      if (existsSync(file)) throw new Error(`${path} is there already.`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      console.error(`${path} written.`);
    }
    const generate = spawnSync(process.execPath, [join(ROOT, 'infra/tools/generate.ts')], { stdio: 'inherit' });
    process.exitCode = generate.status ?? 1;
  } catch (error) {
    console.error(`${(error as Error).message} Usage: npm run new-rule ORG-18 branch-without-name`);
    process.exitCode = 2;
  }
}
