import { type Runs, TryLater } from '../shared/ports.ts';
import { CHANNELS, watchChannel } from '../shared/run/watch-channel.ts';
import { dynamoStore } from './adapters/dynamodb/store.ts';
import { type Changes, sqsChanges } from './adapters/sqs/changes.ts';
import { isChannelToken, judge, type SignedMessage, type Verdict } from './adapters/webhook/verify.ts';
import { identityOf, NotDeployed, readEnvironment } from './env.ts';
import { openTelemetry, type Telemetry } from './telemetry.ts';

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

export function wireWebhook(variables: Readonly<Record<string, string | undefined>>): Webhook {
  const environment = readEnvironment(variables);
  const { XIETONG_QUEUE_URL: queue, XIETONG_TABLE: table, DYNAMODB_ENDPOINT: endpoint } = environment;
  if (queue === undefined) throw new NotDeployed('XIETONG_QUEUE_URL');
  const identify = async () => identityOf(environment);
  const { runs } = dynamoStore({ table, endpoint, identify });
  const changes = sqsChanges(queue, identify);
  const gate = {
    secret: environment.XIETONG_WEBHOOK_SECRET ?? null,
    now: () => Date.now(),
    claim: (nonce: string, expiresAt: string) => runs.claimNote(nonceNote(nonce), '1', expiresAt),
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

async function changed(
  runs: Runs,
  changes: Changes,
  workbook: string,
  { id, nonce }: { readonly id: string; readonly nonce: string | null },
): Promise<void> {
  const now = new Date();
  const expires = new Date(now.getTime() + MARK_LIFE).toISOString();
  try {
    await runs.putNote(`dirty/${workbook}`, `${now.toISOString()} ${id}`, expires);
    await changes.send({ workbook, id });
  } catch (error) {
    if (error instanceof TryLater && nonce !== null) await runs.removeNote(nonceNote(nonce));
    throw error;
  }
}

function nonceNote(nonce: string): string {
  return `nonce/${nonce}`;
}
