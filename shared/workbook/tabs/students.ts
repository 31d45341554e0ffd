import { PoliticalStatus, Sex, StudentStatus, StudyLevel } from '../../domain/vocabulary.ts';
import { choice, date, dateOrMonth, entryYear, id, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';

/** Other words for 政治面貌 that colleges type. */
const POLITICAL_STATUS_SPELLINGS = {
  团员: PoliticalStatus.leagueMember,
  中共党员: PoliticalStatus.fullMember,
  党员: PoliticalStatus.fullMember,
  中共预备党员: PoliticalStatus.probationaryMember,
} as const;

export const students = defineTab('students', {
  title: '花名册',
  place: 2,
  required: true,
  rowKeys: [['id']],
  unique: true,
  rowPlace: 'id',
  person: 'id',
  personOf: 'class',
  columns: {
    id: column('学号', id, {
      aliases: ['学生学号'],
      required: true,
      help: '全校唯一；按文本填写，不要用科学计数法。',
    }),
    name: column('姓名', text, { required: true, help: '与身份证件一致。' }),
    sex: column('性别', choice(Sex), { help: '男 或 女。' }),
    studyLevel: column('培养层次', choice(StudyLevel, { 研究生: StudyLevel.master }), {
      aliases: ['层次', '学历层次'],
      required: true,
      help: '本科生、硕士生 或 博士生。',
    }),
    entryYear: column('年级', entryYear, {
      aliases: ['入学年份'],
      required: true,
      help: '入学年份，四位数字，例如 2023。',
    }),
    classId: column('班级', id, {
      aliases: ['班级编号', '所在班级'],
      required: true,
      references: 'schoolClass',
      help: '班级的组织编号（“组织”表里的编号），不是班级名称。',
    }),
    politicalStatus: column('政治面貌', choice(PoliticalStatus, POLITICAL_STATUS_SPELLINGS), {
      required: true,
      help: '从下拉框中选一项，按目前所处阶段填写。',
    }),
    branchId: column('党支部', id, {
      aliases: ['所在党支部'],
      references: 'partyBranch',
      help: '党员必填：组织关系所在党支部的组织编号。',
    }),
    bornOn: column('出生日期', dateOrMonth, {
      aliases: ['出生年月'],
      dates: 'birth',
      help: '写成 2005-03-12；只知道年月可写 2005-03。',
    }),
    joinedLeagueOn: column('入团日期', dateOrMonth, {
      aliases: ['入团时间'],
      help: '写成 2019-05-04；只知道年月可写 2019-05。',
    }),
    status: column('状态', choice(StudentStatus), {
      fallback: StudentStatus.enrolled,
      help: '不填为“在读”；毕业、休学、退学的照实填，不要删行。',
    }),
    leftOn: column('离校日期', date, {
      aliases: ['毕业日期', '离校时间'],
      help: '毕业或离校的日期，写成 2026-06-30。',
    }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly students: readonly RowOf<typeof students>[];
  }
}
