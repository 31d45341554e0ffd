import { largest } from '../../shared/domain/extremes.ts';
import { textWidth } from '../../shared/sheet/text-width.ts';
import { terminalLine } from './terminal-text.ts';

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
      all.map((row) => textWidth(row[column] ?? '')),
    ),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - textWidth(cell));
        return right.has(column) ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  return [line(headings), widths.map((width) => '─'.repeat(width)).join('  '), ...all.slice(1).map(line)].join('\n');
}
