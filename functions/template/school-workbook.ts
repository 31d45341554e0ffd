import { PARAMETERS, parameterChoices } from '../../shared/domain/parameters.ts';
import type { Fraction } from '../../shared/domain/points.ts';
import type { SchemeItem } from '../../shared/domain/settings.ts';
import { SCHOOL_WORKBOOK } from '../../shared/domain/vocabulary.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { LIST_JOINER } from '../../shared/workbook/tabs/marks.ts';
import { SCHOOL_TABS } from '../../shared/workbook/tabs/school.ts';
import { type InputHelp, inputSheet } from './input-sheet.ts';
import type { SheetPlan, WorkbookPlan } from './sheet-plan.ts';

/** A row of 学院登记 to be. */
export interface RegistrationRow {
  readonly id: string;
  readonly name: string;
  readonly workbook: string;
  readonly email: string | null;
}

/** Further rows of the school workbook, by the English names of the columns. */
export interface SchoolRows {
  readonly registrations: readonly RegistrationRow[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly waivers?: readonly Readonly<Record<string, RawCell>>[];
}

export const SCHOOL_FONT = '微软雅黑';
export const SCHOOL_ACCENT = 'DDEBF7';

/** 校级总表: the colleges, the default scheme and every parameter filled in, ready to be changed. */
export function schoolWorkbook(
  { registrations, parameters = {}, waivers = [] }: SchoolRows,
  before: readonly SheetPlan[] = [],
): WorkbookPlan {
  const sheets = [
    table(
      'registrations',
      registrations.map((row) => ({ ...row, enabled: '是' })),
    ),
    table('scheme', DEFAULT_SCHEME.map(schemeRow)),
    table(
      'parameters',
      PARAMETERS.map(({ heading, defaultText, note }) => ({
        name: heading,
        value: parameters[heading] ?? defaultText,
        defaultText,
        note,
      })),
      { choices: (field, row) => (field === 'value' ? choicesInRow(row) : []) },
    ),
    table('waivers', waivers),
    table('appeals', []),
  ];
  return {
    file: SCHOOL_WORKBOOK,
    subject: '学校党团班协同校级总表',
    font: SCHOOL_FONT,
    accent: SCHOOL_ACCENT,
    sheets: [...before, ...sheets],
  };
}

function choicesInRow(row: number): readonly string[] {
  const info = PARAMETERS[row];
  return info ? parameterChoices(info) : [];
}

function table(tab: keyof typeof SCHOOL_TABS, rows: readonly object[], help: InputHelp = {}): SheetPlan {
  const { title, columns } = SCHOOL_TABS[tab];
  return inputSheet(
    title,
    columns as unknown as Readonly<Record<string, Column<unknown>>>,
    rows as readonly Readonly<Record<string, RawCell>>[],
    help,
  );
}

function schemeRow({
  basis,
  kinds,
  value,
  cap,
  jointFactor,
  jointBonus,
  guideFactor,
  ...rest
}: SchemeItem): Record<string, RawCell> {
  return {
    ...rest,
    kinds: kinds.join(LIST_JOINER),
    basis: basis.join(LIST_JOINER),
    value: value / 100,
    cap: cap === null ? null : cap / 100,
    jointFactor: decimal(jointFactor),
    jointBonus: decimal(jointBonus),
    guideFactor: decimal(guideFactor),
  };
}

function decimal({ numerator, denominator }: Fraction): number {
  return numerator / denominator;
}
