import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { type Message, type Messages, Refused } from '../../../shared/ports.ts';
import { robotAddress } from './address.ts';
import { sendToDingtalk } from './dingtalk.ts';
import { sendToFeishu } from './feishu.ts';
import type { NotifySecrets } from './secrets.ts';
import { sendToWecom } from './wecom.ts';
import { words } from './words.ts';

/** The channels behind one port. @param now milliseconds since 1970 */
export function openMessages(secrets: NotifySecrets, now: () => number): Messages {
  return {
    check(message) {
      if (message.channel === NotifyChannel.mail) {
        if (secrets.mail === null) throw new Refused(words.mailNotSet());
        return;
      }
      robotAddress(message.channel, message.address);
    },
    async send(message) {
      await send(message, secrets, now());
    },
  };
}

async function send(
  { channel, address, secretOf, id, text }: Message,
  secrets: NotifySecrets,
  now: number,
): Promise<void> {
  const secret = secrets.robots.get(secretOf) ?? null;
  switch (channel) {
    case NotifyChannel.wecom:
      return sendToWecom(robotAddress(channel, address), text);
    case NotifyChannel.dingtalk:
      return sendToDingtalk(robotAddress(channel, address), secret, text, now);
    case NotifyChannel.feishu:
      return sendToFeishu(robotAddress(channel, address), secret, text, now);
    default: {
      if (secrets.mail === null) throw new Refused(words.mailNotSet());
      // Mail brings a library that no other channel needs.
      const { sendMail } = await import('./mail.ts');
      return sendMail(secrets.mail, address, text, id);
    }
  }
}
