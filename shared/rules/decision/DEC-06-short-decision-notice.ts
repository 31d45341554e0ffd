import { isDecisionOf } from '../../domain/decisions.ts';
import { MatterKind, Severity } from '../../domain/vocabulary.ts';
import { noticeJudge, noticeWords } from '../families/notice.ts';
import { practice, serving } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { decisionWords } from '../words/decision-words.ts';

const NOTICED: readonly unknown[] = [MatterKind.award, MatterKind.nomination, MatterKind.leagueRecommendation];

/** 评奖评优, 人员推荐 and 推优入党 are made public for 公示工作日 working days; only where the school asks for it (公示检查 = 是). */
export default defineRule({
  id: 'DEC-06',
  title: '议事决策公示缺失或不足',
  severity: Severity.warning,
  basis: [serving(practice('学校《考核参数》“公示检查”“公示工作日”'), '五(3)2')],
  needs: ['decisions.kind'],
  reads: ['checkNotices', 'noticeWorkdays', 'freeDays', 'workedDays'],
  *check({ decisions, college, school }, parameters) {
    if (!parameters.checkNotices) return;
    const faultOf = noticeJudge(parameters);
    for (const decision of decisions) {
      if (!NOTICED.includes(decision.kind) || !isDecisionOf(decision, school.year)) continue;
      const notice = faultOf(decision);
      if (!notice) continue;
      yield {
        at: college.place('decisions', decision, notice.field),
        subject: college.keyOf('decisions', decision),
        facts: { decision: decisionWords(decision, school), notice },
      };
    }
  },
  message: ({ decision, notice }) => `${decision}的${noticeWords(notice)}`,
  advice: ({ notice }) =>
    notice.workdays === null
      ? '请补填公示开始和公示结束。'
      : '请核对公示开始和公示结束，改正填错的一处；确属不足的，请重新公示后填写。',
});
