import { spawnSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { visibleText } from '../../shared/domain/visible-text.ts';
import { createWorkbook } from '../support/create-workbook.ts';
import { freshFolder } from '../support/fresh-folder.ts';
import { copySample } from '../support/sample-school.ts';
import { hostilePlace, PAYLOADS, PERSONAL } from './hostile-place.ts';
import { inspectWorkbook } from './inspect-workbook.ts';
import { attacked } from './tally.ts';

/** A place whose every free text is an attack, through the command line as people run it. */
const AS_OF = '2026-07-15';
const SCHOOL = '校级总表.xlsx';
let root = '';
let sample = '';

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['functions/cli/main.ts', ...args], {
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

async function aHostilePlace(name: string): Promise<{ place: string; files: readonly string[] }> {
  const place = freshFolder(join(root, name));
  return { place, files: await hostilePlace(sample, place) };
}

/** Nothing of a person, nothing that a terminal obeys. */
function expectHarmless(said: string): void {
  for (const mark of Object.values(PERSONAL)) expect(said).not.toContain(mark);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  expect(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.exec(said)?.[0]).toBeUndefined();
  expect(said).not.toMatch(/\n\s+at .*\.ts:\d+/);
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong-attack-'));
  sample = join(root, 'sample');
  const asOf = parseIsoDay(AS_OF)!;
  await copySample(sample, { colleges: 2, sample: 'attack', studentsPerCollege: 40, faults: true, asOf });
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a place whose every text is an attack', () => {
  it('text stays text in every tab and in JSON, links stay inside, nobody is named on the terminal', {
    timeout: 120_000,
  }, async () => {
    const { place, files } = await aHostilePlace('hostile');
    const json = join(root, 'hostile.json');
    const first = run('audit', place, '--as-of', AS_OF, '--json', json, '--debug');
    expect(first.said).toContain('校验完成');
    expect(first.code).toBe(0);
    expectHarmless(first.said);
    let dangerous = 0;
    let links = 0;
    for (const file of [...files, SCHOOL]) {
      const seen = inspectWorkbook(join(place, file));
      expect({ file, faults: seen.faults }).toEqual({ file, faults: [] });
      dangerous += seen.dangerousTexts;
      links += seen.links;
    }
    attacked(`dangerous texts in files, of ${PAYLOADS.length} kinds`, dangerous);
    expect(dangerous).toBeGreaterThan(500);
    expect(links).toBeGreaterThan(100);

    const result = JSON.parse(readFileSync(json, 'utf8'));
    expect(result.workbooks.map(({ status }: { status: string }) => status)).toEqual(['done', 'done']);
    expect(result.violations.length).toBeGreaterThan(100);
    expect(result.ledger.awards).toBeGreaterThan(50);
    expect(
      result.balances.map(({ organisation, organization }: Record<string, string>) => organisation ?? organization),
    ).toContain('__proto__');

    const second = run('audit', place, '--as-of', AS_OF, '--json', json);
    expect(JSON.parse(readFileSync(json, 'utf8')).workbooks.map(({ status }: { status: string }) => status)).toEqual([
      'unchanged',
      'unchanged',
    ]);
    expectHarmless(second.said);
    expectHarmless(run('audit', place, '--as-of', AS_OF, '--dry-run').said);
    expectHarmless(run('year-end', place, '--rehearse', '--year', '2025-2026', '--as-of', AS_OF).said);
  });

  it('tabs that users renamed to an attack: links follow, quoted', { timeout: 60_000 }, async () => {
    const { place, files } = await aHostilePlace('renamed');
    expect(run('audit', place, '--as-of', AS_OF, '--quiet').code).toBe(0);
    const path = join(place, files[0] as string);
    const parts = unzipSync(new Uint8Array(readFileSync(path)));
    const xml = strFromU8(parts['xl/workbook.xml'] as Uint8Array);
    const renamed = xml
      .replaceAll('概览', "=1+1'!A1'x&amp;&lt;b>")
      .replaceAll('问题清单', "o''clock'!A1")
      .replace('name="活动台账"', 'name="一、 活动 台账"');
    parts['xl/workbook.xml'] = strToU8(
      renamed
        .replaceAll("'o''clock'!A1'", "'o''''clock''!A1'")
        .replaceAll("'=1+1'!A1'x&amp;&lt;b>'", "'=1+1''!A1''x&amp;&lt;b>'"),
    );
    writeFileSync(path, zipSync(parts));
    expect(run('audit', place, '--as-of', '2026-07-16', '--quiet').code).toBe(0);
    expect(inspectWorkbook(path).faults).toEqual([]);
  });

  it('a damaged, a missing and a locked workbook: the refusal names the file and nobody', {
    timeout: 60_000,
  }, async () => {
    const { place, files } = await aHostilePlace('refused');
    writeFileSync(join(place, files[0] as string), 'PK\u0003\u0004 no workbook');
    rmSync(join(place, files[1] as string));
    const { code, said } = run('audit', place, '--as-of', AS_OF, '--debug');
    expect(code).toBe(1);
    for (const file of files) expect(said).toContain(file);
    expectHarmless(said);
  });
});

/** 学院登记 with these rows; the first two columns are made up where a row gives the workbook only. */
async function aSchoolOf(place: string, workbooks: readonly string[]): Promise<void> {
  await createWorkbook(join(place, SCHOOL), [
    {
      title: '学院登记',
      columns: ['学院编号', '学院名称', '表格'].map((heading) => ({ heading, width: 12, format: 'text' as const })),
      rows: workbooks.map((workbook, at) => [`D${at + 1}`, `第${at + 1}学院`, workbook]),
    },
  ]);
}

describe('path tricks in 学院登记', () => {
  it('nothing outside the folder is read or written, no device hangs the run, every refusal names the file', {
    timeout: 60_000,
  }, async () => {
    const place = freshFolder(join(root, 'paths'));
    const outside = join(root, 'outside.xlsx');
    const [made] = readdirSync(sample).filter((name) => name.endsWith('台账.xlsx'));
    const content = readFileSync(join(sample, made as string));
    writeFileSync(outside, content);
    writeFileSync(join(place, '好.xlsx'), content);
    symlinkSync(outside, join(place, 'out.xlsx'));
    symlinkSync('/dev/zero', join(place, 'zero.xlsx'));
    symlinkSync('loop.xlsx', join(place, 'loop.xlsx'));
    symlinkSync(join(place, '好.xlsx'), join(place, 'twin.xlsx'));
    linkSync(join(place, '好.xlsx'), join(place, 'hard.xlsx'));
    symlinkSync(SCHOOL, join(place, 'school-link.xlsx'));
    mkdirSync(join(place, 'folder.xlsx'));
    expect(spawnSync('mkfifo', [join(place, 'pipe.xlsx')]).status).toBe(0);
    const tricks = [
      '../outside.xlsx',
      outside,
      `file://${outside}`,
      '..\\outside.xlsx',
      'C:\\outside.xlsx',
      '\\\\server\\share\\x.xlsx',
      '%2e%2e%2foutside.xlsx',
      '．．／outside.xlsx',
      '..',
      '.',
      '~/outside.xlsx',
      '/dev/zero',
      '/dev/stdin',
      'CON',
      'nul.xlsx',
      'out.xlsx',
      'zero.xlsx',
      'loop.xlsx',
      'folder.xlsx',
      'pipe.xlsx',
      '.xietong',
      '~$好.xlsx',
      `${'长'.repeat(300)}.xlsx`,
      '__proto__',
      SCHOOL,
      '校级总表',
      'school-link.xlsx',
      'twin.xlsx',
      'hard.xlsx',
      '好',
      'google:1AbCdEfGhIjKlMnOpQrSt',
      '$(touch owned).xlsx',
      '好.xlsx.',
      '好.xlsx::$DATA',
      '好.xlsx/.',
      './好.xlsx',
      '好.csv',
      '好.xls',
      '\u202exslx.好',
    ];
    await aSchoolOf(place, ['好.xlsx', ...tricks]);
    const json = join(root, 'paths.json');
    const { code, said } = run('audit', place, '--as-of', AS_OF, '--json', json);
    expect(code).toBe(1);
    expect(said).not.toContain('程序内部出错');
    const result = JSON.parse(readFileSync(json, 'utf8'));
    const done = result.workbooks.filter(({ status }: { status: string }) => status !== 'failed');
    expect(done.map(({ workbook }: { workbook: string }) => workbook)).toEqual(['好.xlsx']);
    for (const { workbook, status, error } of result.workbooks)
      if (status === 'failed') expect(error).toContain(workbook);
    // A path is no file name: such a row is reported in 全校问题 and its college left out.
    const reported = JSON.stringify(result.violations.filter(({ rule }: { rule: string }) => rule === 'CFG-01'));
    const workbooks = result.workbooks.map(({ workbook }: { workbook: string }) => workbook);
    // Invisible characters are taken out of a name before it is judged.
    for (const [at, trick] of tricks.entries())
      expect({ trick, seen: workbooks.includes(visibleText(trick)) || reported.includes(`D${at + 2}`) }).toEqual({
        trick,
        seen: true,
      });
    attacked('path tricks in 学院登记', tricks.length);
    expect(readFileSync(outside).equals(content)).toBe(true);
    expect(readdirSync(root)).not.toContain('owned');
    expect(inspectWorkbook(join(place, SCHOOL)).faults).toEqual([]);
  });
});
