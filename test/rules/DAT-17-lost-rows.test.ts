import rule from '../../shared/rules/data/DAT-17-lost-rows.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const roster = { kind: 'rows', tab: '花名册', before: 1204, after: 310 } as const;
const activities = { kind: 'rows', tab: '活动台账', before: 60, after: 0 } as const;

ruleTest(rule, {
  passes: {
    'a workbook that was accepted': aSchool(),
    'one that is held back for another reason': aSchool().heldBack({
      kind: 'tab',
      tab: '组织',
      instead: ['组织机构图'],
    }),
  },
  fails: {
    'most of the roster is gone': given(aSchool().heldBack(roster)).finds({
      at: '花名册',
      subject: ['花名册', '1204'],
      severity: '错误',
      message:
        '“花名册”由 1204 行变为 310 行，一次少了 894 行；这样的内容没有采用，仍按 2025-10-14 读到的内容检查和计分。',
      advice: '误删的请恢复；确实应当减少的，请学校在校级总表的“豁免”里填写这个问题编号，下次检查就会采用。',
    }),
    'each tab by itself, each college by itself': given(
      aSchool().heldBack(roster, activities).college('JX').heldBack(activities),
    ).finds(
      { at: '花名册', college: 'JSJ', subject: ['花名册', '1204'], message: messageOf('花名册', 1204, 310) },
      { at: '活动台账', college: 'JSJ', subject: ['活动台账', '60'], message: messageOf('活动台账', 60, 0) },
      { at: '活动台账', college: 'JX', subject: ['活动台账', '60'], message: messageOf('活动台账', 60, 0) },
    ),
  },
});

function messageOf(tab: string, before: number, after: number): string {
  return `“${tab}”由 ${before} 行变为 ${after} 行，一次少了 ${before - after} 行；这样的内容没有采用，仍按 2025-10-14 读到的内容检查和计分。`;
}
