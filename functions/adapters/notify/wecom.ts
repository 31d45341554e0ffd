import { fitted, type MessageLine, type MessageText } from '../../../shared/digest/message.ts';
import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { AnswerUnknown, Refused, TryLater } from '../../../shared/ports.ts';
import { byteLength, withoutMarkdown } from './plain.ts';
import { codeOf, postOnce } from './post.ts';
import { words } from './words.ts';

const CHANNEL = NotifyChannel.wecom;
/** Bytes of `markdown.content` (developer.work.weixin.qq.com, path 91770). */
export const WECOM_LIMIT = 4_096;
/** “api freq out of limit”: 20 messages a minute for each robot. */
const TOO_FAST = 45_009;
const BUSY = -1;
/** The key of the address is nobody's. */
const GONE = new Set([93_000, 93_008]);

/** The content of a `markdown` message, as much of it as 4,096 bytes hold. */
export function wecomContent(text: MessageText): string {
  try {
    return fitted(text, content, byteLength, WECOM_LIMIT);
  } catch (error) {
    if (error instanceof RangeError) throw new Refused(words.tooLarge(CHANNEL));
    throw error;
  }
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

function written(line: MessageLine): string {
  const text = withoutMarkdown(line.text);
  switch (line.kind) {
    case 'heading':
      return `**${text}**`;
    case 'item':
      return `> ${text}`;
    case 'small':
      return `<font color="comment">${text}</font>`;
    case 'link':
      return `[${text}](${line.address})`;
    default:
      return text;
  }
}
