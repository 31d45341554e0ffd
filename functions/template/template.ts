import type { TabKey } from '../../shared/domain/school.ts';
import type { Column, TabSpec } from '../../shared/workbook/column.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { collegeGuide } from './guide.ts';
import { idLists, idRange } from './id-lists.ts';
import { inputSheet } from './input-sheet.ts';
import { type RegistrationRow, SCHOOL_ACCENT, SCHOOL_FONT } from './school-workbook.ts';
import type { SheetPlan, WorkbookPlan } from './sheet-plan.ts';

const IDS = idRange(TABS.organizations.title, 'A', 2);

/** Colours of the tabs: what must be there, what is filled in during the year. */
const REQUIRED_TAB = 'C00000';
const OPTIONAL_TAB = '5B9BD5';

/** Colleges of a blank set of workbooks, to be renamed by the office. */
export function blankRegistrations(count: number): readonly RegistrationRow[] {
  return Array.from({ length: count }, (_, i) => {
    const number = String(i + 1).padStart(2, '0');
    return { id: `D${number}`, name: `学院${number}`, workbook: `学院${number}台账.xlsx`, email: null };
  });
}

/** An empty college workbook: a page that says how to fill it in, then every input tab. */
export function collegeTemplate({ workbook, name }: RegistrationRow): WorkbookPlan {
  const sheets = (Object.keys(TABS) as TabKey[]).map((tab) => blankTab(TABS[tab] as TabSpec<TabKey>));
  return {
    file: workbook,
    subject: `${name}党团班协同台账`,
    font: SCHOOL_FONT,
    accent: SCHOOL_ACCENT,
    sheets: [collegeGuide(), ...sheets],
  };
}

function blankTab({ title, columns, required }: TabSpec<TabKey>): SheetPlan {
  const named = columns as unknown as Readonly<Record<string, Column<unknown>>>;
  return inputSheet(title, named, [], {
    ranges: idLists(named, IDS),
    tabColor: required ? REQUIRED_TAB : OPTIONAL_TAB,
  });
}
