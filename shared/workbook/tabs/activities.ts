import { Audience, CombinedWith } from '../../domain/vocabulary.ts';
import { activityType, count, date, id, number, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';
import { choiceList, ids } from '../list-types.ts';

export const activities = defineTab('activities', {
  title: '活动台账',
  place: 5,
  required: true,
  rowKeys: [['id'], ['heldOn', 'hostId', 'type', 'topic']],
  unique: true,
  rowPlace: 'topic',
  host: 'hostId',
  counts: [['expected', 'present']],
  columns: {
    id: column('活动编号', id, { help: '可不填；填了就不能重复，以后改日期、改主题也还是同一个活动。' }),
    heldOn: column('活动日期', date, {
      aliases: ['时间', '日期'],
      required: true,
      dates: 'past',
      help: '写成 2026-03-05。',
    }),
    hostId: column('主办组织', id, {
      required: true,
      references: 'organization',
      help: '主办组织的组织编号，只填一个。',
    }),
    type: column('活动类型', activityType, { required: true, help: '从下拉框中选一项。' }),
    topic: column('活动主题', text, { aliases: ['主题', '活动名称'], required: true, help: '一句话说明活动内容。' }),
    jointIds: column('联合组织', ids, {
      aliases: ['协办组织'],
      references: 'organization',
      help: '一起开展的其他组织的编号，用顿号分隔；不要填主办组织自己。',
    }),
    guideBranchId: column('指导党支部', id, {
      references: 'partyBranch',
      help: '指导本次活动的党支部的组织编号；主题团日应当填写。',
    }),
    audience: column('参加对象', choiceList(Audience), {
      help: '党员、入党积极分子、团员、群众，可填几项，用顿号分隔。',
    }),
    expected: column('应到人数', count, { help: '应当参加的人数。' }),
    present: column('实到人数', count, { help: '实际参加的人数；不填或不足六成会影响积分。' }),
    combinedWith: column('结合项目', choiceList(CombinedWith), { help: '结合开展的项目，可填几项，用顿号分隔。' }),
    funds: column('经费', number, { help: '元；没有经费填 0。' }),
    venue: column('场地', text, { aliases: ['地点'], help: '活动地点。' }),
    evidence: column('佐证材料', text, {
      aliases: ['佐证', '材料链接'],
      help: '照片、记录或报道的链接；没有佐证材料不计分。',
    }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly activities: readonly RowOf<typeof activities>[];
  }
}
