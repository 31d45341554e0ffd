import * as z from 'zod';

/** What is kept of a channel by which Drive reports changes to a workbook; its token is not kept. */
export const watchChannel = z.object({
  workbook: z.string(),
  /** SHA-256 of the token that every message of the channel carries. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Drive's own name for the watched file; needed to stop the channel. */
  resource: z.string(),
  /** ISO 8601, UTC. */
  expiresAt: z.iso.datetime(),
});
export type WatchChannel = z.output<typeof watchChannel>;

/** Prefix of the notes about channels in the store. */
export const CHANNELS = 'channel/';
