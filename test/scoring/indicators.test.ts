import { describe, expect, it } from 'vitest';
import { aSchool } from '../support/a-school.ts';
import { openFinding, positionsOf } from '../support/score-test.ts';

const share = (
  school: ReturnType<typeof aSchool>,
  org: string,
  item: string,
  ...open: ReturnType<typeof openFinding>[]
) => positionsOf(school, org, item, open)[0];

describe('指标: value × k / n', () => {
  it('a faultless year counts in full', () => {
    const school = aSchool('2026-07-15');
    expect(share(school, 'P1', 'P-B1')).toEqual(['9/9', 1500, 1500, null]);
    expect(share(school, 'P1', 'P-A1')).toEqual(['3/3', 1000, 1000, null]);
    expect(share(school, 'L1', 'L-B1')).toEqual(['9/9', 1500, 1500, null]);
    expect(share(school, 'C1', 'K-A2')).toEqual(['1/1', 1000, 1000, null]);
  });

  it('a month without the activity, and one without evidence, are both missing: 15 × 7/9 = 11.67', () => {
    const school = aSchool('2026-07-15')
      .drop('活动台账', '主题党日2025-09')
      .set('活动台账', '主题党日2025-10', { 佐证材料: null });
    expect(share(school, 'P1', 'P-B1')).toEqual(['7/9', 1167, 1167, null]);
  });

  it('before anything is due it counts in full and says so', () => {
    expect(share(aSchool('2025-09-20'), 'P1', 'P-B1')).toEqual([null, 1500, 1500, '暂无应办']);
  });

  it('支委会 is asked from seven 正式党员 on only', () => {
    expect(share(aSchool('2026-07-15'), 'P1', 'P-A2')).toEqual([null, 800, 800, '暂无应办']);
  });

  it('without the tab that it is judged by it counts 0', () => {
    expect(share(aSchool('2026-07-15').withoutTab('工作计划'), 'P1', 'P-A4')).toEqual([null, 0, 0, '未提供台账']);
  });

  it('without the heading that says whom a record or what a decision is about it counts 0 too', () => {
    const school = aSchool('2026-07-15');
    const noLedger = [null, 0, 0, '未提供台账'];
    expect(share(school, 'P1', 'P-D3')).not.toEqual(noLedger);
    expect(share(school.withoutHeading('发展台账', '学号'), 'P1', 'P-D3')).toEqual(noLedger);
    expect(share(school.withoutHeading('发展台账', '学号'), 'L1', 'L-D1')).toEqual(noLedger);
    expect(share(school.withoutHeading('议事决策', '事项类别'), 'P1', 'P-D3')).toEqual(noLedger);
    expect(share(school.withoutHeading('议事决策', '事项名称'), 'P1', 'P-D3')).not.toEqual(noLedger);
    expect(share(school.withoutHeading('议事决策', '事项类别'), 'L1', 'L-D1')).not.toEqual(noLedger);
  });

  it('a plan by the wrong person counts 0, a waived finding breaks nothing', () => {
    const school = aSchool('2026-07-15');
    const finding = openFinding('MEC-03', ['P1', '2025-2026'], '错误', { tab: '工作计划', row: 2, column: 'C' });
    expect(share(school, 'P1', 'P-A4')).toEqual(['1/1', 400, 400, null]);
    expect(share(school, 'P1', 'P-A4', finding)).toEqual(['0/1', 0, 0, null]);
  });

  it('without a plan: not due on the deadline, 0 the day after', () => {
    const without = (asOf: string) => aSchool(asOf).dropAll('工作计划', 'P1');
    expect(share(without('2025-10-31'), 'P1', 'P-A4')).toEqual([null, 400, 400, '暂无应办']);
    expect(share(without('2025-11-01'), 'P1', 'P-A4')).toEqual(['0/1', 0, 0, null]);
  });

  it('nine of ten posts: 8 × 9/10 = 7.20', () => {
    expect(share(aSchool().drop('任职', ['C1', '体育委员']), 'C1', 'L-A3')).toEqual(['9/10', 720, 720, null]);
  });

  it('pledges: each half once its deadline has passed', () => {
    expect(share(aSchool('2025-11-30'), 'P1', 'P-D1')).toEqual([null, 400, 400, '暂无应办']);
    expect(share(aSchool('2025-12-01'), 'P1', 'P-D1')).toEqual(['3/3', 400, 400, null]);
    expect(share(aSchool('2026-07-01'), 'P1', 'P-D1')).toEqual(['6/6', 400, 400, null]);
  });

  it('one student of seven without any grade: 3 × 6/7 = 2.57', () => {
    const school = aSchool('2026-07-15').dropAll('承诺考评', '41922006');
    expect(share(school, 'C1', 'L-D3')).toEqual(['6/7', 257, 257, null]);
  });

  it('程序合规率: one record of one with a DEV error counts 0; a DEV warning breaks nothing', () => {
    const school = aSchool('2026-07-15').record('周八', '接收', {});
    const at = { tab: '发展台账', row: 3, column: 'C' };
    const withBranch = school.set('花名册', '周八', { 党支部: 'P1' });
    expect(share(withBranch, 'P1', 'P-D3')?.[0]).toBe('1/1');
    expect(share(withBranch, 'P1', 'P-D3', openFinding('DEV-06', ['41922006'], '错误', at))?.[0]).toBe('0/1');
    expect(share(withBranch, 'P1', 'P-D3', openFinding('DEV-13', ['41922006', '接收审批'], '警告', at))?.[0]).toBe(
      '1/1',
    );
  });

  it('推优合规率: of two decisions with one 事项编号 only the first is judged, and speaks of its students', () => {
    const inYear = { 推优日期: '2026-04-10', 确定积极分子日期: '2026-04-20' };
    const school = aSchool('2026-07-15')
      .set('组织', 'L1', { 所辖班级: 'C1' })
      .org('班级', 'C2')
      .org('团支部', 'L2', { 所辖班级: 'C2' })
      .student('郑十', { 班级: 'C2' })
      .record('吴九', '积极分子', inYear)
      .record('郑十', '积极分子', inYear)
      .decision('推优入党', ['吴九'], { 事项编号: 'Y1', 组织编号: 'L1' })
      .decision('推优入党', ['郑十'], { 事项编号: 'Y1', 组织编号: 'L2' });
    const faulty = openFinding('EDU-04', ['Y1'], '错误', { tab: '议事决策', row: 2, column: 'I' });
    expect(share(school, 'L1', 'L-D1', faulty)).toEqual(['0/1', 0, 0, null]);
    expect(share(school, 'L2', 'L-D1', faulty)).toEqual(['1/1', 300, 300, null]);
  });

  it('程序合规率: a copied decision is one decision', () => {
    const named = aSchool('2026-07-15').decision('评奖评优', ['张三'], { 事项编号: 'Y1' });
    const twice = named.decision('评奖评优', ['张三'], { 事项编号: 'Y1' });
    const faulty = openFinding('DEC-01', ['Y1', '团支委会'], '错误', { tab: '议事决策', row: 2, column: 'F' });
    const once = share(named, 'P1', 'P-D3', faulty);
    expect(once?.[0]).toMatch(/^\d+\/\d+$/);
    expect(share(twice, 'P1', 'P-D3', faulty)).toEqual(once);
  });
});
