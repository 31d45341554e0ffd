import type { AcademicYear, CalendarDay } from '../domain/calendar.ts';
import type { Rule } from '../rules/frame/rule.ts';
import type { KeptColleges } from './kept/kept-college.ts';

/** The rules in force, with the version of the whole set. */
export interface RuleSet {
  readonly version: string;
  readonly rules: readonly Rule[];
}

/** What every step of a night needs to know. */
export interface Night {
  readonly runId: string;
  readonly startedAt: string;
  readonly trigger: 'schedule' | 'webhook' | 'command' | 'watch';
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
  /** Id of the school workbook. */
  readonly schoolWorkbook: string;
  /** 学院编号 of the only college to read and publish; `null` = all. */
  readonly only: string | null;
  /** Writes nothing anywhere. */
  readonly dryRun: boolean;
  /** Largest school that this machine can judge; left out if no limit is known. */
  readonly most?: { readonly colleges: number; readonly students: number };
  /** A forced sealing settles a year again although it is sealed. */
  readonly reseals?: boolean;
}

/** Progress of a night, for people who wait. */
export type Progress = (event: {
  readonly phase: 'read' | 'assess' | 'publish';
  readonly done: number;
  readonly total: number;
  readonly name: string;
}) => void;

/** The walk's input: the night, the rules, and what 概览 states about this run and the next one. */
export interface NightInput {
  readonly night: Night;
  readonly ruleSet: RuleSet;
  /** Beijing time, as shown. */
  readonly checkedAt: string;
  readonly nextRun: string;
  readonly progress: Progress;
  /** Number of workbooks read or written at the same time. */
  readonly parallel: number;
  /** Results that earlier runs left for runs of one college; left out if every run judges the whole school. */
  readonly kept?: KeptColleges;
}
