import type { Cell } from '../../domain/cell.ts';
import { NotifyChannel, YesNo } from '../../domain/vocabulary.ts';
import { id, text, yesNo } from '../cell-types.ts';
import { column, defineSettings } from '../column.ts';

/** A row of 学院登记 as typed. */
export interface RegistrationCells {
  readonly id: Cell<string>;
  readonly name: Cell<string>;
  readonly workbook: Cell<string>;
  readonly enabled: Cell<YesNo>;
  readonly email: Cell<string>;
  readonly channels: Cell<string>;
  readonly addresses: Cell<string>;
}

export const registrations = defineSettings<RegistrationCells>({
  title: '学院登记',
  required: true,
  inForce: '这一行没有起作用。',
  rowKey: ['id'],
  who: ([id = '']) => `学院“${id}”`,
  columns: {
    id: column('学院编号', id, { required: true, help: '学院的编号，例如 D01；定了以后不要改。' }),
    name: column('学院名称', text, { required: true, help: '学院全称。' }),
    workbook: column('表格', text, {
      required: true,
      help: '与本表放在同一文件夹的学院台账文件名（例如 机械学院.xlsx），或谷歌表格网址中 /d/ 与 /edit 之间的一段。',
    }),
    enabled: column('启用', yesNo, { fallback: YesNo.yes, help: '不填为“是”；暂不检查的填“否”。' }),
    email: column('联系邮箱', text, { help: '学院联系人的邮箱。' }),
    channels: column('通知方式', text, {
      help: `${Object.values(NotifyChannel).join('、')}，可以填几个，用顿号分隔；不填不发通知。`,
    }),
    addresses: column('通知地址', text, {
      help: '群机器人的地址；邮件填邮箱（不填用联系邮箱）。几个之间用空格隔开。机器人地址不要给别人看。',
    }),
  },
});
