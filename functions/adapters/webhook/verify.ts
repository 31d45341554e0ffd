import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { changeBody, LONGEST_BODY } from '../../../shared/run/changes.ts';

/** Whether a message that says “this workbook has changed” comes from whom it says. Fails closed. Pure but for the nonces. */

/** Five minutes both ways: clocks differ, and a message on the way is not much older. */
const WINDOW_SECONDS = 300;

export interface SignedMessage {
  /** Seconds since 1970, as text. */
  readonly timestamp: string | null;
  readonly nonce: string | null;
  /** Hexadecimal HMAC-SHA-256 over timestamp, nonce and body. */
  readonly signature: string | null;
  /** As the header says. */
  readonly contentType: string | null;
  readonly body: string;
}

export interface Gate {
  /** The school's key, from which the secret of every workbook is derived; unset: nobody gets in. */
  readonly key: string | null;
  /** Milliseconds since 1970. */
  now(): number;
  /** Whether a message with this nonce may come in: false when one has been handed on already. */
  begin(nonce: string): Promise<boolean>;
}

export type Verdict = { readonly ok: true; readonly workbook: string } | { readonly ok: false; readonly why: Refusal };
export type Refusal =
  | 'noSecret'
  | 'incomplete'
  | 'noJson'
  | 'tooLong'
  | 'badSignature'
  | 'tooOld'
  | 'replayed'
  | 'badBody';

/** The text that both sides sign: a line each, so that no part can run into the next. */
function signedText({ timestamp, nonce, body }: Pick<SignedMessage, 'timestamp' | 'nonce' | 'body'>): string {
  return `${timestamp}\n${nonce}\n${body}`;
}

/**
 * The secret of one workbook's script: whoever can edit the workbook can read it there, and can say with it that this
 * workbook has changed, and of no other. The key never leaves the school.
 */
export function workbookSecret(key: string, workbook: string): string {
  return createHmac('sha256', key).update(`xietong/script/1\n${workbook}`, 'utf8').digest('hex');
}

export function signatureOf(secret: string, message: Pick<SignedMessage, 'timestamp' | 'nonce' | 'body'>): string {
  return createHmac('sha256', secret).update(signedText(message), 'utf8').digest('hex');
}

/**
 * Judges a message of the Apps Script. The signature comes first: before it nothing that was sent is believed, and the
 * workbook that the message names only says by whose secret it has to be signed.
 */
export async function verifyMessage(message: SignedMessage, gate: Gate): Promise<Verdict> {
  const { timestamp, nonce, signature, contentType, body } = message;
  if (gate.key === null || gate.key.length < 32) return refused('noSecret');
  if (timestamp === null || nonce === null || signature === null) return refused('incomplete');
  if (Buffer.byteLength(body) > LONGEST_BODY || timestamp.length > 20) return refused('tooLong');
  if (!/^[A-Za-z0-9-]{16,64}$/.test(nonce)) return refused('incomplete');
  if (!/^application\/json(?:\s*;|$)/i.test(contentType ?? '')) return refused('noJson');
  const workbook = workbookOf(body);
  const secret = workbookSecret(gate.key, workbook ?? '');
  if (!sameText(signature.toLowerCase(), signatureOf(secret, message))) return refused('badSignature');
  const now = gate.now();
  const seconds = /^\d+$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(Math.abs(now / 1_000 - seconds) <= WINDOW_SECONDS)) return refused('tooOld');
  if (workbook === null) return refused('badBody');
  return (await gate.begin(nonce)) ? { ok: true, workbook } : refused('replayed');
}

function refused(why: Refusal): Verdict {
  return { ok: false, why };
}

function workbookOf(body: string): string | null {
  try {
    return changeBody.safeParse(JSON.parse(body)).data?.workbook ?? null;
  } catch {
    return null;
  }
}

/** Hash under which the token of a Drive channel is kept: what is stored lets nobody in. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/** A push of Drive carries no signature, only the token that the channel was opened with. */
export function isChannelToken(token: string | null, storedHash: string | null): boolean {
  if (token === null || token === '' || storedHash === null || !/^[0-9a-f]{64}$/.test(storedHash)) return false;
  return sameText(tokenHash(token), storedHash);
}

/** Compares in a time that does not tell where the texts differ. */
function sameText(a: string, b: string): boolean {
  const [left, right] = [createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest()];
  return timingSafeEqual(left, right);
}
