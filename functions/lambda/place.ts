import type { Channels, Workbooks } from '../../shared/ports.ts';

/** The place of a school's workbooks, as functions use it. Its clients are made once. */
export interface LambdaPlace {
  readonly schoolWorkbook: string;
  /** `null`: the place sends no message when a workbook changes. */
  readonly channels: Channels | null;
  /** For one event: the workbooks remember what they have read until they write it. */
  workbooks(): Workbooks;
}
