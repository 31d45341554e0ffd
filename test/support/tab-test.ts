/**
 * The one shape of a tab's test: its columns and what each id refers to, as the specification prints them.
 *
 *   tabTest(honors, {
 *     columns: '组织编号* 荣誉名称* 同一事项',       // heading, * = required, aliases in brackets: 主题*(活动名称,题目)
 *     references: { 组织编号: 'organization' },
 *     key: '组织编号 荣誉名称',                       // what a row is called; of several keys the first
 *   });
 */
import { describe, expect, it } from 'vitest';
import type { TabKey } from '../../shared/domain/school.ts';
import type { Column, Reference } from '../../shared/workbook/column.ts';
import { foldHeading } from '../../shared/workbook/normalize.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { expectNone } from './expect-none.ts';

export interface ExpectedTab {
  readonly columns: string;
  readonly references: Readonly<Record<string, Reference>>;
  readonly key: string;
}

/** The longest help text that the format of a drop-down allows, and that fits beside a cell. */
const HELP = /^.{2,60}。$/u;

export function written({ heading, required, aliases }: Column<unknown>): string {
  return `${heading}${required ? '*' : ''}${aliases.length > 0 ? `(${aliases.join(',')})` : ''}`;
}

/** Headings and aliases that name two columns, and columns whose help is not a sentence. */
export function columnFaults(title: string, columns: readonly Column<unknown>[]): readonly string[] {
  const names = columns.flatMap(({ heading, aliases }) => [heading, ...aliases].map(foldHeading));
  return [
    ...names.flatMap((name, at) => (names.indexOf(name) < at ? [`${title}: “${name}” stands for two columns`] : [])),
    ...columns.flatMap(({ heading, help }) =>
      HELP.test(help) ? [] : [`${title}.${heading}: its help must be a sentence of 2 to 60 characters, not “${help}”`],
    ),
  ];
}

export function tabTest(key: TabKey, expected: ExpectedTab): void {
  const spec = TABS[key];
  const columns = Object.entries<Column<unknown>>(spec.columns as never);
  const headingOf = (field: string): string => columns.find(([name]) => name === field)?.[1].heading ?? field;
  describe(spec.title, () => {
    it('has the columns of the specification', () => {
      expect(columns.map(([, column]) => written(column)).join('\n')).toBe(
        expected.columns.trim().split(/\s+/).join('\n'),
      );
    });

    it('has one column a name, and help for each', () => {
      expectNone(
        columnFaults(
          spec.title,
          columns.map(([, column]) => column),
        ),
      );
    });

    it('says what each id refers to', () => {
      const found = columns.flatMap(([, { heading, references }]) => (references ? [[heading, references]] : []));
      expect(Object.fromEntries(found)).toEqual(expected.references);
    });

    it('says what a row is called', () => {
      expect(spec.rowKeys[0]?.map(headingOf).join(' ')).toBe(expected.key);
    });
  });
}
