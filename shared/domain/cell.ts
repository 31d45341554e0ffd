/** Stands for a cell with unusable content (DAT-04, 05, 07 or 11): unreadable is not blank. */
export const unreadable: unique symbol = Symbol('unreadable');

/** What a cell gives: a value, `null` for blank, or `unreadable`. */
export type Cell<T> = T | null | typeof unreadable;

/** Items of a list cell. `partial`: some item was unreadable, so nothing may be concluded from missing ones. */
export interface List<T> {
  readonly items: readonly T[];
  readonly partial: boolean;
}

/** The cell has a usable value. */
export function isGiven<T extends string | number>(cell: Cell<T>): cell is T {
  return cell !== null && cell !== unreadable;
}

/** The value, or `null` if the cell is blank or unreadable. Only for callers that need not tell the two apart. */
export function orNull<T extends string | number>(cell: Cell<T>): T | null {
  return cell === unreadable ? null : cell;
}
