import type { Cell } from '../../domain/cell.ts';
import { text } from '../cell-types.ts';
import { column, defineSettings } from '../column.ts';

/** A row of 考核参数 as typed; how 值 is read depends on the parameter. */
export interface ParameterCells {
  readonly name: Cell<string>;
  readonly value: Cell<string>;
  readonly defaultText: Cell<string>;
  readonly note: Cell<string>;
}

export const parameters = defineSettings<ParameterCells>({
  title: '考核参数',
  required: false,
  inForce: '',
  rowKey: ['name'],
  who: ([name = '']) => `参数“${name}”`,
  columns: {
    name: column('参数', text, { required: true, help: '参数名称，不要改。' }),
    value: column('值', text, { help: '不填按默认值。' }),
    defaultText: column('默认值', text, { help: '不填“值”时按这个处理；改这里不起作用。' }),
    note: column('说明', text, { help: '这个参数管什么。' }),
  },
});

/** An item of 假期月份: `2`, or the same as people say it. */
export const MONTH_ITEM = /^(\d{1,2})月?$/;
