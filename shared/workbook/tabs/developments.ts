import { RecommendedBy } from '../../domain/vocabulary.ts';
import { choice, count, date, id, number, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';
import { dates, texts } from '../list-types.ts';

export const developments = defineTab('developments', {
  title: '发展台账',
  place: 4,
  required: false,
  rowKeys: [['studentId']],
  unique: true,
  rowPlace: 'studentId',
  person: 'studentId',
  personName: 'name',
  personOf: 'branch',
  counts: [
    ['admissionExpected', 'admissionPresent', 'admissionInFavor'],
    ['confirmationExpected', 'confirmationPresent', 'confirmationInFavor'],
  ],
  columns: {
    studentId: column('学号', id, { required: true, references: 'student', help: '每名学生一行。' }),
    name: column('姓名', text, { required: true, help: '与花名册一致。' }),
    appliedOn: column('申请入党日期', date, {
      aliases: ['递交入党申请书时间', '申请入党时间'],
      required: true,
      help: '递交入党申请书的日期，写成 2025-09-01。',
    }),
    talkedOn: column('谈话日期', date, {
      aliases: ['派人谈话时间'],
      help: '党组织派人谈话的日期，应在申请后一个月内。',
    }),
    recommendedBy: column('推荐方式', choice(RecommendedBy), { help: '党员推荐 或 团组织推优。' }),
    recommendedOn: column('推优日期', date, {
      aliases: ['团推优时间'],
      help: '推优大会的日期，与“议事决策”中的团员大会日期一致。',
    }),
    activistOn: column('确定积极分子日期', date, {
      aliases: ['列为积极分子时间'],
      help: '支委会（支部大会）确定为入党积极分子的日期。',
    }),
    mentors: column('培养联系人', texts, { help: '一至两人，用顿号分隔。' }),
    prospectOn: column('确定发展对象日期', date, {
      aliases: ['列为发展对象时间'],
      help: '确定为发展对象的日期，应在确定积极分子一年以后。',
    }),
    noticeFrom: column('公示开始', date, { help: '发展对象公示的第一天。' }),
    noticeTo: column('公示结束', date, { help: '发展对象公示的最后一天。' }),
    politicalReviewOn: column('政审日期', date, { aliases: ['政治审查时间'], help: '政治审查形成结论的日期。' }),
    trainingDays: column('培训天数', number, { help: '集中培训的天数，一般不少于 3。' }),
    trainingHours: column('培训学时', number, { help: '集中培训的学时，一般不少于 24；与培训天数填一项即可。' }),
    preliminaryReviewOn: column('预审日期', date, { aliases: ['预审通过时间'], help: '上级党委预审通过的日期。' }),
    introducers: column('入党介绍人', texts, { help: '两人，用顿号分隔。' }),
    admittedOn: column('接收预备党员日期', date, {
      aliases: ['支部大会接收时间', '入党时间'],
      dates: 'past',
      help: '支部大会通过接收为预备党员的日期。',
    }),
    admissionExpected: column('接收应到', count, { help: '接收大会应到的有表决权的党员人数。' }),
    admissionPresent: column('接收实到', count, { help: '接收大会实到的有表决权的党员人数。' }),
    admissionInFavor: column('接收赞成', count, { help: '接收大会赞成票数。' }),
    admissionApprovedOn: column('接收审批日期', date, {
      aliases: ['上级党委审批时间'],
      help: '上级党委审批接收预备党员的日期。',
    }),
    oathOn: column('宣誓日期', date, { aliases: ['入党宣誓时间'], help: '入党宣誓的日期。' }),
    probationExtendedTo: column('延长预备期至', date, { help: '延长了预备期的填：延长到哪一天。' }),
    confirmedOn: column('转正日期', date, {
      aliases: ['转正大会时间'],
      dates: 'past',
      help: '支部大会通过转正的日期。',
    }),
    confirmationExpected: column('转正应到', count, { help: '转正大会应到的有表决权的党员人数。' }),
    confirmationPresent: column('转正实到', count, { help: '转正大会实到的有表决权的党员人数。' }),
    confirmationInFavor: column('转正赞成', count, { help: '转正大会赞成票数。' }),
    confirmationApprovedOn: column('转正审批日期', date, { help: '上级党委审批转正的日期。' }),
    endedOn: column('培养终止日期', date, {
      aliases: ['取消资格日期'],
      help: '不再培养或取消资格的填；填后不再检查后续时限。',
    }),
    remark: column('备注', text, { help: '其他需要说明的。' }),
    reviewedOn: column('考察日期', dates, {
      dates: 'past',
      help: '党支部每半年考察一次，各次的日期用顿号分隔。',
    }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly developments: readonly RowOf<typeof developments>[];
  }
}
