import type { MessageLine, MessageText } from '../../../shared/digest/message.ts';
import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { AnswerUnknown, Refused, TryLater } from '../../../shared/ports.ts';
import { fittedBytes, markdownIn, withoutMarkdown } from './plain.ts';
import { codeOf, postOnce } from './post.ts';
import { words } from './words.ts';

const CHANNEL = NotifyChannel.wecom;
/** Bytes of `markdown.content` (developer.work.weixin.qq.com, path 91770). */
export const WECOM_LIMIT = 4_096;
/** “api freq out of limit”: 20 messages a minute for each robot. */
const TOO_FAST = 45_009;
const BUSY = -1;
/** No robot has the key in the address. */
const GONE = new Set([93_000, 93_008]);

/** The content of a `markdown` message, as much of it as 4,096 bytes hold. */
export function wecomContent(text: MessageText): string {
  return fittedBytes(CHANNEL, text, content, WECOM_LIMIT);
}

/** Sends a message into a group of 企业微信. Throws `TryLater`, `Refused` or `AnswerUnknown`. */
export async function sendToWecom(address: URL, text: MessageText): Promise<void> {
  const body = JSON.stringify({ msgtype: 'markdown', markdown: { content: wecomContent(text) } });
  const code = codeOf(CHANNEL, await postOnce(CHANNEL, address, body), 'errcode');
  if (code === 0) return;
  if (code === TOO_FAST) throw new TryLater(words.tooFast(CHANNEL), 60);
  if (code === BUSY) throw new AnswerUnknown(words.noAnswer(CHANNEL));
  throw new Refused(GONE.has(code) ? words.robotGone(CHANNEL) : words.refused(CHANNEL, String(code)));
}

function content(title: string, lines: readonly MessageLine[]): string {
  return [`### ${withoutMarkdown(title)}`, ...lines.map(written)].join('\n');
}

const written = markdownIn({ item: (text) => `> ${text}`, small: (text) => `<font color="comment">${text}</font>` });
