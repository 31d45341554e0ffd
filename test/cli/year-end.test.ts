import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import type { RawCell } from '../../shared/ports.ts';
import { typeInto } from '../support/edit-workbook.ts';

/** The end of an academic year as the office lives through it: processes of their own, real files, the embedded engine. */
const SCHOOL = '校级总表.xlsx';
const SEALED_ON = '2026-09-01';
const YEAR = '2025-2026';
const MANIFEST = `封存-${YEAR}-1.json`;
let root = '';
/** A school that has been audited in July, and the same once it has been sealed. */
let audited = '';
let sealed = '';

interface Standing {
  readonly pool: string;
  readonly rank: number | null;
  readonly organization: string;
  readonly total: number;
  readonly grade: string | null;
}
interface Manifest {
  readonly hash: string;
  readonly content: {
    readonly kind: string;
    readonly asOf: string;
    readonly ranking: readonly Standing[];
    readonly balances: readonly {
      readonly organization: string;
      readonly total: number;
      readonly adjustments: number;
      readonly sections: Readonly<Record<string, number>>;
    }[];
    readonly workbooks: readonly { readonly workbook: string; readonly college: string }[];
    readonly adjustments: readonly { readonly organization: string; readonly hundredths: number }[];
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly violations: readonly unknown[];
  };
}

function run(...args: string[]) {
  return runWith({}, ...args);
}

function runWith(env: Readonly<Record<string, string>>, ...args: string[]) {
  const result = spawnSync(process.execPath, ['functions/cli/main.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'America/Lima', ...env },
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

function json<Result>(...args: string[]): Result {
  const file = join(root, 'result.json');
  const { code, err } = run(...args, '--quiet', '--json', file);
  expect([0, 1], err).toContain(code);
  return JSON.parse(readFileSync(file, 'utf8')) as Result;
}

function manifestOf(place: string, name = MANIFEST): Manifest {
  return JSON.parse(readFileSync(join(place, name), 'utf8')) as Manifest;
}

function copyOf(place: string, name: string): string {
  const folder = join(root, name);
  cpSync(place, folder, { recursive: true });
  return folder;
}

/** Hashes of all files of a place but those of the store. */
function files(place: string): Record<string, string> {
  const names = readdirSync(place).filter((name) => name !== '.xietong');
  const hash = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(place, name)))
      .digest('hex');
  return Object.fromEntries(names.map((name) => [name, hash(name)]));
}

async function rowsOf(place: string, workbook: string, title: string): Promise<readonly (readonly RawCell[])[]> {
  const { tabs } = await xlsxWorkbooks(place).read(workbook);
  return tabs.find((tab) => tab.title === title)?.rows ?? [];
}

/** The ledger's balances of the year, as a run that writes nothing reports them. */
function balancesNow(place: string): readonly { organization: string; total: number }[] {
  return json<{ balances: { organization: string; total: number }[] }>(
    'audit',
    place,
    '--dry-run',
    '--as-of',
    SEALED_ON,
    '--year',
    YEAR,
  ).balances;
}

function seal(place: string, ...more: string[]) {
  return run('year-end', place, '--seal', '--as-of', SEALED_ON, ...more);
}

function finalize(place: string, asOf = '2026-09-10', ...more: string[]) {
  return run('year-end', place, '--final', '--as-of', asOf, ...more);
}

const collegesOf = (place: string) => readdirSync(place).filter((name) => name.endsWith('台账.xlsx'));

/** The columns of a tab: where its headings stand, and the letter of the one with such words (the sample plants titles and signs). */
async function tableOf(place: string, workbook: string, title: RegExp, first: string) {
  const { tabs } = await xlsxWorkbooks(place).read(workbook);
  const tab = tabs.find((candidate) => title.test(candidate.title));
  const rows = tab?.rows ?? [];
  const at = rows.findIndex((row) => row.some((cell) => String(cell).startsWith(first)));
  const index = (heading: string): number => (rows[at] ?? []).findIndex((cell) => String(cell).includes(heading));
  return {
    title: tab?.title ?? '',
    /** Row of the sheet in which the first row of data stands. */
    from: at + 2,
    rows: rows.slice(at + 1),
    index,
    letter: (heading: string): string => String.fromCharCode(65 + index(heading)),
  };
}

/** A row of 申诉. */
function appeal(place: string, row: number, organization: string, raisedOn: string, points: number, why: string): void {
  typeInto(join(place, SCHOOL), '申诉', {
    [`A${row}`]: YEAR,
    [`B${row}`]: organization,
    [`C${row}`]: `${why}，请复核`,
    [`D${row}`]: raisedOn,
    [`E${row}`]: '调整',
    [`F${row}`]: points,
    [`H${row}`]: why,
  });
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'xietong 年终-'));
  audited = join(root, 'audited');
  const made = run('init', audited, '--sample', 'seal', '--colleges', '2', '--students', '60', '--as-of', '2026-07-15');
  expect(made.code, made.err).toBe(0);
  const night = run('audit', audited, '--as-of', '2026-07-15', '--quiet');
  expect(night.code, night.err).toBe(0);
  sealed = copyOf(audited, 'sealed');
  const done = seal(sealed);
  expect(done.code, done.err).toBe(0);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

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
      expect(rows[0]?.[0]).toBe(`${YEAR} 学年考核结果（封存），校验码 ${hash}`);
      expect(rows.length).toBeGreaterThan(4);
    }
    const school = await rowsOf(sealed, SCHOOL, '年度考核');
    const totals = school.slice(2).map((row) => [row[4], Math.round(Number(row[13]) * 100)]);
    expect(totals).toEqual(content.ranking.map(({ organization, total }) => [organization, total]));

    const notice = await rowsOf(sealed, SCHOOL, '公示');
    const heads = notice
      .slice(2)
      .map((row) => row[4])
      .filter((name) => typeof name === 'string' && name !== '');
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
    expect(manifestOf(place)).toEqual(manifestOf(sealed));
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
    expect(manifestOf(place)).toEqual(manifestOf(sealed));
    expect(seal(place).err).toContain('已经封存');
  });
});

describe('after the sealing', () => {
  it('a copy on another machine gets the same hash, without the store', { timeout: 60_000 }, () => {
    const place = copyOf(sealed, 'elsewhere');
    rmSync(join(place, '.xietong'), { recursive: true });
    const { code, out, err } = run('verify', join(place, MANIFEST), place);
    expect(code, err).toBe(0);
    expect(out).toContain('一致：依据现有台账重算');
    expect(out).toContain('封存后台账没有改动');
    expect(existsSync(join(place, '.xietong'))).toBe(false);
    const state = { XIETONG_STATE: join(root, 'another state') };
    expect(runWith(state, 'verify', join(place, MANIFEST), place).code).toBe(0);
  });

  it('edits change no sealed figure and are listed cell by cell; a run of the sealed year changes nothing', {
    timeout: 120_000,
  }, async () => {
    const place = copyOf(sealed, 'edited');
    const [college = ''] = collegesOf(place);
    const sealedBalances = balancesNow(place);
    const { title, rows, from, index, letter } = await tableOf(place, college, /活动台账/, '活动编号');
    const [topic, day] = [letter('主题'), letter('活动日期')];
    const before = rows[0]?.[index('主题')];
    typeInto(join(place, college), title, { [`${topic}${from}`]: '改过的主题', [`${day}${from + 1}`]: '2024-01-01' });
    typeInto(join(place, SCHOOL), '考核参数', { B2: '99' });
    const edited = files(place);

    for (const asOf of [SEALED_ON, '2026-08-31']) {
      const night = run('audit', place, '--as-of', asOf, '--year', YEAR, '--quiet');
      expect(night.code, night.err).toBe(0);
      expect(files(place)).toEqual(edited);
    }
    expect(balancesNow(place)).toEqual(sealedBalances);

    const verify = json<{
      matches: boolean;
      recomputed: string;
      source: string;
      changes: {
        workbook: string;
        tabs: string[];
        edits: { tab: string; row: number; column: string; before: string; after: string }[];
      }[];
    }>('verify', join(place, MANIFEST), place);
    expect(verify).toMatchObject({ matches: true, recomputed: manifestOf(sealed).hash, source: 'snapshots' });
    expect(verify.changes.map(({ workbook, tabs }) => [workbook, tabs])).toEqual([
      [SCHOOL, ['考核参数']],
      [college, [title]],
    ]);
    expect(verify.changes[1]?.edits).toEqual([
      { tab: title, row: from, column: topic, before, after: '改过的主题' },
      expect.objectContaining({ tab: title, row: from + 1, column: day, after: '2024-01-01' }),
    ]);
    const words = run('verify', join(place, MANIFEST), place);
    expect(words.code).toBe(0);
    expect(words.out).toContain('封存后变更');
    expect(words.out).toContain(`${title}!${topic}${from}\n`);
    expect(words.out).not.toContain('改过的主题');

    rmSync(join(place, '.xietong'), { recursive: true });
    const blind = run('verify', join(place, MANIFEST), place);
    expect(blind.code).toBe(1);
    expect(blind.out).toContain('不一致');
    expect(blind.out).toContain(`${college}：${title}`);
  });

  it('a manifest that was touched is recognized', { timeout: 60_000 }, () => {
    const forged = join(root, 'forged.json');
    writeFileSync(
      forged,
      readFileSync(join(sealed, MANIFEST), 'utf8').replace('"adjustments": 0', '"adjustments": 100'),
    );
    const { code, err } = run('verify', forged, sealed);
    expect(code).toBe(2);
    expect(err).toContain('清单被改动过');
  });
});

describe('申诉 and 定稿', () => {
  it('granted appeals of 公示期 become adjustments, late ones are listed, and the year is sealed again', {
    timeout: 180_000,
  }, async () => {
    const place = copyOf(sealed, 'final');
    const { content, hash } = manifestOf(place);
    const pool = content.ranking.filter((standing) => standing.pool === '团支部·本科');
    const [lower, upper] = [pool.at(-1) as Standing, pool[0] as Standing];
    const points = (upper.total - lower.total + 100) / 100;
    appeal(place, 2, lower.organization, '2026-09-08', points, '补交材料');
    appeal(place, 3, upper.organization, '2026-09-09', 5, '迟到的申诉');
    appeal(place, 4, 'NOBODY', '2026-09-02', 5, '没有的组织');
    // What the office changes now is too late: the lines are those that were sealed.
    const lines = (await rowsOf(place, SCHOOL, '考核参数')).findIndex((row) => row[0] === '优秀线');
    expect(lines).toBeGreaterThan(0);
    typeInto(join(place, SCHOOL), '考核参数', { [`B${lines + 1}`]: 1 });

    const done = finalize(place);
    expect(done.code, done.err).toBe(0);
    expect(done.out).toContain(`没有计入的申诉：${upper.organization}（2026-09-09）`);
    expect(done.out).toContain('NOBODY（2026-09-02）');
    const final = manifestOf(place, `定稿-${YEAR}-2.json`);
    expect(final.hash).not.toBe(hash);
    expect(final.content).toMatchObject({
      kind: 'final',
      parameters: content.parameters,
      violations: content.violations,
    });
    expect(final.content.adjustments).toEqual([
      { organization: lower.organization, hundredths: points * 100, raisedOn: '2026-09-08', explanation: '补交材料' },
    ]);
    const winner = final.content.ranking.find(({ organization }) => organization === lower.organization);
    expect(winner).toMatchObject({ rank: 1, total: upper.total + 100 });
    const others = (list: Manifest['content']['balances']) =>
      list.filter(({ organization }) => organization !== lower.organization);
    expect(others(final.content.balances)).toEqual(others(content.balances));

    const why = run('why', lower.organization, '--place', place, '--year', YEAR);
    expect(why.out).toContain(`总分 ${((upper.total + 100) / 100).toFixed(2)}`);
    expect(why.out).toContain('【申诉调整】');
    expect(why.out).toContain('补交材料');
    const history = json<{ settlements: { entries: { kind: string; counted: number }[] }[] }>(
      'history',
      lower.organization,
      '--place',
      place,
      '--year',
      YEAR,
    );
    expect(history.settlements.at(-1)?.entries).toMatchObject([{ kind: 'adjustment', counted: points * 100 }]);

    const rows = await rowsOf(place, SCHOOL, '年度考核');
    expect(rows[0]?.[0]).toBe(`${YEAR} 学年考核结果（定稿），校验码 ${final.hash}`);
    expect(rows.find((row) => row[4] === lower.organization)?.[12]).toBe(points);

    const second = finalize(place);
    expect(second.code).toBe(2);
    expect(second.err).toContain('已经定稿');
    expect(seal(place).code).toBe(2);

    const verify = run('verify', join(place, `定稿-${YEAR}-2.json`), place);
    expect(verify.code, verify.out).toBe(0);
    expect(run('verify', join(place, MANIFEST), place).code).toBe(0);

    // Redone with a reason: the adjustment is taken back by a reversal, the earlier seals stay.
    typeInto(join(place, SCHOOL), '申诉', { E2: '维持' });
    expect(finalize(place, '2026-09-11', '--force').err).toContain('必须写明理由');
    const redone = finalize(place, '2026-09-11', '--force', '--reason', '申诉撤回');
    expect(redone.code, redone.err).toBe(0);
    expect(manifestOf(place, `定稿-${YEAR}-3.json`).content.balances).toEqual(content.balances);
  });

  it('the night of the new academic year goes on beside it', { timeout: 90_000 }, async () => {
    const place = copyOf(sealed, 'new year');
    const before = await rowsOf(place, SCHOOL, '年度考核');
    const night = run('audit', place, '--as-of', '2026-09-02', '--quiet');
    expect(night.code, night.err).toBe(0);
    expect(await rowsOf(place, SCHOOL, '年度考核')).toEqual(before);
    expect(JSON.stringify(await rowsOf(place, SCHOOL, '概览'))).toContain('2026-2027');
    expect(run('verify', join(place, MANIFEST), place).out).toContain('封存后台账没有改动');
    const overview = await rowsOf(place, collegesOf(place)[0] ?? '', '概览');
    expect(finalize(place).code).toBe(0);
    expect(await rowsOf(place, collegesOf(place)[0] ?? '', '概览')).toEqual(overview);
  });
});
