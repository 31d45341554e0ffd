import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import type { ParsedWorkbook } from '../../shared/domain/parsed.ts';
import type { RenamedId } from '../../shared/domain/renamed-id.ts';
import rule from '../../shared/rules/data/DAT-07-dangling-reference.ts';
import { runRules } from '../../shared/rules/frame/run-rules.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { touchedBy } from '../../shared/scoring/touched.ts';
import { assembleSchool, TAB_TITLES } from '../../shared/workbook/assemble-school.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { renamedIds } from '../../shared/workbook/renamed-ids.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';

const parsed = (school: TestSchool): readonly ParsedWorkbook[] =>
  school.raw().map((raw, index) => parseWorkbook(raw, index, []));
const first = (school: TestSchool): ParsedWorkbook => parsed(school)[0] as ParsedWorkbook;
const renamed = (before: TestSchool, now: TestSchool, known: readonly RenamedId[] = []) =>
  renamedIds(first(before), first(now), known);

const org = (from: string, to: string): RenamedId => ({ tab: 'organizations', from, to });
const student = (from: string, to: string): RenamedId => ({ tab: 'students', from, to });

describe('ids that are gone since the reading before', () => {
  const before = aSchool();
  it('an organization of the same name has another', () => {
    expect(renamed(before, before.set('组织', 'C1', { 组织编号: 'C-1' }))).toEqual([org('C1', 'C-1')]);
  });
  it('a student of the same name and class has another', () => {
    expect(renamed(before, before.set('花名册', '周八', { 学号: '4192206' }))).toEqual([
      student('41922006', '4192206'),
    ]);
  });
  it.each([
    ['the name has changed too', before.set('组织', 'C1', { 组织编号: 'C-1', 组织名称: '电信新班' })],
    ['the student stands in another class', before.org('班级', 'C2').set('花名册', '周八', { 学号: '1', 班级: 'C2' })],
    ['the row is gone', before.drop('组织', 'C1')],
    ['the old id is still there', before.org('班级', 'C2', { 组织名称: '电信2201班' })],
    ['another row took the name', before.drop('组织', 'C1').org('班级', 'C2')],
  ])('not where %s', (_, now) => expect(renamed(before, now)).toEqual([]));
  it('not where two have the name', () => {
    const twice = before.student('周八');
    expect(renamed(twice, twice.set('花名册', '41922006', { 学号: '1' }))).toEqual([]);
  });

  const changed = before.set('组织', 'C1', { 组织编号: 'C-1' });
  it('stay known on the next reading', () => {
    expect(renamed(changed, changed, [org('C1', 'C-1')])).toEqual([org('C1', 'C-1')]);
  });
  it('are followed through a second change', () => {
    const again = before.set('组织', 'C1', { 组织编号: 'C-2' });
    expect(renamed(changed, again, [org('C1', 'C-1')])).toEqual([org('C-1', 'C-2'), org('C1', 'C-2')]);
  });
  it('are forgotten when somebody has the old id again', () => {
    expect(renamed(changed, before, [org('C1', 'C-1')])).toEqual([org('C-1', 'C1')]);
  });
  it('are forgotten when the row is gone', () => {
    expect(renamed(changed, changed.drop('组织', 'C-1'), [org('C1', 'C-1')])).toEqual([]);
  });
});

/** What DAT-07 says of a school whose reading before is known. */
function dangling(before: TestSchool, now: TestSchool) {
  const readings = parsed(now);
  const school = assembleSchool({
    colleges: parsed(before).map((old, index) => ({
      id: now.raw()[index]?.college ?? '',
      name: index === 0 ? '计算机学院' : '机械学院',
      parsed: readings[index] as ParsedWorkbook,
      stale: false,
      renamed: renamedIds(old, readings[index] as ParsedWorkbook, []),
    })),
    complete: true,
    parameters: DEFAULT_PARAMETERS,
    scheme: DEFAULT_SCHEME,
    asOf: school0.asOf,
    year: school0.year,
  });
  const { findings } = runRules(school, [rule], DEFAULT_PARAMETERS, [], TAB_TITLES);
  const touched = touchedBy(school);
  return findings.map((finding) => ({
    subject: finding.subject,
    advice: finding.advice,
    touched: touched(finding),
  }));
}
const school0 = aSchool().assemble();

describe('one changed 组织编号', () => {
  it('is named with the cell to change back and all that it mends', () => {
    const before = aSchool();
    const found = dangling(before, before.set('组织', 'P1', { 组织编号: 'P-1' }));
    const advice = (uses: number) =>
      `组织!A2 由 P1 改成了 P-1；改回它，这 ${uses} 处就都好了。确实要换编号的，请把这 ${uses} 处都改成 P-1。`;
    expect(found.map(({ subject }) => subject)).toEqual(
      [
        ['组织', '指导党支部', 'P1'],
        ['花名册', '党支部', 'P1'],
        ['任职', '组织编号', 'P1'],
        ['活动台账', '主办组织', 'P1'],
        ['活动台账', '联合组织', 'P1'],
        ['活动台账', '指导党支部', 'P1'],
        ['工作计划', '组织编号', 'P1'],
      ].filter((subject) => found.some((one) => one.subject.join() === subject.join())),
    );
    const uses = Number(/这 (\d+) 处/.exec(found[0]?.advice ?? '')?.[1]);
    expect(uses).toBeGreaterThan(found.length);
    expect(new Set(found.map((one) => one.advice))).toEqual(new Set([advice(uses)]));
  });

  it('of another college is named with the college', () => {
    const before = aSchool().college('JX').college('JSJ').set('花名册', '周八', { 党支部: 'JX-P1' });
    const now = before.college('JX').set('组织', 'JX-P1', { 组织编号: 'JX-P9' });
    expect(dangling(before, now)[0]?.advice).toMatch(
      /^机械学院的组织!A2 由 JX-P1 改成了 JX-P9；改回它，这 \d+ 处就都好了。/,
    );
  });
});

describe('whom a finding about several rows touches', () => {
  const two = aSchool().org('班级', 'C2').student('郑十', { 班级: 'C2' });
  it('the organization that all of its rows belong to', () => {
    const now = aSchool().set('花名册', '周八', { 党支部: 'P9' }).set('花名册', '孙七', { 党支部: 'P9' });
    expect(dangling(now, now)).toMatchObject([{ subject: ['花名册', '党支部', 'P9'], touched: ['C1'] }]);
  });
  it('nobody where they belong to several', () => {
    const now = two.set('花名册', '周八', { 党支部: 'P9' }).set('花名册', '郑十', { 党支部: 'P9' });
    expect(dangling(now, now)).toMatchObject([{ subject: ['花名册', '党支部', 'P9'], touched: [] }]);
  });
});
