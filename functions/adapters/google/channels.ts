import { randomBytes, randomUUID } from 'node:crypto';
import type { GoogleClient } from './client.ts';
import { explain, withWorkbookId } from './problem.ts';

/** A channel on which Drive says that a workbook has changed. */
export interface Channel {
  readonly id: string;
  /** Known to Drive and to us alone; its hash is what is kept. */
  readonly token: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** The longest that Drive gives for one file. */
const LIFE = 24 * 3_600_000;

/** Opens a channel for a workbook. Repeating opens another one; the older ends by itself. Throws `TryLater` or `Refused`. */
export async function openChannel(
  { drive, pace, account, timeout }: GoogleClient,
  fileId: string,
  address: string,
  now: number,
): Promise<Channel> {
  return await withWorkbookId(fileId, () =>
    pace.insist(() =>
      pace.turn('write', async () => {
        const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')];
        const requestBody = { id, token, address, type: 'web_hook', expiration: String(now + LIFE) };
        const call = drive.files.watch({ fileId, supportsAllDrives: true, requestBody }, { timeout, retry: false });
        const { data } = await call.catch((error: unknown) => {
          throw explain(error, 'read', account);
        });
        const ends = Number(data.expiration ?? now + 3_600_000);
        return { id, token, expiresAt: new Date(ends).toISOString() };
      }),
    ),
  );
}
