import { aSchool, type TestSchool } from './a-school.ts';
import type { Typed } from './faultless-college.ts';

/**
 * The faultless school (2025-2026) in which 周八 (41922006, 花名册 row 7) has a record in 发展台账, row 3: only these cells
 * besides 学号, 姓名, 申请入党日期 2024-09-20 and 谈话日期 2024-10-08.
 */
export function anApplicant(cells: Typed, asOf = '2026-03-15'): TestSchool {
  const applied = { 申请入党日期: '2024-09-20', 谈话日期: '2024-10-08' };
  return aSchool(asOf, 2025).add('发展台账', { 姓名: '周八', ...applied, ...cells });
}

/** The same for somebody who left before the as-of day: nothing is judged. */
export function aFormerApplicant(cells: Typed, asOf?: string): TestSchool {
  return anApplicant(cells, asOf).set('花名册', '周八', { 状态: '退学' });
}
