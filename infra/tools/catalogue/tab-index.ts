import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';
import { readRepositoryText } from './rule-files.ts';

const TABS_FOLDER = 'shared/workbook/tabs';
const DECLARATION = /^export const (?<name>\w+) = defineTab\('(?<key>\w+)', \{$/m;
const PLACE = /^ {2}place: (?<place>\d+),$/m;

/** A file that declares an input tab of a college workbook. */
export interface TabFile {
  /** In the folder of the tabs: `honors.ts`. */
  readonly file: string;
  readonly key: string;
  readonly place: number;
}

/**
 * Every file that declares an input tab, in the order of the tabs; throws in plain words if two claim the same
 * position.
 */
export function tabFiles(): readonly TabFile[] {
  const files = readdirSync(join(ROOT, TABS_FOLDER)).flatMap((file) => {
    const source = readRepositoryText(`${TABS_FOLDER}/${file}`);
    const { name, key } = DECLARATION.exec(source)?.groups ?? {};
    if (key === undefined) return [];
    const place = PLACE.exec(source)?.groups?.place;
    if (name !== key || place === undefined)
      throw new Error(
        `${TABS_FOLDER}/${file}: write "export const ${key} = defineTab('${key}', {", and its place below.`,
      );
    return [{ file, key, place: Number(place) }];
  });
  files.sort((a, b) => a.place - b.place);
  const twice = files.find(({ place }, i) => files[i + 1]?.place === place);
  if (twice) throw new Error(`${TABS_FOLDER}/${twice.file}: its place ${twice.place} is taken by another tab.`);
  return files;
}

/** shared/workbook/tabs/index.ts. */
export function tabIndex(files: readonly TabFile[]): string {
  const imports = [
    ...files.map(({ file, key }) => [`./${file}`, `import { ${key} } from './${file}';`] as const),
    ['../../domain/school.ts', "import type { TabKey } from '../../domain/school.ts';"] as const,
    ['../column.ts', "import type { TabSpec } from '../column.ts';"] as const,
  ].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    '// Generated file, do not edit: npm run generate.',
    ...imports.map(([, line]) => line),
    '',
    '/** Input tabs of a college workbook, in the order of their places. */',
    'export const TABS: { readonly [Tab in TabKey]: TabSpec<Tab> } = {',
    ...files.map(({ key }) => `  ${key},`),
    '};',
    '',
  ].join('\n');
}
