import rule from '../../shared/rules/organization/ORG-14-term-expired.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

ruleTest(rule, {
  passes: {
    'the term ends on the as-of day': aSchool('2025-10-15').set('组织', 'P1', { 任期届满: '2025-10-15' }),
    'the term ends tomorrow': aSchool('2025-10-15').set('组织', 'P1', { 任期届满: '2025-10-16' }),
    'no 任期届满': aSchool().set('组织', 'P1', { 任期届满: null }),
    'an unreadable 任期届满': aSchool().set('组织', 'P1', { 任期届满: '去年' }),
    'a dissolved organization': aSchool().set('组织', 'P1', { 任期届满: '2024-10-15', 状态: '撤销' }),
  },
  fails: {
    'the term ended yesterday': given(aSchool('2025-10-15').set('组织', 'P1', { 任期届满: '2025-10-14' })).finds({
      at: '组织!K2',
      subject: ['P1'],
      message: '电信2201党支部（P1）的任期已于“2025-10-14”届满；应当按期换届，并填写新一届的届满日期。',
      advice: '请尽快换届，换届后改填新的“任期届满”日期，并更新“任职”。',
      details: { organization: '电信2201党支部（P1）', termEndsOn: '2025-10-14' },
    }),
    'an organization of any kind; a month alone is its first day': given(
      aSchool('2025-10-15').set('组织', 'L1', { 任期届满: '2025.10' }).set('组织', 'C1', { 任期届满: '2025-09-01' }),
    ).finds(
      {
        at: '组织!K3',
        subject: ['L1'],
        message: '电信2201团支部（L1）的任期已于“2025-10-01”届满；应当按期换届，并填写新一届的届满日期。',
      },
      {
        at: '组织!K4',
        subject: ['C1'],
        message: '电信2201班（C1）的任期已于“2025-09-01”届满；应当按期换届，并填写新一届的届满日期。',
      },
    ),
  },
  notChecked: { 'without 组织': aSchool().withoutTab('组织') },
});
