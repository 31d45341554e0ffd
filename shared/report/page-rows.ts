import type { ImageCell, ImageRow } from '../sheet/image.ts';

/** Rows of a page that is read from top to bottom: titles, tables with their own headings, single lines. */
export interface PageRows {
  readonly rows: readonly ImageRow[];
  title(text: string): void;
  /** A blank row, then the title of a section. */
  section(text: string): void;
  /** @param numbers the columns of numbers, whose headings are aligned with them; `to` not included */
  headings(texts: readonly string[], numbers?: { readonly from: number; readonly to: number }): void;
  line(cells: readonly ImageCell[]): void;
  /** One sentence. */
  say(sentence: string): void;
  row(row: ImageRow): void;
  /** A cell kept only for the record. */
  small(cell: ImageCell): void;
}

export function pageRows(): PageRows {
  const rows: ImageRow[] = [];
  const title = (text: string): void => void rows.push({ cells: [text], tone: 'title' });
  return {
    rows,
    title,
    section(text) {
      rows.push({ cells: [] });
      title(text);
    },
    headings: (texts, numbers = { from: 0, to: 0 }) =>
      void rows.push({
        cells: texts.map((text, at) =>
          at >= numbers.from && at < numbers.to ? { value: text, format: 'integer' } : text,
        ),
        tone: 'subtotal',
      }),
    line: (cells) => void rows.push({ cells }),
    say: (sentence) => void rows.push({ cells: [sentence] }),
    row: (row) => void rows.push(row),
    small: (cell) => void rows.push({ cells: [cell], small: true }),
  };
}

/** A share as a bar that is full at 100 %; rounded down to 0.01 %, so only complete coverage shows 100 %. */
export function shareCell([done, due]: readonly [done: number, due: number]): ImageCell {
  return due === 0 ? '暂无应办' : { value: Math.floor((done * 10_000) / due) / 10_000, format: 'percent', bar: true };
}
