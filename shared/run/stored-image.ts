import * as z from 'zod';
import type {
  CellLink,
  CellNote,
  ImageCell,
  ImageChart,
  ImageColumn,
  ImageRow,
  RichCell,
  TabImage,
  WorkbookImage,
} from '../sheet/image.ts';

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

/** One schema a field: a field of the picture that has none here, or one too many, does not compile. */
type Shape<T> = { readonly [Field in keyof T]-?: z.ZodType };

const tone = z.enum(['error', 'warning', 'hint', 'waived', 'good', 'muted', 'subtotal', 'title']);
const format = z.enum(['text', 'integer', 'points', 'percent']);
const flag = z.exactOptional(z.boolean());
const plain = z.union([z.string(), z.number(), z.null()]);
const link = z.object({
  tab: z.string(),
  row: z.number().nullable(),
  column: z.string().nullable(),
} satisfies Shape<CellLink>);
const cell: z.ZodType<ImageCell> = z.union([
  plain,
  z.object({
    value: plain,
    link: z.exactOptional(link),
    tone: z.exactOptional(tone),
    volatile: flag,
    format: z.exactOptional(format),
    bar: flag,
  } satisfies Shape<RichCell>),
]);
const row = z.object({
  cells: z.array(cell),
  tone: z.exactOptional(tone),
  small: flag,
} satisfies Shape<ImageRow>);
const column = z.object({
  heading: z.string(),
  width: z.number(),
  format,
  wrap: flag,
} satisfies Shape<ImageColumn>);
const chart = z.object({
  title: z.string(),
  kind: z.enum(['bar', 'column', 'pie']),
  fromRow: z.int(),
  toRow: z.int(),
  labelColumn: z.int(),
  valueColumn: z.int(),
} satisfies Shape<ImageChart>);
const tab = z.object({
  key: z.string(),
  title: z.string(),
  banner: z.array(row),
  columns: z.array(column),
  rows: z.array(row),
  plain: flag,
  keyHeading: z.exactOptional(z.string()),
  userHeadings: z.exactOptional(z.array(z.string())),
  charts: z.exactOptional(z.array(chart)),
  frozenColumns: z.exactOptional(z.int()),
  print: z.exactOptional(z.enum(['landscape', 'portrait'])),
  opening: flag,
} satisfies Shape<TabImage>);
const note = z.object({
  tab: z.string(),
  row: z.int(),
  column: z.string(),
  text: z.string(),
} satisfies Shape<CellNote>);
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
