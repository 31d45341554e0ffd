import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';

/**
 * Calls services of AWS that speak JSON: signature by `aws4fetch`, repetitions and time limits here. The SDK would be
 * two thirds of every bundle and half of its start (DECISIONS.md).
 */

/** Who calls, and where; the platform gives it to a function in its environment. */
export interface AwsIdentity {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Gives who calls, `null` where nobody is named. */
export type Identify = () => Promise<AwsIdentity | null>;

export interface JsonService {
  readonly url: string;
  /** Name of the service in signatures. */
  readonly service: 'dynamodb' | 'sqs';
  /** Stands before the operation's name, e.g. `DynamoDB_20120810`. */
  readonly target: string;
  readonly identity: AwsIdentity;
  /** Milliseconds for one attempt. */
  readonly timeout: number;
  readonly attempts: number;
}

/** What a service (or the way to it) answered instead of a result; `name` is its own word, e.g. `ThrottlingException`. */
export class AwsFailure extends Error {
  /** Status of the answer, `null` where none came. */
  readonly status: number | null;
  /** `ECONNREFUSED` and the like. */
  readonly code: string | null;
  /** The answer's fields. */
  readonly details: Readonly<Record<string, unknown>>;
  constructor(
    name: string,
    message: string,
    { status = null, code = null, details = {}, ...options }: ErrorOptions & Partial<Omit<AwsFailure, keyof Error>>,
  ) {
    super(message, options);
    this.name = name;
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Failures by which a service says that there was too much of it. */
export const THROTTLED: ReadonlySet<string> = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'ThrottlingException',
  'TransactionInProgressException',
]);

/** Stands for credentials where a service on this machine asks for none. */
export const LOCAL: AwsIdentity = { region: 'local', accessKeyId: 'local', secretAccessKey: 'local' };

/** True for a service on this machine. */
export function isLoopback(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  const { hostname } = new URL(endpoint);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(hostname);
}

/** Address of a service in a region; in China the domain is another one. */
export function regionalUrl(service: string, region: string): string {
  return `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

/**
 * Carries out an operation, which must be safe to repeat.
 * @param onAttempt is told of every attempt
 * @throws AwsFailure
 */
export async function callJson(
  service: JsonService,
  operation: string,
  input: object,
  onAttempt: () => void = () => {},
): Promise<unknown> {
  const body = JSON.stringify(input);
  for (let attempt = 1; ; attempt++) {
    onAttempt();
    try {
      return await once(service, operation, body);
    } catch (error) {
      if (!(error instanceof AwsFailure) || attempt >= service.attempts || !mayHelp(error)) throw error;
      await sleep(pauseOf(attempt, THROTTLED.has(error.name)));
    }
  }
}

function mayHelp({ name, status }: AwsFailure): boolean {
  return status === null || status >= 500 || THROTTLED.has(name);
}

/** Longer and longer, with jitter, so that parallel functions do not meet again. */
function pauseOf(attempt: number, throttled: boolean): number {
  return Math.random() * Math.min(5_000, (throttled ? 200 : 50) * 2 ** attempt);
}

/**
 * Keys derived from secrets, one a secret, day, region and service: deriving takes longer than all else of a signature.
 * Whoever calls gives a new identity each time, so the secret itself is what it is found by.
 */
const derived = new Map<string, ArrayBuffer>();
/** More than are in use at a time: those of credentials that have long expired go. */
const MOST_DERIVED = 32;

async function once(service: JsonService, operation: string, body: string): Promise<unknown> {
  const { status, text } = await exchange(service, operation, body);
  const answer = parsed(text, status);
  if (status === 200) return answer;
  const name = String(answer.__type ?? 'ServiceUnavailable').replace(/^.*#/u, '');
  throw new AwsFailure(name, String(answer.message ?? answer.Message ?? name), { status, details: answer });
}

async function exchange(
  { url, service, target, identity, timeout }: JsonService,
  operation: string,
  body: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${target}.${operation}` };
  const { region, accessKeyId, secretAccessKey, sessionToken } = identity;
  const keys = { region, accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  if (derived.size >= MOST_DERIVED) derived.clear();
  const request = { method: 'POST', url, headers, body, service, cache: derived, ...keys };
  const signed = await new AwsV4Signer(request).sign();
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(signed.url, {
      method: 'POST',
      headers: signed.headers,
      body,
      signal,
      redirect: 'error',
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw unanswered(error);
  }
}

function parsed(text: string, status: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (error) {
    // A proxy's page, or half an answer: whether it was carried out is not known.
    if (status < 500) throw unanswered(error);
  }
  return {};
}

function unanswered(error: unknown): AwsFailure {
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const found = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  const known = found === 'UND_ERR_SOCKET' ? 'ECONNRESET' : /^E[A-Z_]+$/u.test(found) ? found : null;
  return new AwsFailure('NetworkingError', 'no answer', { code: isLate ? 'ETIMEDOUT' : known, cause: error });
}
