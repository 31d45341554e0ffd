import type { Settings } from '../../../shared/domain/settings.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { SCHOOL_TABS } from '../../../shared/workbook/tabs/school.ts';
import { book, sheet } from '../grids.ts';

export const RULE_IDS = ['DAT-01', 'ORG-06', 'EDU-06', 'DEC-01', 'DEC-02', 'DEV-01', 'DEV-02'];

/** A school workbook with one tab besides 学院登记, its headings in the order of the specification. */
export function settingsOf(tab: keyof typeof SCHOOL_TABS, ...rows: readonly (readonly RawCell[])[]): Settings {
  const { title, columns } = SCHOOL_TABS[tab];
  const headings = Object.values<{ readonly heading: string }>(columns).map(({ heading }) => heading);
  const registrations = tab === 'registrations' ? [] : [sheet('学院登记', [['学院编号', '学院名称', '表格']])];
  return parseSettings(book(...registrations, sheet(title, [headings, ...rows])), RULE_IDS);
}

/** `B3 message advice` of every issue. */
export function issuesOf({ issues }: Settings): readonly string[] {
  return issues.map(({ column, row, message, advice }) => `${column ?? ''}${row ?? ''} ${message}${advice}`);
}

/** `B3` of every issue. */
export function placesOf({ issues }: Settings): readonly string[] {
  return issues.map(({ column, row }) => `${column ?? ''}${row ?? ''}`);
}
