import { largest } from '../../shared/domain/extremes.ts';
import { terminalLine } from './terminal-text.ts';

/** Width of a text on a terminal: Chinese characters and full-width signs take two columns. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1;
  return width;
}

/** A plain table with aligned columns; `right` holds the columns that align to the right. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const all = [headings, ...rows].map((row) => row.map(terminalLine));
  const widths = headings.map((_, column) =>
    largest(
      0,
      all.map((row) => displayWidth(row[column] ?? '')),
    ),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - displayWidth(cell));
        return right.has(column) ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  return [line(headings), widths.map((width) => '─'.repeat(width)).join('  '), ...all.slice(1).map(line)].join('\n');
}
