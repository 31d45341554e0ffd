import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { KeepNotes, OrphanNotes, PublishOutcome, RawWorkbook, Workbooks } from '../../../shared/ports.ts';
import type { WorkbookImage } from '../../../shared/report/tab-image.ts';
import type { Pace } from './pace.ts';
import { planPublish } from './plan-publish.ts';
import { brokenAnswer, explain, withWorkbookId } from './problem.ts';
import { PUBLISH_FIELDS, READ_FIELDS, toRawWorkbook } from './standing.ts';

export interface GoogleAccess {
  readonly sheets: sheets_v4.Sheets;
  readonly pace: Pace;
  /** E-mail address of the service account, where it is known. */
  readonly account: string | null;
  /** Milliseconds for one call; Google itself gives up after three minutes. */
  readonly timeout: number;
}

/**
 * Workbooks over Google Sheets v4; an id is a spreadsheet id. One read call; one atomic batch, planned from a reading
 * of that very moment. After any failure the workbook is read and planned anew, so a repetition does no harm, whether
 * or not the first attempt was carried out.
 */
export function googleWorkbooks(access: GoogleAccess): Workbooks {
  return {
    read: (id) => withWorkbookId(id, () => read(access, id)),
    publish: (id, image, keep) => withWorkbookId(id, () => publish(access, id, image, keep)),
  };
}

async function read(access: GoogleAccess, id: string): Promise<RawWorkbook> {
  return await access.pace.insist(async () => toRawWorkbook(await get(access, id, READ_FIELDS)));
}

async function publish(
  access: GoogleAccess,
  id: string,
  image: WorkbookImage,
  keep: KeepNotes | undefined,
): Promise<PublishOutcome> {
  const requests = { read: 0, write: 0 };
  const orphans = new Map<string, OrphanNotes>();
  return await access.pace.insist(async () => {
    requests.read++;
    const plan = planPublish(await get(access, id, PUBLISH_FIELDS), image, access.account);
    // Rows that a lost write took away are not seen again: what was typed in them is kept from the earlier reading.
    for (const orphan of plan.orphanNotes) orphans.set(JSON.stringify([orphan.tab, orphan.key]), orphan);
    const outcome = { version: plan.version, orphanNotes: [...orphans.values()], requests };
    // A write whose answer was lost has been carried out: it was ours.
    if (plan.requests === null) return { ...outcome, status: requests.write > 0 ? 'written' : 'unchanged' };
    if (plan.orphanNotes.length > 0) await keep?.(plan.orphanNotes);
    requests.write++;
    await write(access, id, plan.requests);
    return { ...outcome, status: 'written' };
  });
}

async function get({ sheets, pace, account, timeout }: GoogleAccess, id: string, fields: string) {
  return await pace.turn('read', async () => {
    const call = sheets.spreadsheets.get(
      { spreadsheetId: id, includeGridData: true, fields },
      { timeout, retry: false },
    );
    const { data } = await call.catch((error: unknown) => {
      throw explain(error, 'read', account);
    });
    // Half an answer is text to the client, not an error.
    if (typeof data !== 'object' || data === null || !Array.isArray(data.sheets)) throw brokenAnswer();
    return data;
  });
}

async function write(
  { sheets, pace, account, timeout }: GoogleAccess,
  id: string,
  requests: readonly sheets_v4.Schema$Request[],
): Promise<void> {
  await pace.turn('write', async () => {
    const requestBody = { requests: [...requests] };
    const call = sheets.spreadsheets.batchUpdate(
      { spreadsheetId: id, requestBody, fields: 'spreadsheetId' },
      { timeout, retry: false },
    );
    const { data } = await call.catch((error: unknown) => {
      throw explain(error, 'write', account);
    });
    if (typeof data !== 'object' || data === null || data.spreadsheetId !== id) throw brokenAnswer();
  });
}
