import { describe, expect, it } from 'vitest';
import { RULES } from '../../shared/rules/index.ts';
import { notCheckedLines } from '../../shared/run/not-checked.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';

const RULE_IDS = ['ORG-02', 'MEC-02'];

/** What is said of a school by two rules. */
function linesOf(school: TestSchool): ReturnType<typeof notCheckedLines> {
  const { notChecked } = school.check(RULES.filter(({ id }) => RULE_IDS.includes(id)));
  return notCheckedLines(school.assemble(), notChecked, 'JSJ');
}

describe('what was not checked, and why', () => {
  it('is called by the heading that a clerk must type, not by the name of the column in the program', () => {
    expect(linesOf(aSchool().withoutHeading('花名册', '班级'))).toEqual([
      { tab: '花名册', reason: '“花名册”缺少表头“班级”，未检查 ORG-02' },
    ]);
  });

  it('is called by the tab where the whole tab is missing', () => {
    expect(linesOf(aSchool().withoutTab('工作计划'))).toEqual([
      { tab: '工作计划', reason: '没有“工作计划”工作表，未检查 MEC-02' },
    ]);
  });

  it('is nothing where every heading is there', () => {
    expect(linesOf(aSchool())).toEqual([]);
  });
});
