import { Refused, TryLater } from '../../../shared/ports.ts';
import { Setback } from './pace.ts';
import { aboutWorkbook, REASONS } from './words.ts';

/** Turns what the client throws into the few kinds of failure that the program knows. */

interface Failure {
  readonly status: number | null;
  readonly message: string;
  /** Google's own code, such as `rateLimitExceeded` or `SERVICE_DISABLED`. */
  readonly reasons: readonly string[];
  readonly after: number | null;
}

const QUOTA = [
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'RATE_LIMIT_EXCEEDED',
  'RESOURCE_EXHAUSTED',
];
const OFF = ['accessNotConfigured', 'SERVICE_DISABLED'];
const SCOPELESS = 'ACCESS_TOKEN_SCOPE_INSUFFICIENT';
/** The client's own codes for failures without an answer. */
const NO_ANSWER =
  /fetch failed|socket|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|terminated|timed? ?out|abort|network|premature/i;

/** Hosts that issue tokens: their refusals concern the sign-in, not a workbook. */
const SIGN_IN = /^https:\/\/(sts|iamcredentials|oauth2)\.googleapis\.com\//;

/** The meaning of a failed call: `Setback` where a retry helps, `Refused` where somebody has to act. */
export function explain(error: unknown, kind: 'read' | 'write', account: string | null): unknown {
  if (error instanceof Setback || error instanceof Refused || error instanceof TryLater) return error;
  const { status, message, reasons, after } = failureOf(error);
  const cause = { cause: error };
  if (status === null) return NO_ANSWER.test(chainOf(error)) ? new Setback('away', message, null, cause) : error;
  if (status === 429 || (status === 403 && reasons.some((reason) => QUOTA.includes(reason))))
    return new Setback('quota', message, after, cause);
  if (status === 408 || status >= 500) return new Setback('away', message, after, cause);
  if (status === 401 || SIGN_IN.test(String(field(field(error, 'config'), 'url') ?? '')))
    return new Refused(REASONS.notSignedIn(account), cause);
  if (status === 403 && reasons.includes(SCOPELESS)) return new Refused(REASONS.noScope(account), cause);
  if (status === 403 && reasons.some((reason) => OFF.includes(reason))) return new Refused(REASONS.apiOff, cause);
  if (status === 403) return new Refused(kind === 'read' ? REASONS.noRead(account) : REASONS.noWrite(account), cause);
  if (status === 404) return new Refused(REASONS.missing(account), cause);
  if (status === 400) return badRequest(message, kind, account, cause);
  return new Refused(REASONS.other(status, message), cause);
}

function badRequest(message: string, kind: 'read' | 'write', account: string | null, cause: ErrorOptions): Error {
  if (/not supported for this document|must not be an Office file/i.test(message))
    return new Refused(REASONS.notSheet, cause);
  if (/10000000 cells|cells in the workbook/i.test(message)) return new Refused(REASONS.tooManyCells, cause);
  if (/protected cell|protected range/i.test(message)) return new Refused(REASONS.noWrite(account), cause);
  // Nothing was written: most likely the workbook changed after it was read, so it is read and planned again.
  if (kind === 'write') return new Setback('outdated', REASONS.rejected(message), 0, cause);
  return new Refused(REASONS.other(400, message), cause);
}

/** The answer broke off; the call may have been carried out. */
export function brokenAnswer(): Setback {
  return new Setback('away', 'the answer broke off', null);
}

function chainOf(error: unknown): string {
  const parts: string[] = [];
  for (let at = error; at instanceof Error && parts.length < 8; at = at.cause)
    parts.push(at.name, at.message, 'code' in at ? String(at.code) : '');
  return parts.join(' ');
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const response = field(error, 'response');
  const status = Number(field(response, 'status') ?? Number.NaN);
  const body = field(field(response, 'data'), 'error');
  const text = field(body, 'message');
  return {
    status: Number.isInteger(status) ? status : null,
    message: typeof text === 'string' ? text : message,
    reasons: reasonsOf(body),
    after: retryAfter(field(response, 'headers')),
  };
}

function reasonsOf(body: unknown): string[] {
  const lists = [field(body, 'errors'), field(body, 'details')];
  const items = lists.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  return [field(body, 'status'), ...items.map((item) => field(item, 'reason'))].filter(
    (word) => typeof word === 'string',
  );
}

function retryAfter(headers: unknown): number | null {
  const text = headers instanceof Headers ? headers.get('retry-after') : field(headers, 'retry-after');
  const seconds = Number(text ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** Puts the workbook's id in front of what a person reads. */
export async function withWorkbookId<T>(id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TryLater) throw new TryLater(aboutWorkbook(id, error.message), error.after, { cause: error });
    if (error instanceof Refused) throw new Refused(aboutWorkbook(id, error.message), { cause: error });
    throw error;
  }
}
