import { ClassPost, HolderKind } from '../../domain/vocabulary.ts';
import { choice, date, id, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';
import { posts } from '../list-types.ts';

/** Other words for posts that colleges type. */
const POST_SPELLINGS = {
  团支书: ClassPost.leagueSecretary,
  安全委员: ClassPost.safetyOfficer,
  心理委员: ClassPost.safetyOfficer,
  实践委员: ClassPost.practiceOfficer,
  就业委员: ClassPost.practiceOfficer,
} as const;

export const tenures = defineTab('tenures', {
  title: '任职',
  place: 3,
  required: true,
  rowKeys: [['orgId', 'posts', 'holderId', 'from']],
  unique: false,
  rowPlace: 'posts',
  host: 'orgId',
  person: 'holderId',
  personName: 'name',
  columns: {
    orgId: column('组织编号', id, {
      aliases: ['组织'],
      required: true,
      references: 'organization',
      help: '任职所在组织的编号；班团职务记在班级或其团支部名下都可以。',
    }),
    posts: column('职务', posts(POST_SPELLINGS), {
      aliases: ['岗位'],
      required: true,
      help: '一行一个职务；班长兼团支部副书记可写成 班长（兼团支部副书记）。',
    }),
    holderId: column('学号', id, { required: true, references: 'student', help: '学生填学号，教师填工号。' }),
    name: column('姓名', text, { required: true, help: '与花名册一致。' }),
    holderKind: column('身份', choice(HolderKind), {
      fallback: HolderKind.student,
      help: '不填为“学生”；教师任职填“教师”。',
    }),
    from: column('任职日期', date, {
      aliases: ['任职时间'],
      required: true,
      help: '开始任职的日期，写成 2025-09-15。',
    }),
    to: column('离任日期', date, { aliases: ['离任时间'], help: '还在任的不填；换人时填离任日期，不要删行。' }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly tenures: readonly RowOf<typeof tenures>[];
  }
}
