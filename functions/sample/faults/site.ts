import { type CalendarDay, deadlineIn } from '../../../shared/domain/calendar.ts';
import { DEFAULT_PARAMETERS } from '../../../shared/domain/parameters.ts';
import type { FieldOf, TabKey } from '../../../shared/domain/school.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { FOUND_BY_ACTIVITY } from '../agenda.ts';
import type { Drafts, RowDraft } from '../draft.ts';
import type { Tweaks } from '../lay-tab.ts';
import { type CollegeModel, everybodyIn, type Frame, type Person } from '../model.ts';
import { isPresent } from '../people.ts';
import type { Random } from '../random.ts';

/** One kind of mistake that people make, and how it is put into a college. */
export interface Mistake {
  /** The rule that must find it. */
  readonly rule: string;
  /** What has been done, for the list of planted faults. */
  readonly note: string;
  /** Few colleges have a place for it: the first one that has gets it, before anything else is planted. */
  readonly rare?: boolean;
  /** Puts it in; `null`: this college on this day has no place for it. */
  plant(site: Site): readonly PlantedPlace[] | null;
}

/** Where a planted fault has to be found. */
export interface PlantedPlace {
  readonly tab: TabKey;
  /** `null`: the tab as a whole. */
  readonly draft: object | null;
  readonly field: string | null;
  /** A rule other than the fault's own that cannot but speak up as well. */
  readonly rule?: string;
  /** Title of the tab of the school workbook that names it instead. */
  readonly inSchool?: string;
}

/** What faults do to the school workbook. */
export interface SchoolFaults {
  /** Values of 考核参数 by name. */
  readonly parameters: Record<string, string>;
  readonly waivers: Record<string, RawCell>[];
}

/** A college in which faults are planted, each at people and rows that no other fault has touched. */
export interface Site {
  readonly college: CollegeModel;
  readonly frame: Frame;
  readonly drafts: Drafts;
  readonly random: Random;
  readonly tweaks: { [Tab in TabKey]?: Tweaks | 'absent' };
  readonly school: SchoolFaults;
  /** A student of a college that comes earlier in 学院登记; `null` in the first one. */
  readonly stranger: { readonly id: string; readonly name: string } | null;
  /** The day on which posts and membership are taken. */
  readonly membershipOn: CalendarDay;
  /** One that fits and is untouched, and from now on is not; `null` where there is none. */
  take<Item>(items: readonly Item[], keyOf: (item: Item) => unknown, fits?: (item: Item) => boolean): Item | null;
  /** The same for somebody who studies here. */
  person(fits: (person: Person) => boolean): Person | null;
  /** The same for a row of a tab. */
  row<Tab extends TabKey>(tab: Tab, fits: (row: RowDraft<Tab>) => boolean): RowDraft<Tab> | null;
  /** Whether nothing has been done to an object or id. */
  isFree(key: unknown): boolean;
  rowsOf<Tab extends TabKey>(tab: Tab, field: FieldOf<Tab>, value: unknown): readonly RowDraft<Tab>[];
}

export function openSite(
  college: CollegeModel,
  drafts: Drafts,
  school: SchoolFaults,
  stranger: Site['stranger'],
): Site {
  const { frame } = college;
  const random = college.random.fork('faults');
  // Items of plans are found by these: changing one would break a promise as well.
  const touched = new Set<unknown>(drafts.activities.filter(({ type }) => type === FOUND_BY_ACTIVITY));
  const take: Site['take'] = (items, keyOf, fits = () => true) => {
    const found = random.shuffled(items).find((item) => !touched.has(keyOf(item)) && fits(item)) ?? null;
    if (found !== null) touched.add(keyOf(found));
    return found;
  };
  const referenceDay = deadlineIn(frame.year, DEFAULT_PARAMETERS.referenceDay);
  return {
    college,
    frame,
    drafts,
    random,
    tweaks: {},
    school,
    stranger,
    membershipOn: Math.min(frame.asOf, referenceDay),
    take,
    person: (fits) => take(everybodyIn(college).filter(isPresent), ({ id }) => id, fits),
    row: (tab, fits) => take(drafts[tab], (row) => row, fits),
    isFree: (key) => !touched.has(key),
    rowsOf: (tab, field, value) => drafts[tab].filter((row) => row[field as keyof typeof row] === value),
  };
}

/** The one place of a fault. */
export function at<Tab extends TabKey>(tab: Tab, draft: RowDraft<Tab>, field: FieldOf<Tab>): readonly PlantedPlace[] {
  return [{ tab, draft, field }];
}

export function atTab(tab: TabKey): readonly PlantedPlace[] {
  return [{ tab, draft: null, field: null }];
}

/** Takes a row out. */
export function remove<Tab extends TabKey>({ drafts }: Site, tab: Tab, row: RowDraft<Tab>): void {
  const rows: RowDraft<Tab>[] = drafts[tab];
  const place = rows.indexOf(row);
  if (place >= 0) rows.splice(place, 1);
}

/** Puts a row in behind another one; no other fault takes it for an ordinary one. */
export function insertAfter<Tab extends TabKey>(
  site: Site,
  tab: Tab,
  row: RowDraft<Tab>,
  next: RowDraft<Tab>,
): RowDraft<Tab> {
  const rows: RowDraft<Tab>[] = site.drafts[tab];
  rows.splice(rows.indexOf(row) + 1, 0, next);
  site.take([next], (one) => one);
  return next;
}
