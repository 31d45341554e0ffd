import type { TimeLeft } from '../../shared/ports.ts';
import { changeNotes } from '../../shared/run/changes.ts';
import { CHANNELS, watchChannel } from '../../shared/run/watch-channel.ts';
import { dynamoStore } from '../adapters/dynamodb/store.ts';
import { sqsChanges } from '../adapters/sqs/changes.ts';
import { isChannelToken, type SignedMessage, type Verdict, verifyMessage } from '../adapters/webhook/verify.ts';
import { moments } from '../clock.ts';
import { DEFAULT_TABLE, NotDeployed, readEnvironment } from '../env.ts';
import { openTelemetry, type Telemetry } from '../telemetry.ts';

/** What the webhook works with: the store's notes and the queue; no workbook, for a fast start. */
export interface Webhook {
  readonly telemetry: Telemetry;
  /** A signed message of the Apps Script. */
  verify(message: SignedMessage): Promise<Verdict>;
  /**
   * A push of Drive: the workbook of the channel; `null` if the token differs from the one the channel was opened with.
   */
  workbookOf(channel: string, token: string | null): Promise<string | null>;
  /**
   * Marks a workbook as dirty and asks for a worker. The mark comes first: a message without a mark finds nothing to
   * do. Throws `TryLater`; the sender may then come again with the same nonce.
   */
  changed(workbook: string, change: { readonly id: string; readonly nonce: string | null }): Promise<void>;
}

export function wireWebhook(variables: Readonly<Record<string, string | undefined>>, timeLeft: TimeLeft): Webhook {
  const environment = readEnvironment(variables);
  const { XIETONG_QUEUE_URL: queue, XIETONG_TABLE: table = DEFAULT_TABLE, DYNAMODB_ENDPOINT: endpoint } = environment;
  if (queue === undefined) throw new NotDeployed('XIETONG_QUEUE_URL');
  const { runs } = dynamoStore({ table, endpoint, timeLeft });
  const changes = sqsChanges(queue, timeLeft);
  const notes = changeNotes(runs, moments);
  const gate = {
    key: environment.XIETONG_WEBHOOK_SECRET ?? null,
    now: () => Date.now(),
    begin: notes.begin,
  };
  return {
    telemetry: openTelemetry(environment.XIETONG_SCHOOL, (line) => process.stdout.write(line), Date.now),
    verify: (message) => verifyMessage(message, gate),
    async workbookOf(channel, token) {
      const note = await runs.note(`${CHANNELS}${channel}`);
      if (note === null) return null;
      const { workbook, hash } = watchChannel.parse(JSON.parse(note));
      return isChannelToken(token, hash) ? workbook : null;
    },
    async changed(workbook, { id, nonce }) {
      await notes.mark(workbook, id);
      await changes.send({ workbook, id });
      if (nonce !== null) await notes.take(nonce);
    },
  };
}
