import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { xlsxWorkbooks } from '../../../../functions/adapters/xlsx/workbooks.ts';
import type { WorkbookImage } from '../../../../shared/sheet/image.ts';
import type { RawTab } from '../../../../shared/sheet/raw.ts';
import { findTool, notRun } from '../../../support/tools.ts';
import { anImage, malformedParts, overview, partsOf, violations } from '../support.ts';
import type { Trait } from './edits.ts';
import { openedByLibreOffice, scratchFolder } from './libreoffice.ts';
import { GUIDE, type Parts, plainPackage, ROWS } from './plain-package.ts';
import { TRAITS } from './traits.ts';

/** Everything that is ever put into a workbook: a page to be read with a chart, a list with links, notes on cells. */
const IMAGE: WorkbookImage = anImage(
  [
    overview('1', 3, {
      charts: [{ title: '数量', kind: 'bar', fromRow: 2, toRow: 3, labelColumn: 0, valueColumn: 1 }],
    }),
    violations([{ key: 'A-1', text: '缺班级', link: { tab: '花名册', row: 2, column: 'B' } }]),
  ],
  [
    { tab: '花名册', row: 2, column: 'B', text: '【协同校验】缺班级' },
    { tab: '花名册', row: 3, column: 'F', text: '【协同校验】备注太长' },
    { tab: '说明', row: 1, column: 'A', text: '【协同校验】这里也有' },
  ],
);

function packed({ change, level = 9 }: Trait): Uint8Array {
  const parts: Parts = plainPackage();
  change(parts);
  const bytes = Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]);
  return zipSync(Object.fromEntries(bytes), { level });
}

/** Rows without what blank cells behind the last filled one leave. */
function filledRows({ rows }: Pick<RawTab, 'rows'>): unknown[] {
  return rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== null && cell !== '') + 1));
}

const named = TRAITS.map((trait, at) => ({
  ...trait,
  name: `${trait.writer}: ${trait.habit}`,
  file: `trait-${at + 1}`,
}));

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
beforeAll(async () => {
  scratch = await scratchFolder();
});
afterAll(() => scratch.remove());

test('the corpus holds at least forty habits, each once', () => {
  expect(new Set(named.map(({ name }) => name)).size).toBe(named.length);
  expect(named.length).toBeGreaterThanOrEqual(40);
});

describe('a workbook that another program wrote is read the same, published, still well formed, and then left alone', () => {
  test.each(named)('$name', async (trait) => {
    const folder = join(scratch.path, trait.file);
    await mkdir(folder);
    const path = join(folder, `${trait.file}.xlsx`);
    const original = packed(trait);
    await writeFile(path, original);
    const workbooks = xlsxWorkbooks(folder);

    const read = await workbooks.read(trait.file);
    expect(read.tabs.map(filledRows)).toEqual([ROWS, GUIDE]);

    expect((await workbooks.publish(trait.file, IMAGE)).status).toBe('written');
    const before = await partsOf(join(folder, `${trait.file}.xlsx`));
    await writeFile(`${path}.original`, original);
    const untouched = await partsOf(`${path}.original`);
    const isTheirs = (part: string): boolean =>
      untouched[part] !== undefined && Buffer.from(untouched[part]).equals(before[part]!);
    expect(await malformedParts(path, (part) => isTheirs(part) || trait.habit.includes('unclosed'))).toEqual([]);

    const again = await workbooks.read(trait.file);
    expect(again.tabs.slice(0, 2).map(filledRows)).toEqual([ROWS, GUIDE]);
    expect(again.tabs.slice(2).map(({ output }) => output)).toEqual(['overview', 'violations']);

    const bytes = await readFile(path);
    expect((await workbooks.publish(trait.file, IMAGE)).status).toBe('unchanged');
    expect(await readFile(path)).toEqual(bytes);
  });
});

/** Habits whose files LibreOffice does not open, or reads otherwise, before we have touched them. */
const NOT_FOR_LIBREOFFICE = [
  'declares UTF-16 and writes UTF-8',
  'names parts with backslashes',
  'names parts in other letters',
];

const soffice = findTool('soffice');
test.runIf(soffice !== null)(
  soffice === null ? notRun('soffice', 'LibreOffice') : 'LibreOffice opens every one of them, input and output tabs',
  { timeout: 600_000 },
  async () => {
    const tried = named.filter(({ habit }) => !NOT_FOR_LIBREOFFICE.some((other) => habit.startsWith(other)));
    expect(named.length - tried.length).toBe(NOT_FOR_LIBREOFFICE.length);
    const files = tried.map(({ file }) => join(scratch.path, file, `${file}.xlsx`));
    const opened = await openedByLibreOffice(soffice ?? '', scratch.path, files);
    const faults = tried.flatMap(({ name, file }) => {
      const tabs = opened.get(file) ?? new Map<string, string>();
      const [students, list] = [tabs.get('花名册') ?? '', tabs.get('问题清单') ?? ''];
      const isWhole = students.includes('41924001,张三') && list.includes('A-1,跳转,缺班级');
      return isWhole ? [] : [`${name}: ${[...tabs.keys()].join('、') || 'not opened'}`];
    });
    expect(faults).toEqual([]);
  },
);
