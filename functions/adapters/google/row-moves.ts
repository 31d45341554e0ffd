/** How to turn the current rows of a tab into the wanted ones without retyping: by deleting, moving and inserting rows. */

export interface RowMoves {
  /** Runs of current rows to delete, last first, so that each place is right when its turn comes. */
  readonly deletions: readonly Run[];
  /** Each move is from the row's place at its turn to before the row at `to`, counted before the move. */
  readonly moves: readonly { readonly from: number; readonly to: number }[];
  /** Runs of new rows, first first. */
  readonly insertions: readonly Run[];
  /** For each wanted row the current row it comes from, `null` for a new one. */
  readonly origins: readonly (number | null)[];
}

export interface Run {
  readonly start: number;
  readonly end: number;
}

/** Consecutive numbers of an ascending list as runs, `end` excluded. */
export function runsOf(numbers: readonly number[]): Run[] {
  const runs: { start: number; end: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.end === number) last.end++;
    else runs.push({ start: number, end: number + 1 });
  }
  return runs;
}

/** Above this number rows are rewritten, which takes Google a second; moving them one by one would take minutes. */
const MOST_MOVES = 1_000;

/**
 * Plans the moves from the current keys to the wanted ones; a row without a key (`null`) is never kept. Rows in the right
 * order stay: only those outside the longest ascending subsequence move. Returns `null` for too many moves.
 */
export function planMoves(standing: readonly (string | null)[], wanted: readonly (string | null)[]): RowMoves | null {
  const rowOf = new Map<string, number>();
  for (const [at, key] of standing.entries()) if (key !== null && !rowOf.has(key)) rowOf.set(key, at);
  const seen = new Set<string>();
  const origins = wanted.map((key) => {
    if (key === null || seen.has(key)) return null;
    seen.add(key);
    return rowOf.get(key) ?? null;
  });
  const kept = new Set(origins);
  const deletions = runsOf([...standing.keys()].filter((at) => !kept.has(at))).reverse();
  const order = origins.filter((origin) => origin !== null);
  const stays = longestAscending(order);
  if (order.length - stays.size > MOST_MOVES) return null;
  return {
    deletions,
    moves: movesInto(order, stays),
    insertions: runsOf(origins.flatMap((origin, at) => (origin === null ? [at] : []))),
    origins,
  };
}

/** Moves that turn the ascending list of the items of `order` into `order`. */
function movesInto(order: readonly number[], stays: ReadonlySet<number>): { from: number; to: number }[] {
  const current = order.toSorted((a, b) => a - b);
  const moves: { from: number; to: number }[] = [];
  for (const [at, item] of order.entries()) {
    if (stays.has(item)) continue;
    const from = current.indexOf(item);
    const before = at === 0 ? -1 : current.indexOf(order[at - 1]!);
    const to = before + 1;
    if (to === from) continue;
    moves.push({ from, to });
    current.splice(from, 1);
    current.splice(to > from ? to - 1 : to, 0, item);
  }
  return moves;
}

/** The items of one longest ascending subsequence. */
function longestAscending(items: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [at, item] of items.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (items[ends[middle]!]! < item) low = middle + 1;
      else high = middle;
    }
    previous[at] = low === 0 ? -1 : ends[low - 1]!;
    ends[low] = at;
  }
  const found = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) found.add(items[at]!);
  return found;
}
