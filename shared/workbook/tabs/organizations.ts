import { isGiven } from '../../domain/cell.ts';
import { Base, OrgKind, OrgStatus, Setup, StudyLevel } from '../../domain/vocabulary.ts';
import { choice, date, id, spokenEntryYear, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';
import { ids } from '../list-types.ts';

/** How an organization of a kind is set up when 设置方式 is blank; a 党课学习小组 has no default. */
const DEFAULT_SETUP: { readonly [Kind in OrgKind]: Setup | null } = {
  [OrgKind.partyBranch]: Setup.byClass,
  [OrgKind.partyStudyGroup]: null,
  [OrgKind.leagueBranch]: Setup.byClass,
  [OrgKind.schoolClass]: Setup.byClass,
  [OrgKind.functionalPartyOrg]: Setup.functional,
  [OrgKind.functionalLeagueOrg]: Setup.functional,
  [OrgKind.higherOrg]: null,
};

export const organizations = defineTab('organizations', {
  title: '组织',
  place: 1,
  required: true,
  rowKeys: [['id']],
  unique: true,
  rowPlace: 'id',
  host: 'id',
  columns: {
    id: column('组织编号', id, { aliases: ['编号'], required: true, help: '全校唯一的编号，例如 C-2301。' }),
    name: column('组织名称', text, { aliases: ['名称'], required: true, help: '全称，例如 电信2301班。' }),
    kind: column('组织类型', choice(OrgKind, { 班委会: OrgKind.schoolClass }), {
      aliases: ['类型'],
      required: true,
      help: '从下拉框中选一项。班委会填“班级”；学院党委、分团委等填“上级党团组织”。',
    }),
    setup: column('设置方式', choice(Setup), {
      help: '不填时：党支部、团支部、班级按“班级”，功能型组织按“功能型”。跨班级按年级设的填“年级联合”。',
    }),
    studyLevel: column('培养层次', choice(StudyLevel, { 研究生: StudyLevel.master }), {
      aliases: ['层次'],
      help: '班级必填：本科生、硕士生 或 博士生。',
    }),
    entryYear: column('年级', spokenEntryYear, { aliases: ['入学年份'], help: '班级必填：入学年份，例如 2023。' }),
    coveredClassIds: column('所辖班级', ids, {
      aliases: ['覆盖班级'],
      references: 'schoolClass',
      help: '党组织、团组织覆盖的班级的组织编号，用顿号分隔。',
    }),
    guideBranchId: column('指导党支部', id, {
      aliases: ['所属党支部'],
      references: 'partyBranch',
      help: '团支部、功能型团组织填：指导它的党支部的组织编号。',
    }),
    base: column('设立阵地', choice(Base), { aliases: ['阵地'], help: '功能型组织填：设在哪里。' }),
    foundedOn: column('成立日期', date, { aliases: ['成立时间'], help: '写成 2023-09-01；不填表示早已成立。' }),
    termEndsOn: column('任期届满', date, { aliases: ['换届日期'], help: '本届班子到期、应当换届的日期。' }),
    status: column('状态', choice(OrgStatus), {
      fallback: OrgStatus.registered,
      help: '不填为“在册”；已撤销的填“撤销”，不要删行。',
    }),
    rulesOfProcedure: column('共同议事规则', text, { help: '团支部填：班团事务共同议事规则的链接或文号。' }),
    headId: column('负责人学号', id, { references: 'author', help: '负责人的学号；教师填工号。' }),
  },
  fallbacks: { setup: ({ kind }) => (isGiven(kind) ? DEFAULT_SETUP[kind] : null) },
  requiredWhen: {
    studyLevel: ({ kind }) => kind === OrgKind.schoolClass,
    entryYear: ({ kind }) => kind === OrgKind.schoolClass,
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly organizations: readonly RowOf<typeof organizations>[];
  }
}
