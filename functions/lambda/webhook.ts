import type { Runs, TimeLeft } from '../../shared/ports.ts';
import { CHANNELS, watchChannel } from '../../shared/run/watch-channel.ts';
import { dynamoStore } from '../adapters/dynamodb/store.ts';
import { type Changes, sqsChanges } from '../adapters/sqs/changes.ts';
import { isChannelToken, judge, type SignedMessage, type Verdict } from '../adapters/webhook/verify.ts';
import { DEFAULT_TABLE, NotDeployed, readEnvironment } from '../env.ts';
import { openTelemetry, type Telemetry } from '../telemetry.ts';

/** What the webhook works with: the store's notes and the queue; no workbook, so that it starts fast. */
export interface Webhook {
  readonly telemetry: Telemetry;
  /** A message of the Apps Script, signed. */
  judge(message: SignedMessage): Promise<Verdict>;
  /** A push of Drive: the workbook of the channel, `null` where the token is not the one it was opened with. */
  workbookOf(channel: string, token: string | null): Promise<string | null>;
  /**
   * Marks a workbook as dirty and asks for a worker. The mark comes first: a message without one finds nothing to do.
   * Throws `TryLater`; the sender may come again with the same nonce then.
   */
  changed(workbook: string, change: { readonly id: string; readonly nonce: string | null }): Promise<void>;
}

/** Days until a mark that nobody has worked off is forgotten: the night has read the workbook long before. */
const MARK_LIFE = 7 * 86_400_000;

export function wireWebhook(variables: Readonly<Record<string, string | undefined>>, timeLeft: TimeLeft): Webhook {
  const environment = readEnvironment(variables);
  const { XIETONG_QUEUE_URL: queue, XIETONG_TABLE: table = DEFAULT_TABLE, DYNAMODB_ENDPOINT: endpoint } = environment;
  if (queue === undefined) throw new NotDeployed('XIETONG_QUEUE_URL');
  const { runs } = dynamoStore({ table, endpoint, timeLeft });
  const changes = sqsChanges(queue, timeLeft);
  const gate = {
    secret: environment.XIETONG_WEBHOOK_SECRET ?? null,
    now: () => Date.now(),
    claim: (nonce: string, expiresAt: string) => claim(runs, nonce, expiresAt),
  };
  return {
    telemetry: openTelemetry(environment.XIETONG_SCHOOL, (line) => process.stdout.write(line), Date.now),
    judge: (message) => judge(message, gate),
    async workbookOf(channel, token) {
      const note = await runs.note(`${CHANNELS}${channel}`);
      if (note === null) return null;
      const { workbook, hash } = watchChannel.parse(JSON.parse(note));
      return isChannelToken(token, hash) ? workbook : null;
    },
    changed: (workbook, change) => changed(runs, changes, workbook, change),
  };
}

/** What a nonce's note says until its message is in the queue, and from then on. */
const BEGUN = 'begun';
const TAKEN = 'taken';
/** Milliseconds that a nonce is kept: three times as long as a message may be on its way. */
const NONCE_LIFE = 15 * 60_000;

/**
 * A message whose function died or failed on the way may come again: it does what it would have done, and the queue knows
 * it by its id.
 */
async function claim(runs: Runs, nonce: string, expiresAt: string): Promise<boolean> {
  const name = nonceNote(nonce);
  return (await runs.claimNote(name, BEGUN, expiresAt)) || (await runs.note(name)) === BEGUN;
}

async function changed(
  runs: Runs,
  changes: Changes,
  workbook: string,
  { id, nonce }: { readonly id: string; readonly nonce: string | null },
): Promise<void> {
  const now = new Date();
  const after = (milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString();
  await runs.putNote(`dirty/${workbook}`, `${now.toISOString()} ${id}`, after(MARK_LIFE));
  await changes.send({ workbook, id });
  if (nonce !== null) await runs.putNote(nonceNote(nonce), TAKEN, after(NONCE_LIFE));
}

function nonceNote(nonce: string): string {
  return `nonce/${nonce}`;
}
