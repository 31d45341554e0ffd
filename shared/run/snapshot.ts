import * as z from 'zod';
import { sha256 } from '../domain/identity.ts';
import type { RawCell, RawWorkbook } from '../sheet/raw.ts';
import { recognisedTabs, unrecognisedTitles } from '../workbook/recognised-cells.ts';
import { typedCells, typedTabs } from '../workbook/typed-cells.ts';

/** One reading, as text. */
export interface Snapshot {
  readonly content: string;
  /**
   * Hash of the cells that are read: anything else in the workbook is the user's own affair, and no change of the
   * reading.
   */
  readonly hash: string;
}

const errorCell = z.object({ error: z.string(), uncalculated: z.exactOptional(z.literal(true)) });
/** There are many cells: checking each against a schema would take longer than parsing them. */
const rawCell = z.custom<RawCell>(isRawCell);
const rawRows = z.custom<readonly (readonly RawCell[])[]>(
  (rows) => Array.isArray(rows) && rows.every((row) => Array.isArray(row) && row.every(isRawCell)),
);
const stored = z.object({
  tabs: z.array(
    z.object({
      title: z.string(),
      rows: rawRows,
      merges: z.array(z.object({ top: z.number(), left: z.number(), bottom: z.number(), right: z.number() })),
    }),
  ),
  /** Titles of the tabs from which nothing is read; left out if there are none. */
  others: z.array(z.string()).optional(),
  /** What people typed into output tabs; left out if there is nothing. */
  typed: z.record(z.string(), z.array(z.tuple([z.string(), rawCell]))).optional(),
});

function isRawCell(cell: unknown): boolean {
  if (cell === null || typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return true;
  return errorCell.safeParse(cell).success;
}

/**
 * The part of a reading that is kept: the cells of its input tabs that are read, each in its place, and the titles of
 * the user's other tabs, for 概览 to list what was not read. A cell that nothing reads never leaves the workbook, and
 * changing it is no change of the reading. Of output tabs, only typed text that has an effect is kept.
 */
export function takeSnapshot(raw: RawWorkbook): Snapshot {
  const tabs = recognisedTabs(raw);
  const others = unrecognisedTitles(raw);
  const typed = typedCells(raw);
  const read = { tabs, ...(Object.keys(typed).length > 0 && { typed }) };
  return {
    content: JSON.stringify({ ...read, ...(others.length > 0 && { others }) }),
    hash: sha256(JSON.stringify(read)),
  };
}

/** The same, but `null` if the text no longer matches this hash: somebody was removed from it. */
export function openAsTaken(content: string, hash: string, version: string): RawWorkbook | null {
  const others = content.lastIndexOf(OTHERS);
  const read = others < 0 ? content : `${content.slice(0, others)}}`;
  return sha256(read) === hash ? openSnapshot(content, version) : null;
}

/** Start of the part of a snapshot that its hash leaves out: quotes within texts are escaped. */
const OTHERS = ',"others":[';

/** Reads a stored snapshot back. Throws if the stored text is not a snapshot. */
export function openSnapshot(content: string, version: string): RawWorkbook {
  const { tabs, others = [], typed = {} } = stored.parse(JSON.parse(content));
  const blank = others.map((title) => ({ title, rows: [], merges: [] }));
  return { version, tabs: [...tabs, ...typedTabs(typed), ...blank] };
}
