import * as z from 'zod';

/** What is kept of a channel on which Drive says that a workbook has changed; its token is not. */
export const watchChannel = z.object({
  workbook: z.string(),
  /** SHA-256 of the token that every message of the channel carries. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Drive's own name of what is watched; stopping needs it. */
  resource: z.string(),
  /** ISO 8601, UTC. */
  expiresAt: z.iso.datetime(),
});
export type WatchChannel = z.output<typeof watchChannel>;

/** Before the ids of channels among the notes of the store. */
export const CHANNELS = 'channel/';
