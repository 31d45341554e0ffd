import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { xlsxWorkbooks } from '../../../../functions/adapters/xlsx/workbooks.ts';
import { findTool, notRun } from '../../../support/tools.ts';
import { anImage, malformedParts, overview, violations } from '../support.ts';
import { openedByLibreOffice, scratchFolder } from './libreoffice.ts';
import { GUIDE, ROWS } from './plain-package.ts';

const SCRIPT = join(import.meta.dirname, 'writers.py');
const WRITERS = ['openpyxl', 'pandas', 'pandas-xlsxwriter', 'xlsxwriter', 'xlsxwriter-in-cells'] as const;

/** A Python that has all three writers; `null` where there is none. */
function findPython(): string | null {
  const python = findTool('python3');
  if (python === null) return null;
  try {
    execFileSync(python, ['-c', 'import openpyxl, pandas, xlsxwriter'], { stdio: 'ignore' });
    return python;
  } catch {
    return null;
  }
}

const shown = z.record(
  z.string(),
  z.object({ tabs: z.record(z.string(), z.array(z.array(z.string()))), notes: z.record(z.string(), z.string()) }),
);

const IMAGE = anImage(
  [overview('1', 3), violations([{ key: 'A-1', text: '缺班级', link: { tab: '花名册', row: 2, column: 'B' } }])],
  [
    { tab: '花名册', row: 2, column: 'B', text: '【协同校验】缺班级' },
    { tab: '花名册', row: 3, column: 'D', text: '【协同校验】人数有小数' },
  ],
);

const python = findPython();
const what = python === null ? notRun('openpyxl, pandas, XlsxWriter', 'pip install them, or XIETONG_TEST_TOOLS') : '';

describe.runIf(python !== null)(`workbooks by the real writers ${what}`, () => {
  let scratch: Awaited<ReturnType<typeof scratchFolder>>;
  const script = (command: string): string =>
    execFileSync(python ?? '', [SCRIPT, command, scratch.path], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  const show = () => shown.parse(JSON.parse(script('show')));
  beforeAll(async () => {
    scratch = await scratchFolder();
    script('make');
  }, 60_000);
  afterAll(() => scratch.remove());

  test.each(WRITERS)('%s: read equal, published, left alone, well formed', async (writer) => {
    const workbooks = xlsxWorkbooks(scratch.path);
    const [students, guide] = (await workbooks.read(writer)).tabs;
    expect(students?.rows.map((row) => row.filter((cell) => cell !== ''))).toEqual(ROWS);
    expect(guide?.rows).toEqual(GUIDE);
    expect((await workbooks.publish(writer, IMAGE)).status).toBe('written');
    expect((await workbooks.publish(writer, IMAGE)).status).toBe('unchanged');
    expect(await malformedParts(join(scratch.path, `${writer}.xlsx`))).toEqual([]);
  });

  test('openpyxl opens all of them, with notes, and saves them; they are published again, and then left alone', async () => {
    const workbooks = xlsxWorkbooks(scratch.path);
    for (const round of ['published', 'saved and published']) {
      const books = show();
      expect(Object.keys(books).toSorted()).toEqual([...WRITERS]);
      for (const [name, { tabs, notes }] of Object.entries(books)) {
        expect(tabs.花名册?.[1]?.slice(0, 2), `${name} ${round}`).toEqual(['41924001', '张三']);
        expect(tabs.问题清单?.[1]?.slice(0, 3), `${name} ${round}`).toEqual(['A-1', '跳转', '缺班级']);
        expect(notes.D3, `${name} ${round}`).toContain('【协同校验】人数有小数');
        expect(notes.B2, `${name} ${round}`).toContain('缺班级');
      }
      if (round !== 'published') break;
      script('resave');
      for (const name of WRITERS) {
        await workbooks.publish(name, anImage(IMAGE.tabs, []));
        await workbooks.publish(name, IMAGE);
        expect((await workbooks.publish(name, IMAGE)).status, name).toBe('unchanged');
        expect(await malformedParts(join(scratch.path, `${name}.xlsx`)), name).toEqual([]);
      }
    }
  }, 120_000);

  const soffice = findTool('soffice');
  test.runIf(soffice !== null)(
    soffice === null ? notRun('soffice', 'LibreOffice') : 'LibreOffice opens all of them',
    { timeout: 300_000 },
    async () => {
      const files = readdirSync(scratch.path).filter((name) => name.endsWith('.xlsx'));
      const opened = await openedByLibreOffice(
        soffice ?? '',
        scratch.path,
        files.map((name) => join(scratch.path, name)),
      );
      for (const name of WRITERS) expect(opened.get(name)?.get('问题清单'), name).toContain('A-1,跳转,缺班级');
    },
  );
});
