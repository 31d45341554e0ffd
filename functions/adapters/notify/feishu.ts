import { createHmac } from 'node:crypto';
import { fitted, type MessageLine, type MessageText } from '../../../shared/digest/message.ts';
import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { AnswerUnknown, Refused, TryLater } from '../../../shared/ports.ts';
import { byteLength, markdownIn } from './plain.ts';
import { codeOf, postOnce } from './post.ts';
import { words } from './words.ts';

const CHANNEL = NotifyChannel.feishu;
/** Bytes of the whole body (open.feishu.cn, custom bot guide). */
export const FEISHU_LIMIT = 20 * 1_024;
/** Room for timestamp and signature, which are added last. */
const SIGNATURE_ROOM = 120;
/** 5 messages a second, 100 a minute. */
const TOO_FAST = new Set([11_232, 9_499]);
const BAD_SIGNATURE = 19_021;
const NOT_ALLOWED = 19_022;
const NO_KEYWORD = 19_024;
const GONE = 19_001;

/** Fields of a signed message: seconds since 1970, HMAC-SHA-256 of nothing under `timestamp\nsecret`, in base64. */
export function feishuSignature(
  secret: string,
  timestamp: number,
): { readonly timestamp: string; readonly sign: string } {
  const sign = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
  return { timestamp: String(timestamp), sign };
}

/** @param now seconds since 1970 */
export function feishuBody(text: MessageText, secret: string | null, now: number): string {
  const signature = secret === null ? {} : feishuSignature(secret, now);
  const bytes = (card: Card): number => byteLength(JSON.stringify(card)) + SIGNATURE_ROOM;
  try {
    return JSON.stringify({ ...signature, ...fitted(text, card, bytes, FEISHU_LIMIT) });
  } catch (error) {
    if (error instanceof RangeError) throw new Refused(words.tooLarge(CHANNEL));
    throw error;
  }
}

/** Sends a message into a group of 飞书. Throws `TryLater`, `Refused` or `AnswerUnknown`. */
export async function sendToFeishu(address: URL, secret: string | null, text: MessageText, now: number): Promise<void> {
  const answer = await postOnce(CHANNEL, address, feishuBody(text, secret, Math.floor(now / 1_000)));
  // Older robots answer with the second name.
  const code = codeOf(CHANNEL, answer, 'code', 'StatusCode');
  if (code === 0) return;
  if (TOO_FAST.has(code)) throw new TryLater(words.tooFast(CHANNEL), 60);
  if (code === BAD_SIGNATURE)
    throw new Refused(secret === null ? words.secretMissing(CHANNEL) : words.badSignature(CHANNEL));
  if (code === NOT_ALLOWED) throw new Refused(words.notAllowed(CHANNEL));
  if (code === NO_KEYWORD) throw new Refused(words.keyword(CHANNEL));
  if (code === GONE) throw new Refused(words.robotGone(CHANNEL));
  if (code < 0) throw new AnswerUnknown(words.noAnswer(CHANNEL));
  throw new Refused(words.refused(CHANNEL, String(code)));
}

interface Card {
  readonly msg_type: 'interactive';
  readonly card: unknown;
}

function card(title: string, lines: readonly MessageLine[]): Card {
  return {
    msg_type: 'interactive',
    card: {
      config: { wide_screen_mode: true },
      header: { title: { tag: 'plain_text', content: title }, template: 'blue' },
      elements: [{ tag: 'markdown', content: lines.map(written).join('\n') }],
    },
  };
}

const written = markdownIn({ item: (text) => `- ${text}`, small: (text) => `<font color='grey'>${text}</font>` });
