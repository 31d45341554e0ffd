/** The word most likely meant: the first with the least edit distance, `null` if more than half would differ. */
export function nearestWord(typed: string, words: Iterable<readonly [spelling: string, word: string]>): string | null {
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [spelling, word] of words) {
    const most = Math.max(typed.length, spelling.length) / 2;
    if (Math.abs(typed.length - spelling.length) > most) continue;
    const distance = editDistance(typed, spelling);
    if (distance > most || distance >= least) continue;
    least = distance;
    nearest = word;
  }
  return nearest;
}

/** Characters to insert, delete or replace (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/**
 * Whether inserting, deleting or replacing one character turns one text into the other.
 * @param telling characters that are never typed for one another by mistake
 */
export function isOneSlip(typed: string, word: string, telling: string): boolean {
  if (Math.abs(typed.length - word.length) > 1) return false;
  let start = 0;
  while (start < typed.length && typed[start] === word[start]) start++;
  let end = 0;
  const most = Math.min(typed.length, word.length) - start;
  while (end < most && typed.at(-1 - end) === word.at(-1 - end)) end++;
  const from = typed.slice(start, typed.length - end);
  const to = word.slice(start, word.length - end);
  return from.length <= 1 && to.length <= 1 && !(isTelling(from, telling) && isTelling(to, telling));
}

function isTelling(character: string, telling: string): boolean {
  return character === '' || telling.includes(character);
}
