import { isGiven } from '../../domain/cell.ts';
import { isDecisionOf } from '../../domain/decisions.ts';
import { nameOf, orgNameOf } from '../../domain/roster.ts';
import type { Decision } from '../../domain/school.ts';
import { MatterKind } from '../../domain/vocabulary.ts';
import { COMMON, cellWords, common, longDay, shortDay } from '../common.ts';
import type { PapersInput } from '../input.ts';
import { defineKind } from '../kind.ts';

/** 推优大会会议记录: what 议事决策 knows of a meeting at which the League recommends; its proceedings are written by hand. */
export const recommendationMinutes = defineKind({
  name: '推优大会会议记录',
  per: '“议事决策”里本学年的每一项“推优入党”一份',
  template: '推优大会会议记录',
  fields: {
    ...COMMON,
    学院: '学院名称',
    组织名称: '召开推优大会的团支部',
    组织编号: '它的组织编号',
    事项编号: '议事决策里的事项编号',
    事项名称: '议事决策里的事项名称',
    团支委会日期: '团支委会讨论的日期',
    团员大会日期: '推优大会的日期',
    团员应到: '应到人数',
    团员实到: '实到人数',
    团员赞成: '赞成票数',
    党支部: '审议的党支部的名称',
    党支委会日期: '党支委会审议的日期',
    党员大会日期: '党员大会表决的日期',
    党员应到: '党员大会应到人数',
    党员实到: '党员大会实到人数',
    党员赞成: '党员大会赞成票数',
    公示开始: '公示的第一天',
    公示结束: '公示的最后一天',
    人数: '推荐对象有几名',
    推荐对象: {
      help: '一名推荐对象一行',
      rows: {
        序号: '从 1 起',
        姓名: '花名册里的姓名',
        学号: '学号（内置模板不印）',
        班级: '班级名称',
        政治面貌: '花名册里的政治面貌',
        申请入党日期: '发展台账里的申请入党日期',
      },
    },
  },
  *papers(input) {
    const { school } = input.pages;
    for (const { id: college, name, judged } of school.colleges) {
      for (const decision of judged.decisions) {
        if (decision.kind !== MatterKind.leagueRecommendation || !isDecisionOf(decision, school.year)) continue;
        const org = cellWords(decision.orgId);
        yield {
          name: [org === null ? '' : orgNameOf(school.roster.organization(org), org), cellWords(decision.id) ?? ''],
          college,
          organization: org,
          values: { ...common(input), 学院: name, ...minutes(input, decision) },
        };
      }
    }
  },
});

function minutes({ pages: { school } }: PapersInput, decision: Decision) {
  const { roster, records } = school;
  const branch = isGiven(decision.branchId)
    ? orgNameOf(roster.organization(decision.branchId), decision.branchId)
    : null;
  const org = cellWords(decision.orgId);
  const people = decision.studentIds.items;
  return {
    组织名称: org === null ? null : orgNameOf(roster.organization(org), org),
    组织编号: org,
    事项编号: cellWords(decision.id),
    事项名称: cellWords(decision.name),
    团支委会日期: longDay(decision.leagueCommitteeOn),
    团员大会日期: longDay(decision.leagueAssemblyOn),
    团员应到: cellWords(decision.leagueExpected),
    团员实到: cellWords(decision.leaguePresent),
    团员赞成: cellWords(decision.leagueInFavor),
    党支部: branch,
    党支委会日期: longDay(decision.partyCommitteeOn),
    党员大会日期: longDay(decision.partyAssemblyOn),
    党员应到: cellWords(decision.partyExpected),
    党员实到: cellWords(decision.partyPresent),
    党员赞成: cellWords(decision.partyInFavor),
    公示开始: longDay(decision.noticeFrom),
    公示结束: longDay(decision.noticeTo),
    人数: String(people.length),
    推荐对象: people.map((id, at) => {
      const student = roster.student(id);
      const classId = student && isGiven(student.classId) ? student.classId : null;
      return {
        序号: String(at + 1),
        姓名: nameOf(student, id),
        学号: id,
        班级: classId === null ? null : orgNameOf(roster.organization(classId), classId),
        政治面貌: student ? cellWords(student.politicalStatus) : null,
        申请入党日期: shortDay(records.developmentOf(id)?.appliedOn ?? null),
      };
    }),
  };
}
