import type { MessageText } from '../../../shared/digest/message.ts';
import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { type Message, type Messages, Refused } from '../../../shared/ports.ts';
import { type RobotChannel, robotAddress } from './address.ts';
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

/** How each robot takes a message: its address, its signing key, the text, milliseconds since 1970. */
const ROBOTS: Readonly<
  Record<RobotChannel, (address: URL, secret: string | null, text: MessageText, now: number) => Promise<void>>
> = {
  [NotifyChannel.wecom]: (address, _, text) => sendToWecom(address, text),
  [NotifyChannel.dingtalk]: sendToDingtalk,
  [NotifyChannel.feishu]: sendToFeishu,
};

async function send(
  { channel, address, secretOf, id, text }: Message,
  secrets: NotifySecrets,
  now: number,
): Promise<void> {
  if (channel !== NotifyChannel.mail)
    return ROBOTS[channel](robotAddress(channel, address), secrets.robots.get(secretOf) ?? null, text, now);
  if (secrets.mail === null) throw new Refused(words.mailNotSet());
  // Mail brings a library that no other channel needs.
  const { sendMail } = await import('./mail.ts');
  return sendMail(secrets.mail, address, text, id);
}
