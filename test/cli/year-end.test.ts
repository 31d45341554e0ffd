import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { typeInto } from '../support/edit-workbook.ts';
import {
  audited,
  balancesNow,
  collegesOf,
  copyOf,
  files,
  finalize,
  MANIFEST,
  manifestOf,
  rowsOf,
  run,
  SCHOOL,
  seal,
  sealed,
  tableOf,
  useSealedSchool,
  withoutDigests,
  YEAR,
} from './year-end-school.ts';

/** The end of an academic year as the office lives through it, up to the seal. */
useSealedSchool();

describe('before the sealing', () => {
  it('a rehearsal shows the whole result, marked 预演, and touches no file and no store', { timeout: 60_000 }, () => {
    const place = copyOf(audited, 'rehearsed');
    const before = files(place);
    const result = run('year-end', place, '--rehearse', '--as-of', '2026-07-15');
    expect(result.code, result.err).toBe(0);
    expect(result.out).toContain('预演');
    expect(result.out).toContain('党支部·本科');
    expect(files(place)).toEqual(before);
    rmSync(join(place, '.xietong'), { recursive: true });
    expect(run('year-end', place, '--as-of', '2026-07-15').code).toBe(0);
    expect(existsSync(join(place, '.xietong'))).toBe(false);
  });

  it('a year that has not ended is refused, and nothing is written', { timeout: 60_000 }, () => {
    const place = copyOf(audited, 'early');
    const before = files(place);
    for (const day of ['2026-07-15', '2026-08-31']) {
      const { code, err } = run('year-end', place, '--seal', '--as-of', day, '--year', YEAR);
      expect(code).toBe(2);
      expect(err).toContain(`${YEAR} 学年要到 2026-08-31 才结束`);
    }
    expect(files(place)).toEqual(before);
    const { code, err } = finalize(place);
    expect(code).toBe(2);
    expect(err).toContain('还没有封存');
  });

  it('a workbook that cannot be read stops the sealing before anything is booked', { timeout: 60_000 }, () => {
    const place = copyOf(audited, 'unread');
    const [college = ''] = collegesOf(place);
    const before = balancesNow(place);
    writeFileSync(join(place, college), 'broken');
    const { code, err } = seal(place);
    expect(code).toBe(2);
    expect(err).toContain('有台账没有读到，不能封存');
    expect(existsSync(join(place, MANIFEST))).toBe(false);
    cpSync(join(audited, college), join(place, college));
    expect(balancesNow(place)).toEqual(before);
  });
});

describe('封存', () => {
  it('writes 年度考核 to every workbook, 公示 with masked names to the school workbook, and the manifest', async () => {
    const { hash, content } = manifestOf(sealed);
    expect(content).toMatchObject({ kind: 'sealed', academicYear: YEAR, asOf: '2026-09-01' });
    for (const workbook of [SCHOOL, ...collegesOf(sealed)]) {
      const rows = await rowsOf(sealed, workbook, '年度考核');
      expect(rows[0]?.[0]).toBe(`${YEAR} 学年考核结果（封存）`);
      expect(rows.at(-1)?.[0]).toBe(`校验码：${hash}`);
      expect(rows.length).toBeGreaterThan(4);
    }
    const school = await rowsOf(sealed, SCHOOL, '年度考核');
    // Below the table stands the hash.
    const lines = school.slice(2).filter((row) => typeof row[4] === 'string');
    const totals = lines.map((row) => [row[4], Math.round(Number(row[13]) * 100)]);
    expect(totals).toEqual(content.ranking.map(({ organization, total }) => [organization, total]));

    const notice = await rowsOf(sealed, SCHOOL, '公示');
    const headings = notice.findIndex((row) => row.includes('负责人'));
    const at = notice[headings]?.indexOf('负责人') ?? -1;
    const heads = notice
      .slice(headings + 1)
      .map((row) => row[at])
      .filter((name) => typeof name === 'string' && name !== '' && !name.startsWith('—'));
    expect(heads.length).toBeGreaterThan(3);
    for (const name of heads) expect(name).toMatch(/^\p{Script=Han}{1,2}\*+$/u);
    const ids = new Set<RawCell>();
    for (const workbook of collegesOf(sealed)) {
      const { rows, index } = await tableOf(sealed, workbook, /花名册/, '学号');
      for (const row of rows) if (row[index('学号')]) ids.add(row[index('学号')] as RawCell);
    }
    expect(ids.size).toBeGreaterThan(100);
    expect(notice.flat().filter((cell) => ids.has(cell))).toEqual([]);
  });

  it('leaves the other tabs of the workbooks as the night wrote them', async () => {
    for (const workbook of collegesOf(sealed))
      expect(await rowsOf(sealed, workbook, '概览')).toEqual(await rowsOf(audited, workbook, '概览'));
  });

  it('is refused a second time, needs a reason to be forced, and then keeps the old one', { timeout: 60_000 }, () => {
    const place = copyOf(sealed, 'again');
    const before = files(place);
    const second = seal(place);
    expect(second.code).toBe(2);
    expect(second.err).toContain('已经封存');
    expect(seal(place, '--force').err).toContain('必须写明理由');
    expect(files(place)).toEqual(before);
    const forced = seal(place, '--force', '--reason', '误封');
    expect(forced.code, forced.err).toBe(0);
    expect(manifestOf(place, `封存-${YEAR}-2.json`).hash).toBe(manifestOf(place).hash);
    expect(files(place)[MANIFEST]).toBe(before[MANIFEST]);
  });

  it('takes posts and membership as of 考核基准日: who left in July counts, who left in June does not', {
    timeout: 90_000,
  }, async () => {
    const [workbook = ''] = collegesOf(audited);
    const { title, rows, from, index, letter } = await tableOf(audited, workbook, /花名册/, '学号');
    const leave = (place: string, on: string): void => {
      const cells = rows.flatMap((row, number) =>
        row[index('学号')]
          ? [
              [`${letter('状态')}${from + number}`, '毕业'] as const,
              [`${letter('离校日期')}${from + number}`, on] as const,
            ]
          : [],
      );
      typeInto(join(place, workbook), title, Object.fromEntries(cells));
      const done = seal(place);
      expect(done.code, done.err).toBe(0);
    };
    const july = copyOf(audited, 'left in July');
    leave(july, '2026-07-01');
    expect(manifestOf(july).content.balances).toEqual(manifestOf(sealed).content.balances);
    expect(manifestOf(july).content.ranking).toEqual(manifestOf(sealed).content.ranking);
    const june = copyOf(audited, 'left in June');
    leave(june, '2026-06-30');
    expect(manifestOf(june).content.balances).not.toEqual(manifestOf(sealed).content.balances);
  });

  it('that could not write a workbook is brought to its end by running it again', { timeout: 90_000 }, async () => {
    const place = copyOf(audited, 'open');
    const [college = ''] = collegesOf(place);
    writeFileSync(join(place, `~$${college}`), '');
    const first = seal(place);
    expect(first.code).toBe(1);
    expect(first.out).toContain('再运行一次同样的命令会补写');
    expect(await rowsOf(place, college, '年度考核')).toEqual([]);
    rmSync(join(place, `~$${college}`));
    rmSync(join(place, MANIFEST));
    const second = seal(place);
    expect(second.code, second.err).toBe(0);
    expect((await rowsOf(place, college, '年度考核')).length).toBeGreaterThan(3);
    expect(withoutDigests(place)).toEqual(withoutDigests(sealed));
    expect(seal(place).code).toBe(2);
  });
});

describe('a sealing whose manifest could not be written', () => {
  it('is brought to its end by running it again', { timeout: 90_000 }, () => {
    const place = copyOf(audited, 'no-manifest');
    mkdirSync(join(place, MANIFEST));
    expect(seal(place).code).not.toBe(0);
    rmSync(join(place, MANIFEST), { recursive: true });
    const second = seal(place);
    expect(second.code, second.err).toBe(0);
    expect(withoutDigests(place)).toEqual(withoutDigests(sealed));
    expect(seal(place).err).toContain('已经封存');
  });
});
