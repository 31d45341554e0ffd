import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPackage } from '../../../functions/adapters/xlsx/package/package.ts';
import { readWorkbook } from '../../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { initPlace, type NewFolderOptions } from '../../../functions/cli/init/init-place.ts';
import { PARAMETERS } from '../../../shared/domain/parameters.ts';
import { COLLEGE_OUTPUT_TABS, SCHOOL_OUTPUT_TABS } from '../../../shared/report/output-tabs.ts';
import { RULES } from '../../../shared/rules/index.ts';
import { DEFAULT_SCHEME } from '../../../shared/scoring/default-scheme.ts';
import { TAB_TITLES } from '../../../shared/workbook/assemble-school.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { parseWorkbook } from '../../../shared/workbook/parse-workbook.ts';
import { freshFolder } from '../../support/fresh-folder.ts';
import { dayOfText } from './judged-sample.ts';

let root = '';

const COLLEGE = '学院01台账.xlsx';
const SCHOOL = '校级总表.xlsx';

function options(name: string, more: Partial<NewFolderOptions> = {}): NewFolderOptions {
  return {
    folder: join(root, name),
    colleges: 1,
    sample: null,
    studentsPerCollege: null,
    faults: true,
    asOf: dayOfText('2026-07-15'),
    ...more,
  };
}

/** Tabs that a new workbook has; those of the year-end come when a year is closed. */
const drawnAtOnce = <Tab extends { readonly when: string }>(tabs: readonly Tab[]): readonly Tab[] =>
  tabs.filter(({ when }) => when !== 'yearEnd');

const contents = (name: string, file: string): Buffer => readFileSync(join(root, name, file));

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong-init-'));
  await initPlace(options('blank', { colleges: 2 }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('blank templates', () => {
  it('are one school workbook and one workbook a college', () => {
    expect(readdirSync(join(root, 'blank')).sort()).toEqual([COLLEGE, '学院02台账.xlsx', SCHOOL].sort());
  });

  it('have every input tab with all of its headings, and nothing to complain about', () => {
    const raw = readWorkbook(contents('blank', COLLEGE));
    expect(raw.tabs.map(({ title }) => title)).toEqual([
      '填写说明',
      ...TAB_TITLES,
      ...drawnAtOnce(COLLEGE_OUTPUT_TABS).map(({ title }) => title),
    ]);
    const { tabs, issues } = parseWorkbook(raw, 0, []);
    expect(issues).toEqual([]);
    for (const tab of Object.values(tabs)) {
      expect(tab.present).toBe(true);
      expect(tab.missingFields).toEqual([]);
      expect(tab.rows).toEqual([]);
    }
  });

  it('have output tabs that publishing finds by their marks', () => {
    const marked = (file: string) =>
      readWorkbook(contents('blank', file)).tabs.flatMap(({ title, output }) => (output ? [`${title} ${output}`] : []));
    expect(marked(COLLEGE)).toEqual(drawnAtOnce(COLLEGE_OUTPUT_TABS).map(({ title, key }) => `${title} ${key}`));
    expect(marked(SCHOOL)).toEqual(drawnAtOnce(SCHOOL_OUTPUT_TABS).map(({ title, key }) => `${title} ${key}`));
  });

  it('have drop-downs, help beside the cell, text ids and frozen headings', () => {
    const pack = openPackage(contents('blank', COLLEGE));
    const students = pack.need('xl/worksheets/sheet3.xml');
    expect(students).toContain('群众,共青团员,入党积极分子,发展对象,预备党员,正式党员');
    expect(students).toContain("'组织'!$A$2:$A$1000");
    expect(students).toContain('prompt="全校唯一；按文本填写，不要用科学计数法。"');
    expect(students).toContain('state="frozen"');
    expect(students).toMatch(/<col min="1"[^>]* style="\d+"\/>/);
    expect(pack.need('xl/workbook.xml')).toContain(">'花名册'!$1:$1<");
    expect(pack.need('xl/styles.xml')).toContain('numFmtId="49"');
  });

  it('have the colleges, the default scheme and every parameter in the school workbook', () => {
    const settings = parseSettings(
      readWorkbook(contents('blank', SCHOOL)),
      RULES.map(({ id }) => id),
    );
    expect(settings.issues).toEqual([]);
    expect(settings.registrations.map(({ id, workbook, enabled }) => ({ id, workbook, enabled }))).toEqual([
      { id: 'D01', workbook: COLLEGE, enabled: true },
      { id: 'D02', workbook: '学院02台账.xlsx', enabled: true },
    ]);
    expect(settings.parameters).toEqual(Object.fromEntries(PARAMETERS.map(({ key, default: value }) => [key, value])));
    expect(settings.scheme).toHaveLength(DEFAULT_SCHEME.length);
    for (const [i, item] of (settings.scheme ?? []).entries()) {
      const { jointFactor, jointBonus, guideFactor, ...rest } = item;
      expect(DEFAULT_SCHEME[i]).toMatchObject(rest);
      expect(
        [jointFactor, jointBonus, guideFactor].map(({ numerator, denominator }) => numerator / denominator),
      ).toEqual([0.5, 1.2, 0]);
    }
  });
});

describe('a sample in files', () => {
  it('reads back, with titles, own tabs and a page that lists what was planted', async () => {
    const written: string[] = [];
    freshFolder(join(root, 'sample'));
    const report = await initPlace(
      options('sample', {
        sample: 'x',
        colleges: 2,
        studentsPerCollege: 60,
        progress: ({ done, total, name }) => written.push(`${done}/${total} ${name}`),
      }),
    );
    expect(report.files).toEqual(['计算机与通信学院台账.xlsx', '机械工程学院台账.xlsx', SCHOOL, '样例说明.md']);
    expect(written).toEqual(report.files.map((name, i) => `${i + 1}/4 ${name}`));
    const raw = readWorkbook(contents('sample', '机械工程学院台账.xlsx'));
    expect(raw.tabs.map(({ title }) => title)).toEqual(expect.arrayContaining(['1.组织', '2.花名册', '说明', '统计']));
    expect(parseWorkbook(raw, 0, []).tabs.students.rows).toHaveLength(
      60 +
        report.planted.filter(({ rule, college }) => college === 'JX' && (rule === 'DAT-06' || rule === 'DAT-15'))
          .length,
    );
    const page = contents('sample', '样例说明.md').toString();
    for (const { rule, note } of report.planted) expect(page).toContain(`| ${rule} | ${note} |`);
  });

  it('is the same to the byte for the same seed', async () => {
    for (const name of ['first', 'second']) freshFolder(join(root, name));
    const sample = { sample: 'bytes', colleges: 1, studentsPerCollege: 30 };
    const [first, second] = [await initPlace(options('first', sample)), await initPlace(options('second', sample))];
    expect(second).toEqual(first);
    for (const file of first.files) expect(contents('second', file).equals(contents('first', file))).toBe(true);
  });

  it('has no page of planted faults without faults', async () => {
    freshFolder(join(root, 'clean'));
    const report = await initPlace(options('clean', { sample: 'x', studentsPerCollege: 30, faults: false }));
    expect(report.planted).toEqual([]);
    expect(readdirSync(join(root, 'clean'))).not.toContain('样例说明.md');
  });
});

describe('what is there is never overwritten', () => {
  it.each([
    ['blank templates', null, COLLEGE],
    ['a sample', 'x', '样例说明.md'],
  ] as const)('by %s, and nothing else is written either', async (_, sample, file) => {
    const folder = freshFolder(join(root, `taken-${sample}`));
    await initPlace(options(`taken-${sample}`, { sample, studentsPerCollege: 30 }));
    for (const name of readdirSync(folder)) if (name !== file) rmSync(join(folder, name));
    writeFileSync(join(folder, file), 'mine');
    await expect(initPlace(options(`taken-${sample}`, { sample, studentsPerCollege: 30 }))).rejects.toThrow(
      `里已经有“${file}”，没有覆盖任何文件`,
    );
    expect(readdirSync(folder)).toEqual([file]);
    expect(readFileSync(join(folder, file), 'utf8')).toBe('mine');
  });

  it('says so where the folder cannot be made', async () => {
    writeFileSync(join(root, 'file'), '');
    await expect(initPlace(options('file/inside'))).rejects.toThrow('无法建立文件夹');
  });
});
