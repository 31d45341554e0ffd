import { appeals } from './appeals.ts';
import { TABS } from './index.ts';
import { parameters } from './parameters.ts';
import { registrations } from './registrations.ts';
import { scheme } from './scheme.ts';
import { waivers } from './waivers.ts';

/** Input tabs of the school workbook, in the order of workbooks.md §3. */
export const SCHOOL_TABS = { registrations, scheme, parameters, waivers, appeals } as const;

/** Titles of all input tabs, of both kinds of workbook. */
export const INPUT_TITLES: readonly string[] = [...Object.values(TABS), ...Object.values(SCHOOL_TABS)].map(
  ({ title }) => title,
);
