import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPackage } from '../../../functions/adapters/xlsx/package/package.ts';
import { readWorkbook } from '../../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { folderFiles } from '../../../functions/adapters/xlsx/workbooks.ts';
import { upgradeWorkbooks } from '../../../functions/cli/init/upgrade-place.ts';
import { schoolWorkbook } from '../../../functions/template/school-workbook.ts';
import type { SheetPlan, WorkbookPlan } from '../../../functions/template/sheet-plan.ts';
import { collegeTemplate } from '../../../functions/template/template.ts';
import { writeWorkbook } from '../../../functions/template/write-workbook.ts';
import { parseWorkbook } from '../../../shared/workbook/parse-workbook.ts';
import { findTool, notRun } from '../../support/tools.ts';

const REGISTRATION = { id: 'D01', name: '机械学院', workbook: '机械学院台账.xlsx', email: null };
const NEW_TABS = ['计划事项', '阵地', '述责测评', '个人结果'];
const NEW_COLUMNS = ['共同议事规则', '负责人学号', '考察日期'];
let folder: string;

/** The workbook as it was before there were these tabs and columns, with a row and a banner that users put in. */
async function oldWorkbook(change: (sheet: SheetPlan) => SheetPlan = (sheet) => sheet): Promise<Buffer> {
  const plan = collegeTemplate(REGISTRATION);
  const sheets = plan.sheets.filter(({ title }) => !NEW_TABS.includes(title)).map((sheet) => change(withoutNew(sheet)));
  return await writeWorkbook({ ...plan, sheets } satisfies WorkbookPlan);
}

function withoutNew(sheet: SheetPlan): SheetPlan {
  const headings = sheet.rows[sheet.headingRow ?? 0] ?? [];
  const kept = headings.flatMap((heading, at) => (NEW_COLUMNS.includes(String(heading)) ? [] : [at]));
  if (kept.length === headings.length) return sheet;
  const rows = sheet.rows.map((row) => kept.map((at) => row[at] ?? null));
  return { ...sheet, rows, columns: kept.map((at) => sheet.columns[at]!), validations: [] };
}

function sheetNames(python: string, script: string): string | null {
  try {
    return execFileSync(python, ['-c', script, path()], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    if (String(error).includes('No module named')) return null;
    throw error;
  }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xietong-upgrade-'));
  writeFileSync(join(folder, '校级总表.xlsx'), await writeWorkbook(schoolWorkbook({ registrations: [REGISTRATION] })));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, REGISTRATION.workbook);
const read = () => readWorkbook(readFileSync(path()));
const rowsOf = (title: string) => read().tabs.find((tab) => tab.title === title)?.rows ?? [];

describe('init --upgrade', () => {
  it('adds tabs behind the others and columns behind the last, and changes nothing that stands there', async () => {
    writeFileSync(path(), await oldWorkbook());
    const before = openPackage(readFileSync(path()));
    const titles = read().tabs.map(({ title }) => title);
    const students = rowsOf('花名册');
    const organizations = rowsOf('组织');
    const [college, school] = await upgradeWorkbooks(folderFiles(folder));
    expect(college).toEqual({
      file: REGISTRATION.workbook,
      tabs: NEW_TABS,
      columns: [
        { tab: '组织', headings: ['共同议事规则', '负责人学号'] },
        { tab: '发展台账', headings: ['考察日期'] },
      ],
      error: null,
    });
    expect(school).toEqual({ file: '校级总表.xlsx', tabs: [], columns: [], error: null });
    expect(read().tabs.map(({ title }) => title)).toEqual([...titles, ...NEW_TABS]);
    expect(rowsOf('花名册')).toEqual(students);
    expect(rowsOf('组织')[0]).toEqual([...(organizations[0] ?? []), '共同议事规则', '负责人学号']);
    const { tabs, issues } = parseWorkbook(read(), 0, []);
    expect(issues).toEqual([]);
    expect(Object.values(tabs).filter((tab) => !tab.present)).toEqual([]);
    expect(Object.keys(tabs.organizations.columns)).toContain('rulesOfProcedure');
    const after = openPackage(readFileSync(path()));
    const untouched = before.entries.filter(({ name }) => /styles|sharedStrings|theme|sheet3\.xml/.test(name));
    expect(untouched.length).toBeGreaterThan(1);
    for (const { name } of untouched) expect(after.bytes(name)).toEqual(before.bytes(name));
  });

  it('writes nothing the second time', async () => {
    writeFileSync(path(), await oldWorkbook());
    await upgradeWorkbooks(folderFiles(folder));
    const { mtimeMs } = statSync(path());
    const [college] = await upgradeWorkbooks(folderFiles(folder));
    expect(college).toEqual({ file: REGISTRATION.workbook, tabs: [], columns: [], error: null });
    expect(statSync(path()).mtimeMs).toBe(mtimeMs);
  });

  it('goes behind what stands to the right of the headings, and does not take a near heading for a missing one', async () => {
    const withNotes = (sheet: SheetPlan): SheetPlan =>
      sheet.title === '组织'
        ? {
            ...sheet,
            rows: sheet.rows.map((row, at) =>
              at === 0
                ? [...row.map((cell) => (cell === '任期届满' ? '任期届满日期' : cell)), null, null]
                : at === 2
                  ? [...row, null, '自己的备注']
                  : row,
            ),
            columns: [...sheet.columns, sheet.columns[0]!, sheet.columns[0]!],
          }
        : sheet;
    writeFileSync(path(), await oldWorkbook(withNotes));
    const right = Math.max(...rowsOf('组织').map((row) => row.length));
    await upgradeWorkbooks(folderFiles(folder));
    const [headings = []] = rowsOf('组织');
    expect(headings.indexOf('共同议事规则')).toBe(right);
    expect(headings).not.toContain('任期届满');
    expect(rowsOf('组织')[2]?.[right - 1]).toBe('自己的备注');
  });

  it('says of each workbook that it could not read why, and goes on with the others', async () => {
    writeFileSync(path(), 'not a workbook');
    const [college, school] = await upgradeWorkbooks(folderFiles(folder));
    expect(college?.error).toMatch(/\S/);
    expect(college?.tabs).toEqual([]);
    expect(school?.error).toBeNull();
    expect(readFileSync(path(), 'utf8')).toBe('not a workbook');
  });

  it('leaves a file alone that somebody has open', async () => {
    writeFileSync(path(), await oldWorkbook());
    writeFileSync(join(folder, `~$${REGISTRATION.workbook}`), '');
    const before = readFileSync(path());
    expect((await upgradeWorkbooks(folderFiles(folder)))[0]?.error).toBe(
      `工作簿“${REGISTRATION.workbook}”：文件正被打开，没有改动。请关闭文件后再运行一次`,
    );
    expect(readFileSync(path())).toEqual(before);
  });

  it('is opened by another program', async () => {
    writeFileSync(path(), await oldWorkbook());
    await upgradeWorkbooks(folderFiles(folder));
    const python = findTool('python', 'python3');
    const script = 'import sys,openpyxl; print("|".join(openpyxl.load_workbook(sys.argv[1]).sheetnames))';
    const titles = python === null ? null : sheetNames(python, script);
    if (titles === null) {
      console.warn(notRun('openpyxl', 'pip install openpyxl, or XIETONG_TEST_TOOLS'));
      return;
    }
    expect(titles.trim().split('|').slice(-4)).toEqual(NEW_TABS);
  });
});
