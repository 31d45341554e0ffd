/**
 * A school as a place: workbooks in memory, or in a JSON file that several processes share, with the real walk and the
 * real store. `aPlace(aSchool('2026-03-15'), { parameters: { 排名发布: '每月' } })`.
 */
import { readFileSync } from 'node:fs';
import { type AcademicYear, academicYearOf, parseIsoDay } from '../../shared/domain/calendar.ts';
import type { OrphanNotes, Store, Workbooks } from '../../shared/ports.ts';
import { RULE_SET, RULES } from '../../shared/rules/index.ts';
import type { NightInput } from '../../shared/run/night.ts';
import { type NightResult, nightly } from '../../shared/run/nightly.ts';
import type { TabImage } from '../../shared/sheet/image.ts';
import type { RawCell, RawTab, RawWorkbook } from '../../shared/sheet/raw.ts';
import { SCHOOL_TABS } from '../../shared/workbook/tabs/school.ts';
import type { TestSchool } from './a-school.ts';

export const SCHOOL_ID = '校级总表';

/** Tabs by workbook. */
export type Contents = Readonly<Record<string, readonly RawTab[]>>;

export interface SettingsTyped {
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** Rows of 积分规则 by heading; without any the tab is missing, and the default scheme holds. */
  readonly scheme?: readonly Readonly<Record<string, RawCell>>[];
  readonly waivers?: readonly Readonly<Record<string, RawCell>>[];
  readonly appeals?: readonly Readonly<Record<string, RawCell>>[];
  /** Changes to the rows of 学院登记, by 学院编号; `null` removes the row. */
  readonly registrations?: Readonly<Record<string, Readonly<Record<string, RawCell>> | null>>;
}

/** The workbooks of a school, as grids. */
export function contentsOf(school: TestSchool, typed: SettingsTyped = {}): Contents {
  const raw = school.raw();
  const registrations = raw.flatMap(({ college }) => {
    const change = typed.registrations?.[college];
    return change === null ? [] : [{ 学院编号: college, 学院名称: `${college}学院`, 表格: college, ...change }];
  });
  const parameters = Object.entries(typed.parameters ?? {}).map(([name, value]) => ({ 参数: name, 值: value }));
  return {
    [SCHOOL_ID]: [
      settingsTab('registrations', registrations),
      settingsTab('parameters', parameters),
      settingsTab('waivers', typed.waivers ?? []),
      settingsTab('appeals', typed.appeals ?? []),
      ...(typed.scheme ? [settingsTab('scheme', typed.scheme)] : []),
    ],
    ...Object.fromEntries(raw.map(({ college, tabs }) => [college, tabs])),
  };
}

function settingsTab(key: keyof typeof SCHOOL_TABS, rows: readonly Readonly<Record<string, RawCell>>[]): RawTab {
  const headings = Object.values(SCHOOL_TABS[key].columns).map(({ heading }) => heading);
  const cells = rows.map((row) => headings.map((heading) => row[heading] ?? null));
  return { title: SCHOOL_TABS[key].title, rows: [headings, ...cells], merges: [] };
}

export interface Place extends Workbooks {
  /** Replaces what people typed. */
  type(contents: Contents): void;
  /** The current output tab of a workbook. */
  tab(workbook: string, title: string): TabImage | undefined;
  /** Types into the user column of a row of an output tab. */
  note(workbook: string, title: string, key: string, heading: string, text: string): void;
  /** How often a workbook was written. */
  writes(): number;
}

/** A place in memory. */
export function aPlace(first: Contents): Place {
  let contents = first;
  let written = 0;
  const tabs = new Map<string, TabImage>();
  const notes = new Map<string, Map<string, Record<string, string>>>();
  return {
    type(next) {
      contents = next;
    },
    tab: (workbook, title) => tabs.get(`${workbook}|${title}`),
    note(workbook, title, key, heading, text) {
      const own = notes.get(`${workbook}|${title}`) ?? new Map<string, Record<string, string>>();
      own.set(key, { ...own.get(key), [heading]: text });
      notes.set(`${workbook}|${title}`, own);
    },
    writes: () => written,
    read: async (id): Promise<RawWorkbook> => ({
      version: JSON.stringify(contents[id]).length.toString(),
      tabs: contents[id] ?? [],
    }),
    async publish(id, image, keep) {
      const orphanNotes: OrphanNotes[] = [];
      let changed = false;
      for (const tab of image.tabs) {
        const name = `${id}|${tab.title}`;
        changed ||= JSON.stringify(tabs.get(name)) !== JSON.stringify(tab);
        const at = tab.columns.findIndex(({ heading }) => heading === tab.keyHeading);
        const keys = new Set(tab.rows.map(({ cells }) => cells[at]));
        for (const [key, own] of notes.get(name) ?? []) {
          if (keys.has(key)) continue;
          orphanNotes.push({ tab: tab.key, key, notes: own });
        }
      }
      if (orphanNotes.length > 0) await keep?.(orphanNotes);
      for (const tab of image.tabs) tabs.set(`${id}|${tab.title}`, tab);
      for (const { tab, key } of orphanNotes)
        notes.get(`${id}|${image.tabs.find((one) => one.key === tab)?.title}`)?.delete(key);
      if (changed) written++;
      const requests = { read: 1, write: changed ? 1 : 0 };
      return { status: changed ? 'written' : 'unchanged', version: '', orphanNotes, requests };
    },
  };
}

/** Workbooks that several processes share: a JSON file of `Contents`. Publishing does nothing. */
export function sharedPlace(file: string): Workbooks {
  return {
    async read(id) {
      const contents = JSON.parse(readFileSync(file, 'utf8')) as Contents;
      return { version: '', tabs: contents[id] ?? [] };
    },
    publish: async () => ({ status: 'unchanged', version: '', orphanNotes: [], requests: { read: 1, write: 0 } }),
  };
}

export interface NightOptions {
  readonly year?: AcademicYear;
  readonly dryRun?: boolean;
}

let runs = 0;

/** The walk's input for a night as of a given day. */
export function nightInput(asOf: string, { year, dryRun = false }: NightOptions = {}): NightInput {
  const day = parseIsoDay(asOf);
  if (day === null) throw new Error(`not a day: ${asOf}`);
  return {
    night: {
      runId: `run-${process.pid}-${++runs}`,
      startedAt: `${asOf}T18:00:00.000Z`,
      trigger: 'schedule',
      asOf: day,
      year: year ?? academicYearOf(day),
      schoolWorkbook: SCHOOL_ID,
      only: null,
      dryRun,
    },
    ruleSet: { version: RULE_SET, rules: RULES },
    checkedAt: `${asOf} 02:00`,
    nextRun: '明日 02:00',
    progress: () => {},
    parallel: 2,
  };
}

/** One night on a place. */
export function aNight(workbooks: Workbooks, store: Store, asOf: string, options?: NightOptions): Promise<NightResult> {
  const clock = { now: () => new Date().toISOString(), runId: () => 'unused' };
  return nightly({ workbooks, store, clock }, nightInput(asOf, options));
}
