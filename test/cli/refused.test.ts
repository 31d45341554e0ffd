import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typeInto } from '../support/edit-workbook.ts';
import {
  audited,
  collegesOf,
  copyOf,
  MANIFEST,
  run,
  SCHOOL,
  seal,
  sealed,
  useSealedSchool,
} from './year-end-school.ts';

/** A command that is refused (exit code 2) has written nothing, anywhere: not a file, not an entry, not a folder. */
useSealedSchool();

/** Every file and folder below a place, with what is in it. */
function everything(place: string): Readonly<Record<string, string>> {
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).toSorted();
  return Object.fromEntries(
    names.map((name) => {
      const path = join(place, name);
      const isFile = statSync(path).isFile();
      return [name, isFile ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'folder'];
    }),
  );
}

/** A copy without a store: whatever appears in it was written by the command. */
function bare(name: string): string {
  const place = copyOf(audited, name);
  rmSync(join(place, '.xietong'), { recursive: true });
  return place;
}

describe('audit --only', () => {
  it('takes 学院编号 and 学院名称 alike', { timeout: 60_000 }, () => {
    const place = copyOf(audited, 'only');
    const [byId, byName] = ['JSJ', '计算机与通信学院'].map((named) =>
      run('audit', place, '--as-of', '2026-07-16', '--only', named),
    );
    expect([byId?.code, byName?.code]).toEqual([0, 0]);
    expect(byName?.out).toContain('计算机与通信学院');
    expect(byName?.out).not.toContain('机械工程学院');
  });

  it('refuses a college that is not there before anything is written', { timeout: 60_000 }, () => {
    const place = bare('only-unknown');
    const before = everything(place);
    const { code, err } = run('audit', place, '--as-of', '2026-07-15', '--only', '土木学院', '--quiet');
    expect(code).toBe(2);
    expect(err).toMatch(
      /^学院登记里没有启用的学院“土木学院”。--only 后面写学院编号或学院名称：JSJ（计算机与通信学院）、JX（机械工程学院）。\n$/,
    );
    expect(everything(place)).toEqual(before);
  });
});

describe('options that cannot be', () => {
  it.each([
    [
      'a result in a folder that is not there',
      ['--json', '/nowhere/at/all.json'],
      '无法写入“/nowhere/at/all.json”：它所在的文件夹不存在。请换一个可以写的位置。',
    ],
    ['a result in place of a folder', ['--json', '/tmp'], '“/tmp”是文件夹，不能作为 --json 的文件'],
    ['a day that is none', ['--as-of', '2026-13-01'], '--as-of 的日期“2026-13-01”不能用'],
    ['a year that is none', ['--year', '2026'], '--year 的学年“2026”不能用'],
  ])('%s, are refused by every command before its work', { timeout: 60_000 }, (_, options, message) => {
    const place = bare(`options ${options.join('').replaceAll('/', '')}`);
    const before = everything(place);
    for (const command of [
      ['audit', place],
      ['year-end', place, '--seal'],
      ['why', 'X', '--place', place],
      ['init', join(place, 'new')],
    ]) {
      const { code, err } = run(...command, ...options);
      expect([command[0], code]).toEqual([command[0], 2]);
      expect(err).toContain(message);
    }
    expect(everything(place)).toEqual(before);
  });
});

describe('year-end without a closing', () => {
  it.each([
    [['--force', '--reason', '补录'], '--force 要与 --seal 或 --final 一起写。'],
    [['--rehearse', '--reason', '补录'], '--reason 要与 --seal、--final 或 --purge-before 一起写：'],
    [['--purge-before', '2020-2021', '--force'], '--force 要与 --seal 或 --final 一起写。'],
  ])('%j: a reason that nothing comes of is refused', { timeout: 60_000 }, (options, message) => {
    const { code, err } = run('year-end', audited, ...options);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('report --out', () => {
  it('says in plain words why a folder cannot be written', { timeout: 60_000 }, () => {
    const place = copyOf(audited, 'report');
    const file = join(place, '校级总表.xlsx');
    for (const [out, why] of [
      [file, '那里已经有同名的文件'],
      [join(file, 'x'), '它所在的位置不是文件夹'],
    ] as const) {
      const { code, err } = run('report', place, '--out', out);
      expect(code).toBe(2);
      expect(err).toBe(`无法写入“${out}”：${why}。请换一个可以写的文件夹，或关闭正在打开的网页再试。\n`);
    }
  });
});

describe('a seal stands', () => {
  it('where the store was lost: a second sealing is refused and changes nothing', { timeout: 90_000 }, () => {
    const place = copyOf(sealed, 'lost store');
    rmSync(join(place, '.xietong'), { recursive: true });
    const before = everything(place);
    for (const more of [[], ['--force', '--reason', '重做']]) {
      const { code, err } = seal(place, ...more);
      expect(code).toBe(2);
      expect(err).toContain(`“${place}”里有“${MANIFEST}”，而存储里没有这次封存的记录`);
      expect(err).toContain('请先把原来的存储放回');
    }
    expect(everything(place)).toEqual(before);
    // Without the manifest the workbooks still tell that this is no new school.
    rmSync(join(place, MANIFEST));
    const second = seal(place);
    expect([second.code, second.err]).toEqual([
      2,
      expect.stringContaining('存储是新的，而校级总表里已有以前写入的结果'),
    ]);
    const night = run('audit', place, '--as-of', '2026-09-02');
    expect(night.out).toContain('存储是新的，而校级总表里已有以前写入的结果');
  });

  it('where its database was cut off', { timeout: 60_000 }, () => {
    const place = copyOf(sealed, 'cut store');
    for (const name of readdirSync(join(place, '.xietong'))) writeFileSync(join(place, '.xietong', name), '');
    const before = readFileSync(join(place, MANIFEST), 'utf8');
    expect(seal(place).code).toBe(2);
    expect(readFileSync(join(place, MANIFEST), 'utf8')).toBe(before);
  });

  it('with a file of its name in the way, that file stays', { timeout: 60_000 }, () => {
    const place = copyOf(audited, 'name taken');
    writeFileSync(join(place, MANIFEST), '{"mine":true}');
    const { code, err } = seal(place);
    expect([code, err]).toEqual([2, expect.stringContaining(`“${MANIFEST}”`)]);
    expect(readFileSync(join(place, MANIFEST), 'utf8')).toBe('{"mine":true}');
  });

  it('is for the eyes of its owner only', () => {
    expect(statSync(join(sealed, MANIFEST)).mode & 0o077).toBe(0);
  });
});

describe('an appeal that is not decided', () => {
  it('stops --final with the list of rows, and nothing is written', { timeout: 60_000 }, () => {
    const place = copyOf(sealed, 'undecided');
    typeInto(join(place, SCHOOL), '申诉', { A2: '2025-2026', B2: 'JSJ-P-2301', C2: '少算一次', D2: '2026-09-03' });
    const before = everything(place);
    const { code, err } = run('year-end', place, '--final', '--as-of', '2026-09-20');
    expect(code).toBe(2);
    expect(err).toContain('2025-2026 学年有申诉还不能计入，不能定稿：“申诉”第 2 行（');

    const ofPeople = (all: typeof before): object =>
      Object.entries(all).filter(([name]) => !name.startsWith('.xietong'));
    expect(ofPeople(everything(place))).toEqual(ofPeople(before));
    expect(collegesOf(place)).toHaveLength(2);
  });
});
