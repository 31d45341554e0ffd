import { isGiven } from '../../domain/cell.ts';
import { MatterKind } from '../../domain/vocabulary.ts';
import { choice, count, date, id, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';
import { ids } from '../list-types.ts';

export const decisions = defineTab('decisions', {
  title: '议事决策',
  place: 7,
  required: false,
  rowKeys: [['id']],
  unique: true,
  rowPlace: 'id',
  host: 'orgId',
  counts: [
    ['leagueExpected', 'leaguePresent', 'leagueInFavor'],
    ['partyExpected', 'partyPresent', 'partyInFavor'],
  ],
  columns: {
    id: column('事项编号', id, { required: true, help: '本表内唯一的编号，例如 J-2025-01。' }),
    orgId: column('组织编号', id, {
      required: true,
      references: 'decidingOrg',
      help: '议事的团支部或班级的组织编号。',
    }),
    kind: column('事项类别', choice(MatterKind), {
      required: true,
      help: '评奖评优、人员推荐、推优入党 或 班团事务。',
    }),
    name: column('事项名称', text, { required: true, help: '例如 2025 年国家奖学金推荐。' }),
    studentIds: column('涉及学号', ids, {
      references: 'student',
      help: '涉及的学生学号，用顿号分隔；只有班团事务可以不填。',
    }),
    leagueCommitteeOn: column('团支委会日期', date, { dates: 'past', help: '团支委会讨论的日期，应不晚于团员大会。' }),
    leagueAssemblyOn: column('团员大会日期', date, { dates: 'past', help: '团员大会表决的日期。' }),
    leagueExpected: column('团员应到', count, { help: '团员大会应到人数。' }),
    leaguePresent: column('团员实到', count, { help: '团员大会实到人数。' }),
    leagueInFavor: column('团员赞成', count, { help: '团员大会赞成票数。' }),
    branchId: column('党支部', id, { references: 'partyBranch', help: '涉及党员的填：审议的党支部的组织编号。' }),
    partyCommitteeOn: column('党支委会日期', date, { dates: 'past', help: '涉及党员的填：党支委会审议的日期。' }),
    partyAssemblyOn: column('党员大会日期', date, { dates: 'past', help: '涉及党员的填：党员大会表决的日期。' }),
    partyExpected: column('党员应到', count, { help: '党员大会应到人数。' }),
    partyPresent: column('党员实到', count, { help: '党员大会实到人数。' }),
    partyInFavor: column('党员赞成', count, { help: '党员大会赞成票数。' }),
    noticeFrom: column('公示开始', date, { help: '公示的第一天。' }),
    noticeTo: column('公示结束', date, { help: '公示的最后一天。' }),
  },
  requiredWhen: { studentIds: ({ kind }) => isGiven(kind) && kind !== MatterKind.classAffairs },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly decisions: readonly RowOf<typeof decisions>[];
  }
}
