import { typesCountedBy } from '../../domain/counted-types.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “将支部自身建设和大学生素质拓展各项活动均赋予一定积分权重” (四(5)): an item of the scheme in force names, or one of its 指标
 * counts, every type of activity that the school held in the audited year.
 */
export default defineRule({
  id: 'CFG-02',
  title: '有的活动类型没有积分项目',
  severity: Severity.hint,
  basis: [guideline('四(5)', 2)],
  needs: [],
  reads: [],
  schoolWide: true,
  *check({ school }) {
    const counted = new Set(school.scheme.flatMap(typesCountedBy));
    for (const [type, times] of school.activities.heldTypes()) {
      if (counted.has(type)) continue;
      yield { at: { tab: '积分规则', row: null, column: null }, subject: [type], facts: { type, times } };
    }
  },
  message: ({ type, times }) =>
    `本学年活动台账里有 ${times} 次${type}，积分规则里没有一个项目给这类活动计分；各项活动都应当有一定的积分权重。`,
  advice: ({ type }) =>
    `请在“积分规则”给${type}加一个项目，或写进已有项目的依据；确定不计分的，请在考核参数“停用规则”里加上 CFG-02。`,
});
