/** The word that somebody may have meant: the first of least edit distance, `null` when more than half would differ. */
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

/** Characters to put in, take out or change (Levenshtein). */
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
