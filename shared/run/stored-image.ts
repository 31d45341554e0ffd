import * as z from 'zod';
import type { ImageCell, WorkbookImage } from '../report/tab-image.ts';

/** What is kept between drawing a workbook and writing it. */
export interface StoredImage {
  readonly workbook: string;
  /** `null`: nothing is to be written (the year is sealed). */
  readonly image: WorkbookImage | null;
  /** 学院编号 and 学院名称 in the order of the table of workbooks; in the school workbook only. */
  readonly colleges: readonly (readonly [id: string, name: string])[];
  /** Which reading of the school it was drawn from (`readingOf`). */
  readonly reading: number;
}

const tone = z.enum(['error', 'warning', 'hint', 'waived', 'good', 'muted', 'subtotal', 'title']);
const plain = z.union([z.string(), z.number(), z.null()]);
const link = z.object({ tab: z.string(), row: z.number().nullable(), column: z.string().nullable() });
const cell: z.ZodType<ImageCell> = z.union([
  plain,
  z.object({
    value: plain,
    link: z.exactOptional(link),
    tone: z.exactOptional(tone),
    volatile: z.exactOptional(z.boolean()),
  }),
]);
const row = z.object({ cells: z.array(cell), tone: z.exactOptional(tone) });
const column = z.object({
  heading: z.string(),
  width: z.number(),
  format: z.enum(['text', 'integer', 'points', 'percent']),
  wrap: z.exactOptional(z.boolean()),
});
const chart = z.object({
  title: z.string(),
  kind: z.enum(['bar', 'column', 'pie']),
  fromRow: z.int(),
  toRow: z.int(),
  labelColumn: z.int(),
  valueColumn: z.int(),
});
const tab = z.object({
  key: z.string(),
  title: z.string(),
  banner: z.array(row),
  columns: z.array(column),
  rows: z.array(row),
  plain: z.exactOptional(z.boolean()),
  keyHeading: z.exactOptional(z.string()),
  userHeadings: z.exactOptional(z.array(z.string())),
  charts: z.exactOptional(z.array(chart)),
});
const note = z.object({ tab: z.string(), row: z.int(), column: z.string(), text: z.string() });
const image: z.ZodType<WorkbookImage> = z.strictObject({
  tabs: z.array(tab),
  notes: z.union([z.array(note), z.null(), z.literal('asTheyStand')]),
});
const stored: z.ZodType<StoredImage> = z.object({
  workbook: z.string(),
  image: image.nullable(),
  colleges: z.array(z.tuple([z.string(), z.string()])),
  reading: z.int(),
});

/** Reads a kept image back; `null` where another version of the software has drawn it. Throws where the text is no JSON. */
export function openImage(text: string): StoredImage | null {
  return stored.safeParse(JSON.parse(text)).data ?? null;
}
