import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { columnLetter } from '../../../shared/domain/place.ts';
import { SPREADSHEET_ID } from '../../../shared/domain/spreadsheet-id.ts';
import type { KeepNotes, OrphanNotes, PublishOutcome, SheetPlace, TimeLeft, Workbooks } from '../../../shared/ports.ts';
import type { WorkbookImage } from '../../../shared/sheet/image.ts';
import type { RawWorkbook } from '../../../shared/sheet/raw.ts';
import { CELL_FIELDS, type CurrentWorkbook, currentWorkbook, FIELDS, toRawWorkbook } from './current-workbook.ts';
import { type Pace, Setback } from './pace.ts';
import { type PublishPlan, planPublish } from './plan-publish.ts';
import { brokenAnswer, explain, withWorkbookId } from './problem.ts';
import { BUSY } from './words.ts';

export interface GoogleAccess {
  readonly sheets: sheets_v4.Sheets;
  readonly pace: Pace;
  /** E-mail address of the service account, where it is known. */
  readonly account: string | null;
  /** Milliseconds for the next call. */
  readonly timeout: TimeLeft;
}

/**
 * Workbooks over Google Sheets v4; an id is a spreadsheet id. One read call; one atomic batch. The batch is planned from
 * that same reading where it can do no harm to what users have typed since; else, and after any failure, the workbook
 * is read and planned anew, so a repetition does no harm, whether or not the first attempt was carried out.
 */
export function googleWorkbooks(access: GoogleAccess): Workbooks {
  const open: OpenWorkbooks = { ...access, readings: new Map(), sent: new Map() };
  return {
    read: (id, wants) => withWorkbookId(id, () => read(open, id, wants)),
    publish: (id, image, keep) => withWorkbookId(id, () => publish(open, id, image, keep)),
    identity: async (id) => id,
    addressOf: (id, place = null) =>
      SPREADSHEET_ID.test(id.trim())
        ? `https://docs.google.com/spreadsheets/d/${id.trim()}/edit${place === null ? '' : fragmentOf(place)}`
        : null,
    isStill: (id, version) => withWorkbookId(id, () => isStill(open, id, version)),
    sent: (id) => ({ ...sentFor(open, id) }),
  };
}

function fragmentOf({ sheet, cell }: SheetPlace): string {
  return `#gid=${sheet}${cell === null ? '' : `&range=${cell}`}`;
}

interface Sent {
  read: number;
  write: number;
}

/** One reading, in the form for planning and in the port's form. */
interface Reading {
  readonly current: CurrentWorkbook;
  readonly raw: RawWorkbook;
}

interface OpenWorkbooks extends GoogleAccess {
  /** Readings after which nothing was written; each serves one plan. */
  readonly readings: Map<string, Reading>;
  readonly sent: Map<string, Sent>;
}

function sentFor({ sent }: OpenWorkbooks, id: string): Sent {
  const counted = sent.get(id) ?? { read: 0, write: 0 };
  sent.set(id, counted);
  return counted;
}

async function read(
  open: OpenWorkbooks,
  id: string,
  wants: (title: string) => boolean = () => true,
): Promise<RawWorkbook> {
  open.readings.delete(id);
  return await open.pace.insist(async () => {
    const reading = readingOf(await get(open, id));
    for (const { title, mark, loading } of reading.current.sheets) {
      if (loading === null || mark !== null || !wants(title)) continue;
      const cell = `${columnLetter(loading.column)}${loading.row + 1}`;
      throw new Setback('loading', BUSY.loading(title, cell), LOADING_PAUSE);
    }
    open.readings.set(id, reading);
    return reading.raw;
  });
}

function readingOf(answer: sheets_v4.Schema$Spreadsheet): Reading {
  const current = currentWorkbook(answer);
  return { current, raw: toRawWorkbook(current) };
}

async function publish(
  open: OpenWorkbooks,
  id: string,
  image: WorkbookImage,
  keep: KeepNotes | undefined,
): Promise<PublishOutcome> {
  const before = { ...sentFor(open, id) };
  const orphans = new Map<string, OrphanNotes>();
  return await open.pace.insist(async () => {
    const { plan, raw } = await planFor(open, id, image);
    // Rows that a write with a lost answer has removed cannot be read again: the texts typed in them come from the
    // earlier reading.
    for (const orphan of plan.orphanNotes) orphans.set(JSON.stringify([orphan.tab, orphan.key]), orphan);
    const outcome = (status: PublishOutcome['status']): PublishOutcome => {
      const { read, write } = sentFor(open, id);
      const requests = { read: read - before.read, write: write - before.write };
      const from = { plannedFrom: raw.version, reading: () => raw };
      return { status, version: plan.version, ...from, orphanNotes: [...orphans.values()], requests };
    };
    // The write whose answer was lost was carried out.
    if (plan.requests === null) return outcome(sentFor(open, id).write > before.write ? 'written' : 'unchanged');
    if (plan.orphanNotes.length > 0) await keep?.(plan.orphanNotes);
    await write(open, id, plan.requests);
    return outcome('written');
  });
}

/** Compares cells only, without looks, notes and charts. */
async function isStill(open: OpenWorkbooks, id: string, version: string): Promise<boolean> {
  return await open.pace.insist(async () => readingOf(await get(open, id, CELL_FIELDS)).raw.version === version);
}

/** Seconds for which to wait until Google has computed what a workbook imports from others. */
const LOADING_PAUSE = 10;

/** Plans from the night's own reading where that does no harm, else from a fresh one. */
async function planFor(
  open: OpenWorkbooks,
  id: string,
  image: WorkbookImage,
): Promise<Pick<Reading, 'raw'> & { plan: PublishPlan }> {
  const known = open.readings.get(id);
  open.readings.delete(id);
  if (known !== undefined) {
    const plan = planPublish(known.current, image, open.account);
    if (!plan.touchesUsers) return { plan, raw: known.raw };
  }
  const { current, raw } = readingOf(await get(open, id));
  return { plan: planPublish(current, image, open.account), raw };
}

async function get(open: OpenWorkbooks, id: string, fields = FIELDS): Promise<sheets_v4.Schema$Spreadsheet> {
  const { sheets, pace, account, timeout } = open;
  return await pace.turn('read', async () => {
    sentFor(open, id).read += 1;
    const call = sheets.spreadsheets.get(
      { spreadsheetId: id, includeGridData: true, fields },
      { timeout: timeout(), retry: false },
    );
    const { data } = await call.catch((error: unknown) => {
      throw explain(error, 'read', account);
    });
    // The client returns half an answer as text, not as an error.
    if (typeof data !== 'object' || data === null || !Array.isArray(data.sheets)) throw brokenAnswer();
    return data;
  });
}

async function write(open: OpenWorkbooks, id: string, requests: readonly sheets_v4.Schema$Request[]): Promise<void> {
  const { sheets, pace, account, timeout } = open;
  await pace.turn('write', async () => {
    sentFor(open, id).write += 1;
    const requestBody = { requests: [...requests] };
    const call = sheets.spreadsheets.batchUpdate(
      { spreadsheetId: id, requestBody, fields: 'spreadsheetId' },
      { timeout: timeout(), retry: false },
    );
    const { data } = await call.catch((error: unknown) => {
      throw explain(error, 'write', account);
    });
    if (typeof data !== 'object' || data === null || data.spreadsheetId !== id) throw brokenAnswer();
  });
}
