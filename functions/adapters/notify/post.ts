import * as z from 'zod';
import { AnswerUnknown, Refused, TryLater } from '../../../shared/ports.ts';
import type { RobotChannel } from './address.ts';
import { words } from './words.ts';

/** An answer has some hundred bytes; a longer one is not from the service. */
const LONGEST_ANSWER = 65_536;
const TIMEOUT = 10_000;

/** Failures before a byte of the message has left this machine. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Sends a message once, as JSON in UTF-8, and gives the answer's fields. Nothing is repeated here: a service that got the
 * first one would show two.
 * @throws TryLater where the message certainly did not arrive; AnswerUnknown where nobody knows; Refused for a redirect
 */
export async function postOnce(
  channel: RobotChannel,
  address: URL,
  body: string,
): Promise<Readonly<Record<string, unknown>>> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (error) {
    // The error is not passed on: its text holds the address.
    throw hasLeft(error) ? new AnswerUnknown(words.noAnswer(channel)) : new TryLater(words.unreachable(channel), 300);
  }
  if (response.status >= 300 && response.status < 400) throw new Refused(words.redirected(channel));
  if (response.status === 429) throw new TryLater(words.tooFast(channel), 600);
  // A gateway that fails may have handed the message on before.
  if (response.status >= 500) throw new AnswerUnknown(words.noAnswer(channel));
  const answer = fields(await textOf(channel, response));
  if (answer === null)
    throw response.ok ? new AnswerUnknown(words.noAnswer(channel)) : refusedWith(channel, response.status);
  return answer;
}

/** The services' own codes come in the body, also with status 200. */
export function codeOf(
  channel: RobotChannel,
  answer: Readonly<Record<string, unknown>>,
  ...names: readonly string[]
): number {
  for (const name of names) {
    const code = z.int().safeParse(answer[name]);
    if (code.success) return code.data;
  }
  throw new AnswerUnknown(words.noAnswer(channel));
}

function hasLeft(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return !NEVER_LEFT.has(code);
}

function refusedWith(channel: RobotChannel, status: number): Refused {
  return new Refused(words.refused(channel, `HTTP ${status}`));
}

async function textOf(channel: RobotChannel, response: Response): Promise<string> {
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > LONGEST_ANSWER) break;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch {
    throw new AnswerUnknown(words.noAnswer(channel));
  }
}

function fields(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    return null;
  }
}
