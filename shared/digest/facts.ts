import * as z from 'zod';
import { Severity } from '../domain/vocabulary.ts';

/**
 * The facts that a night keeps for the digests, by college: numbers, and sentences only if the office wants them (明细).
 * Digests are made from these facts alone: sending needs neither workbooks nor rules.
 */

const day = z.int().min(1).max(200_000);
const count = z.int().min(0);
const counts = z.object({ [Severity.error]: count, [Severity.warning]: count, [Severity.hint]: count });

const sentence = z.object({
  severity: z.enum(Severity),
  /** Tab and cell, `任职!B12`. */
  place: z.string(),
  text: z.string(),
  /** Address of the cell, else of its tab or workbook; `null` if the place has none. */
  link: z.string().nullable(),
});

const duty = z.object({
  /** 到期日 */
  on: day,
  /** 要做什么, without names of people. */
  what: z.string(),
  /** Number of organizations or people that it is due for. */
  count,
  /** Address of the cell where it is typed, else of its tab or workbook. Facts of an earlier version have none. */
  link: z.string().nullable().default(null),
});

export const collegeFacts = z.object({
  /** 学院编号 */
  college: z.string(),
  name: z.string(),
  /** File name, or title of the spreadsheet. */
  workbook: z.string(),
  /** Address of the workbook's 概览, else of the workbook, if the place has addresses. */
  link: z.string().nullable(),
  asOf: day,
  status: z.enum(['done', 'heldBack', 'failed']),
  /** Why the workbook was held back or failed. */
  reason: z.string().nullable(),
  open: counts,
  /** `null`: there was no earlier run to compare with. */
  fresh: count.nullable(),
  fixed: count.nullable(),
  /** Open for more than 30 days, or past the 整改期限 that was typed. */
  overdue: count,
  sentences: z.array(sentence),
  due: z.array(duty),
});
export type CollegeFacts = z.output<typeof collegeFacts>;
export type DigestDuty = z.output<typeof duty>;

/** Facts about the whole night, for the office. */
export const nightFacts = z.object({
  asOf: day,
  /** Values of the school workbook that were not understood. */
  settings: count,
  /** 学院编号 of the enabled colleges; facts of other colleges are out of date. */
  colleges: z.array(z.string()),
});
export type NightFacts = z.output<typeof nightFacts>;

/** Names of the notes with facts. */
export const FACTS = 'digest/';
export const NIGHT_FACTS = 'digest-night';
