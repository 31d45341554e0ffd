import type { CalendarDay } from '../domain/calendar.ts';
import type { HoldBack } from '../domain/hold-back.ts';
import type { ParsedWorkbook } from '../domain/parsed.ts';
import type { RenamedId } from '../domain/renamed-id.ts';

/** A college with a workbook reading, from tonight or (stale) from earlier. */
export interface CollegeInput {
  /** 学院编号 */
  readonly id: string;
  readonly name: string;
  /** Parsed with `college` = its place in the list. */
  readonly parsed: ParsedWorkbook;
  readonly stale: boolean;
  /** It is judged by itself and is here without rows: `parsed` contains none. */
  readonly apart?: boolean;
  /** 整改期限 by 问题编号, as typed in 问题清单. */
  readonly deadlines?: ReadonlyMap<string, CalendarDay>;
  /** Ids of 组织 and 花名册 that are gone, with their new ids; for advice only. */
  readonly renamed?: readonly RenamedId[];
  /** Why the workbook's latest reading was not accepted; left out if it was. */
  readonly heldBack?: HoldBack | null;
}
