import { randomBytes, randomUUID } from 'node:crypto';
import { sha256 } from '../../../shared/domain/identity.ts';
import type { Channel, Channels } from '../../../shared/ports.ts';
import type { GoogleClient } from './client.ts';
import { brokenAnswer, explain, withWorkbookId } from './problem.ts';

/** The longest life that Drive allows a channel, assumed where its answer names none. */
const LIFE = 24 * 3_600_000;
const SHORTEST = 3_600_000;

/** Channels of Drive. Only Drive keeps the token of a channel; we keep its hash. */
export function googleChannels(client: GoogleClient, now: () => number): Channels {
  return {
    open: (workbook, address) => withWorkbookId(workbook, () => open(client, workbook, address, now())),
    stop: (channel) => stop(client, channel),
  };
}

/**
 * An attempt whose answer is lost leaves an unknown channel: its messages are refused, and it ends by itself.
 */
async function open(
  { drive, pace, account, timeout }: GoogleClient,
  fileId: string,
  address: string,
  now: number,
): ReturnType<Channels['open']> {
  return await pace.insist(() =>
    pace.turn('write', async () => {
      const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')];
      const requestBody = { id, token, address, type: 'web_hook', expiration: String(now + LIFE) };
      const call = drive.files.watch(
        { fileId, supportsAllDrives: true, requestBody },
        { timeout: timeout(), retry: false },
      );
      const { data } = await call.catch((error: unknown) => {
        throw explain(error, 'read', account);
      });
      if (typeof data !== 'object' || data === null || !data.resourceId) throw brokenAnswer();
      const ends = Number(data.expiration ?? now + SHORTEST);
      return { id, resource: data.resourceId, hash: sha256(token), expiresAt: new Date(ends).toISOString() };
    }),
  );
}

async function stop({ drive, pace, account, timeout }: GoogleClient, { id, resource }: Channel): Promise<void> {
  await pace.insist(() =>
    pace.turn('write', async () => {
      const requestBody = { id, resourceId: resource };
      await drive.channels.stop({ requestBody }, { timeout: timeout(), retry: false }).catch((error: unknown) => {
        if (isGone(error)) return;
        throw explain(error, 'write', account);
      });
    }),
  );
}

/** Drive no longer knows a channel that has ended. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404;
}
