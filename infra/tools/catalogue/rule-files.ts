import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Rule } from '../../../shared/rules/frame/rule.ts';
import { ROOT } from '../root.ts';

const RULES_FOLDER = 'shared/rules';
/** `organization/ORG-06-second-class-post.ts`. */
const RULE_FILE = /^[a-z]+\/(?<id>[A-Z]{3}-\d{2})-[a-z0-9-]+\.ts$/;

/** Families of rules in the order of the catalogue, with their folders. */
export const FAMILIES: readonly { readonly letters: string; readonly folder: string; readonly name: string }[] = [
  { letters: 'DAT', folder: 'data', name: '数据' },
  { letters: 'CFG', folder: 'settings', name: '校级总表' },
  { letters: 'ORG', folder: 'organization', name: '组织协同' },
  { letters: 'MEC', folder: 'mechanism', name: '机制协同' },
  { letters: 'EDU', folder: 'education', name: '育人协同' },
  { letters: 'DEV', folder: 'development', name: '发展党员' },
  { letters: 'PRA', folder: 'practice', name: '实践协同' },
  { letters: 'EVA', folder: 'evaluation', name: '考核协同' },
  { letters: 'DEC', folder: 'decision', name: '制度执行' },
];

export interface RuleFile {
  readonly id: string;
  /** Below shared/rules, e.g. `organization/ORG-06-second-class-post.ts`. */
  readonly path: string;
  readonly source: string;
}

/** Every rule file, alphabetical by id. */
export function ruleFiles(): readonly RuleFile[] {
  return filesBelow(RULES_FOLDER)
    .flatMap((path) => {
      const id = RULE_FILE.exec(path)?.groups?.id;
      return id ? [{ id, path, source: readRepositoryText(`${RULES_FOLDER}/${path}`) }] : [];
    })
    .toSorted((a, b) => compare(a.id, b.id));
}

export async function loadRule({ path }: RuleFile): Promise<Rule> {
  const module: { default?: Rule } = await import(join(ROOT, RULES_FOLDER, path));
  if (!module.default) throw new Error(`${RULES_FOLDER}/${path} has no default export.`);
  return module.default;
}

/**
 * Everything that determines findings, points and ranks, and that reads and writes files: the same version must give
 * the same result.
 */
const JUDGING = [
  RULES_FOLDER,
  'shared/domain',
  'shared/workbook',
  'shared/scoring',
  'shared/ranking',
  'shared/run/kept',
  'shared/sheet',
  'functions/adapters/xlsx',
];
const JUDGING_FILES = ['check-school.ts', 'join-checks.ts', 'judge-school.ts'].map((name) => `shared/run/${name}`);

/** Version of the whole set: changes whenever the text of a judging file does. Generated files are left out. */
export function ruleSetVersion(): string {
  const hash = createHash('sha256');
  for (const folder of JUDGING) {
    for (const path of filesBelow(folder).filter((name) => name.endsWith('.ts') && basename(name) !== 'index.ts')) {
      hash.update(JSON.stringify([folder, path, readRepositoryText(`${folder}/${path}`)]));
    }
  }
  for (const path of JUDGING_FILES) hash.update(JSON.stringify([path, readRepositoryText(path)]));
  return hash.digest('hex').slice(0, 12);
}

/** A text file with line ends as in the repository. */
export function readRepositoryText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8').replaceAll('\r\n', '\n');
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .toSorted(compare);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
