import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typeInto } from '../support/edit-workbook.ts';
import {
  appeal,
  balancesNow,
  collegesOf,
  copyOf,
  files,
  finalize,
  json,
  MANIFEST,
  type Manifest,
  manifestOf,
  root,
  rowsOf,
  run,
  runWith,
  SCHOOL,
  SEALED_ON,
  type Standing,
  seal,
  sealed,
  tableOf,
  useSealedSchool,
  YEAR,
} from './year-end-school.ts';

/** What a seal is worth: copies, edits, appeals, and the year after it. */
useSealedSchool();

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
    expect(rows[0]?.[0]).toBe(`${YEAR} 学年考核结果（定稿）`);
    expect(rows.at(-1)?.[0]).toBe(`校验码：${final.hash}`);
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
