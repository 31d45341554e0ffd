import { formatAcademicYear } from '../../shared/domain/calendar.ts';
import type { TabKey } from '../../shared/domain/school.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import type { WorkbookPlan } from '../template/sheet-plan.ts';
import type { Drafts } from './draft.ts';
import { type Habits, habitsOf } from './habits.ts';
import { type LaidTab, layTab, type Tweaks } from './lay-tab.ts';
import type { CollegeModel } from './model.ts';
import { countsTab, remarksTab } from './own-tabs.ts';
import { UNIVERSITY } from './university.ts';

/** What faults do to the sheets of a workbook, by tab. A tab that is `absent` is not there at all. */
export type WorkbookTweaks = { readonly [Tab in TabKey]?: Tweaks | 'absent' };

/** A college's workbook laid out, and where its rows have come to stand. */
export interface LaidWorkbook {
  readonly plan: WorkbookPlan;
  readonly tabs: { readonly [Tab in TabKey]?: LaidTab };
}

export function collegeFile(name: string): string {
  return `${name}台账.xlsx`;
}

export function layCollege(college: CollegeModel, drafts: Drafts, tweaks: WorkbookTweaks = {}): LaidWorkbook {
  const { profile, index, random, frame } = college;
  const habits = habitsOf(random.fork('habits'), index);
  const tabs: { [Tab in TabKey]?: LaidTab } = {};
  const lay = <Tab extends TabKey>(tab: Tab, place: number): void => {
    const tweak = tweaks[tab];
    if (tweak === 'absent') return;
    const heading = `${UNIVERSITY}${profile.name}${TABS[tab].title}（${formatAcademicYear(frame.year)}学年）`;
    const ids = tabs.organizations?.ids ?? null;
    tabs[tab] = layTab(random.fork(`tab/${tab}`), tab, drafts[tab], { index: place, heading, ids }, habits, tweak);
  };
  const order = Object.keys(TABS) as TabKey[];
  // The other tabs offer the ids that stand in 组织.
  lay('organizations', order.indexOf('organizations'));
  for (const [place, tab] of order.entries()) if (tab !== 'organizations') lay(tab, place);
  const sheets = order.flatMap((tab) => tabs[tab]?.sheet ?? []);
  return {
    tabs,
    plan: {
      file: collegeFile(profile.name),
      subject: `${UNIVERSITY}${profile.name}党团班协同台账`,
      ...looks(habits),
      sheets: [...sheets, ...ownTabs(college, habits, tabs)],
    },
  };
}

function looks({ font, accent }: Habits): Pick<WorkbookPlan, 'font' | 'accent'> {
  return { font, accent };
}

function ownTabs(college: CollegeModel, habits: Habits, { students }: { readonly students?: LaidTab }) {
  if (!habits.extraColumns) return [];
  const counts = students && countsTab(students);
  return [remarksTab(college), ...(counts ? [counts] : [])];
}
