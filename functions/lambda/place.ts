import type { Channels, Workbooks } from '../../shared/ports.ts';

/** Where the workbooks of a school lie, as functions know it. Its clients are made once. */
export interface LambdaPlace {
  readonly schoolWorkbook: string;
  /** `null`: the place tells nobody when a workbook changes. */
  readonly channels: Channels | null;
  /** For one event: they remember what they have read until they write it. */
  workbooks(): Workbooks;
}
