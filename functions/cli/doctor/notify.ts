import { randomUUID } from 'node:crypto';
import { digestWords } from '../../../shared/digest/words.ts';
import { AnswerUnknown, Refused, type Store, TryLater } from '../../../shared/ports.ts';
import { digestsOf } from '../../../shared/run/digest-day.ts';
import { shanghaiDay, systemClock } from '../../clock.ts';
import type { Environment } from '../../env.ts';
import { messagesOf } from '../../open-messages.ts';
import { type Check, checked } from './check.ts';

/** The answer to a request for a trial if nothing was sent. */
export const NO_ADDRESS: Check = {
  what: '通知',
  ok: false,
  text: '没有发送试验消息：存储里还没有一个通知地址。请在“学院登记”填写通知方式和通知地址，或在“考核参数”填写校级通知地址，运行一次 audit 再试。',
};

const isRefusal = (error: unknown): error is Error =>
  error instanceof Refused || error instanceof TryLater || error instanceof AnswerUnknown;

/**
 * Addresses and settings of the channels according to the last reading of the school workbook; with `sendTest`, each
 * group gets one message that is marked as a trial. Addresses are secrets and are not shown.
 */
export async function checkNotify(
  environment: Environment,
  store: Store,
  sendTest: boolean,
): Promise<readonly Check[]> {
  const messages = messagesOf(environment);
  const { groups } = await digestsOf({ store }, shanghaiDay(systemClock.now()));
  const checks: Check[] = [];
  for (const { channel, address, members } of groups) {
    const message = {
      channel,
      address,
      secretOf: members[0] ?? '',
      id: `test.${randomUUID()}`,
      text: digestWords.trial(),
    };
    checks.push(
      await checked(
        `通知 ${channel}（${members.join('、')}）`,
        async () => {
          messages.check(message);
          if (!sendTest) return '地址和设置没有问题（没有发送；加 --send-test 会发一条试验消息）';
          await messages.send(message);
          return '试验消息已经发出';
        },
        isRefusal,
      ),
    );
  }
  if (sendTest && groups.length === 0) return [NO_ADDRESS];
  return checks;
}
