import { createHmac } from 'node:crypto';
import type { MessageLine, MessageText } from '../../../shared/digest/message.ts';
import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { AnswerUnknown, Refused, TryLater } from '../../../shared/ports.ts';
import { fittedBytes, markdownIn, withoutMarkdown } from './plain.ts';
import { codeOf, postOnce } from './post.ts';
import { words } from './words.ts';

const CHANNEL = NotifyChannel.dingtalk;
/** Bytes of the whole body: the service refuses more than 20,000. */
export const DINGTALK_LIMIT = 20_000;
/** More than 20 messages a minute: the robot is closed for ten minutes. */
const TOO_FAST = new Set([130_101, 90_030]);
const BUSY = -1;
/** Security settings: the text says which one. */
const INSECURE = 310_000;
const GONE = new Set([300_001, 300_005, 400_013, 400_101]);

/** Query of a signed message: milliseconds since 1970, HMAC-SHA-256 of `timestamp\nsecret` under the secret, in base64. */
export function dingtalkSignature(
  secret: string,
  timestamp: number,
): { readonly timestamp: string; readonly sign: string } {
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`, 'utf8').digest('base64');
  return { timestamp: String(timestamp), sign };
}

export function dingtalkBody(text: MessageText): string {
  return fittedBytes(CHANNEL, text, body, DINGTALK_LIMIT);
}

/** Sends a message into a group of 钉钉. Throws `TryLater`, `Refused` or `AnswerUnknown`. */
export async function sendToDingtalk(
  address: URL,
  secret: string | null,
  text: MessageText,
  now: number,
): Promise<void> {
  const signed = new URL(address);
  if (secret !== null) {
    const { timestamp, sign } = dingtalkSignature(secret, now);
    signed.searchParams.set('timestamp', timestamp);
    signed.searchParams.set('sign', sign);
  }
  const answer = await postOnce(CHANNEL, signed, dingtalkBody(text));
  const code = codeOf(CHANNEL, answer, 'errcode');
  if (code === 0) return;
  if (TOO_FAST.has(code)) throw new TryLater(words.tooFast(CHANNEL), 660);
  if (code === BUSY) throw new AnswerUnknown(words.noAnswer(CHANNEL));
  if (code === INSECURE) throw new Refused(insecure(String(answer.errmsg ?? ''), secret));
  throw new Refused(GONE.has(code) ? words.robotGone(CHANNEL) : words.refused(CHANNEL, String(code)));
}

function insecure(said: string, secret: string | null): string {
  if (/keyword/i.test(said)) return words.keyword(CHANNEL);
  if (/\bip\b/i.test(said)) return words.notAllowed(CHANNEL);
  return secret === null ? words.secretMissing(CHANNEL) : words.badSignature(CHANNEL);
}

function body(title: string, lines: readonly MessageLine[]): string {
  // Two spaces or a blank line end a line here; a blank line reads the same on every client.
  const text = [`### ${withoutMarkdown(title)}`, ...lines.map(written)].join('\n\n');
  return JSON.stringify({ msgtype: 'markdown', markdown: { title: withoutMarkdown(title), text } });
}

const written = markdownIn({ item: (text) => `- ${text}`, small: (text) => `> ${text}` });
