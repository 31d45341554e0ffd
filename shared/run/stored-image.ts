import * as z from 'zod';
import { workbookImage } from '../sheet/image.ts';
import { judgedReading } from './as-left.ts';

/** An image as it is kept between drawing and writing a workbook. */
const storedImage = z
  .object({
    workbook: z.string(),
    /** `null`: nothing is written (the year is sealed). */
    image: workbookImage.nullable(),
    /** 学院编号 and 学院名称 in the order of the table of workbooks; in the school workbook only. */
    colleges: z.array(z.tuple([z.string(), z.string()]).readonly()).readonly(),
    /** The reading of the school from which it was drawn (`orderOf`). */
    reading: z.int(),
    /** The reading of this workbook itself; earlier versions of the software did not keep it. */
    judged: judgedReading.nullable().default(null),
  })
  .readonly();
export type StoredImage = z.output<typeof storedImage>;

/** Reads a kept image back; `null` if another version of the software drew it. Throws if the text is no JSON. */
export function openImage(text: string): StoredImage | null {
  return storedImage.safeParse(JSON.parse(text)).data ?? null;
}
