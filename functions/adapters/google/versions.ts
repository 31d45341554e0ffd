import type { GoogleClient } from './client.ts';
import { brokenAnswer, explain } from './problem.ts';

/** Spreadsheets that the account may see, without those in the bin. */
const SPREADSHEETS = "mimeType='application/vnd.google-apps.spreadsheet' and trashed=false";
/** Drive's largest page. */
const PAGE = 1_000;

/**
 * Drive's version of every spreadsheet by its id: one call a thousand. Anything that anybody does to a spreadsheet moves
 * its version, some minutes later at worst; formulas that show something else by themselves do not. Not repeated: who
 * asks asks again. Throws `Setback` or `Refused`.
 */
export async function driveVersions(client: GoogleClient): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  let pageToken: string | undefined;
  do {
    const page = await pageOf(client, pageToken);
    for (const { id, version } of page.files ?? []) if (id && version) versions.set(id, version);
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return versions;
}

async function pageOf({ drive, pace, account, timeout }: GoogleClient, pageToken: string | undefined) {
  return await pace.turn('read', async () => {
    const params = {
      q: SPREADSHEETS,
      fields: 'nextPageToken,files(id,version)',
      pageSize: PAGE,
      supportsAllDrives: true,
      includeItemsFromAllDrives: true,
      ...(pageToken === undefined ? {} : { pageToken }),
    };
    const { data } = await drive.files.list(params, { timeout: timeout(), retry: false }).catch((error: unknown) => {
      throw explain(error, 'read', account);
    });
    if (typeof data !== 'object' || data === null || !Array.isArray(data.files)) throw brokenAnswer();
    return data;
  });
}
