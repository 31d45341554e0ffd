import { Refused, type Store, TryLater } from '../../../shared/ports.ts';
import { digestsOf } from '../../../shared/run/digest-day.ts';
import { sendDigests } from '../../../shared/run/send-digests.ts';
import { moments, shanghaiDay, shanghaiMinuteOfDay, systemClock } from '../../clock.ts';
import type { Environment } from '../../env.ts';
import { messagesOf } from '../../open-messages.ts';
import { explainFailure } from '../failure.ts';

/** Digests of a served place; the outbox in the store ensures that each goes out once. */
export interface Digests {
  /** Sends what is due and has not been sent today; called every minute. */
  try(): Promise<void>;
}

export function openDigests(store: Store, environment: Environment, say: (line: string) => void): Digests {
  const messages = messagesOf(environment);
  let doneOn: number | null = null;
  let running = false;
  const attempt = async (): Promise<void> => {
    const now = systemClock.now();
    const today = shanghaiDay(now);
    if (doneOn === today) return;
    const day = await digestsOf({ store }, today);
    if (shanghaiMinuteOfDay(now) < day.from) return;
    const outcomes = await sendDigests({ runs: store.runs, messages, clock: moments }, day);
    for (const { group, status, error } of outcomes) {
      if (status === 'sent') say(`通知已发送：${group.channel} → ${group.members.join('、')}`);
      else if (error !== null) say(`通知没有发出：${group.channel} → ${group.members.join('、')}。${error}`);
    }
    const isOpen = outcomes.some(({ status }) => status === 'later' || status === 'unknown' || status === 'elsewhere');
    if (!isOpen) doneOn = today;
  };
  return {
    async try() {
      if (running) return;
      running = true;
      try {
        await attempt();
      } catch (error) {
        // Before the first reading there is nothing to send; an unreachable store is tried again in a minute.
        if (!(error instanceof Refused || error instanceof TryLater)) say(explainFailure(error).line);
      } finally {
        running = false;
      }
    },
  };
}
