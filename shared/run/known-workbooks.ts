import * as z from 'zod';
import { sha256 } from '../domain/identity.ts';
import type { PublishOutcome, Runs } from '../ports.ts';
import { LOOK_VERSION } from '../sheet/fingerprint.ts';
import type { ImageCell, ImageRow, WorkbookImage } from '../sheet/image.ts';
import type { JudgedReading } from './as-left.ts';
import { typedText } from './college-rows.ts';

/**
 * If nobody has changed a byte of a file since a run read and wrote it, the file need not be opened or compared again:
 * its reading is the snapshot in the store, and what it shows is known too. It is still judged.
 */

/** What is known of one state of a workbook's file. */
const knownWorkbook = z
  .object({
    workbook: z.string(),
    /** Version of the file. */
    version: z.string(),
    /** Hash of the snapshot that a reading of this state gives. */
    snapshot: z.string(),
    /** Print of the image that it shows (`imagePrint`). */
    print: z.string(),
    /** Version of the rules, and of the code that reads workbooks, for which this holds. */
    ruleSet: z.string(),
  })
  .readonly();
export type KnownWorkbook = z.output<typeof knownWorkbook>;

/** Beside the other notes of workbooks: all are read in one request. */
export const KNOWN = 'standing/known/';

/**
 * The content of a workbook's note; `null` if there is none, or if it is about another workbook or version of the
 * rules.
 */
export function knownOf(text: string | undefined, workbook: string, ruleSet: string): KnownWorkbook | null {
  if (text === undefined) return null;
  const known = knownWorkbook.safeParse(JSON.parse(text)).data;
  return known?.workbook === workbook && known.ruleSet === ruleSet ? known : null;
}

/** Hash of everything an image shows, except cells that are no reason to write. */
export function imagePrint(image: WorkbookImage): string {
  const tabs = image.tabs.map((tab) => ({ ...tab, banner: tab.banner.map(steady), rows: tab.rows.map(steady) }));
  return sha256(JSON.stringify([LOOK_VERSION, { ...image, tabs }]));
}

function steady(row: ImageRow): ImageRow {
  return row.cells.some(isVolatile)
    ? { ...row, cells: row.cells.map((cell) => (isVolatile(cell) ? null : cell)) }
    : row;
}

function isVolatile(cell: ImageCell): boolean {
  return cell !== null && typeof cell === 'object' && cell.volatile === true;
}

/** What a run knows of a workbook's file before writing it. */
export interface Knowing {
  /** 学院编号, or the key of the school workbook among the heads. */
  readonly key: string;
  readonly ruleSet: string;
  /** Its current note. */
  readonly note: string | undefined;
  /** What people had typed into our tabs when it was read; `null` if this process has not read it. */
  readonly typed: string | null;
}

/** What a run is going to show in a workbook. */
export type Showing = Pick<KnownWorkbook, 'workbook' | 'print' | 'ruleSet'>;

/** The version in which the workbook shows that already, if one is known. */
export function shownIn({ note }: Knowing, { workbook, print, ruleSet }: Showing): string | undefined {
  const known = knownOf(note, workbook, ruleSet);
  return known?.print === print ? known.version : undefined;
}

/**
 * What is known of the file once it has been published; `null` if that is uncertain: the file was changed between
 * reading and writing, or the text that people typed into our tabs has changed.
 */
export function knownAfter(
  outcome: PublishOutcome,
  showing: Showing,
  { version, snapshot }: JudgedReading,
  { typed }: Pick<Knowing, 'typed'>,
): KnownWorkbook | null {
  if (snapshot === null || version === null || outcome.plannedFrom !== version) return null;
  const known = { ...showing, version: outcome.version, snapshot };
  if (outcome.status === 'unchanged') return known;
  if (outcome.status === 'locked' || outcome.outputs === undefined) return null;
  return typedText({ tabs: outcome.outputs() }) === typed ? known : null;
}

/** Keeps it for the next run. */
export async function noteKnown(
  runs: Pick<Runs, 'putNote'>,
  { key, note }: Pick<Knowing, 'key' | 'note'>,
  known: KnownWorkbook | null,
): Promise<void> {
  const text = known && JSON.stringify(known);
  if (text !== null && text !== note) await runs.putNote(KNOWN + key, text);
}
