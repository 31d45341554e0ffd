import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { OutOfTime } from '../within.ts';
import { WORDS } from './words.ts';

/** Failed conditions are outcomes, not failures: the code that sets a condition reads them. */
const OUTCOMES = new Set(['ConditionalCheckFailedException', 'TransactionCanceledException']);
const NO_ACCESS = new Set([
  'AccessDeniedException',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'NotAuthorizedException',
  'UnrecognizedClientException',
]);
/** Credentials or region are missing. */
const NO_CALLER = /^(CredentialsProviderError|TokenProviderError)$|^Error: Region is missing$/u;

/** Seconds to wait before trying a busy or absent service again. */
const AFTER = 10;

/** Turns a failure of the SDK into `TryLater` or `Refused`; returns failed conditions and our own defects unchanged. */
export function translated(error: unknown, where: string): unknown {
  if (!(error instanceof Error) || OUTCOMES.has(error.name)) return error;
  const cause = { cause: error };
  if (error instanceof OutOfTime) return new TryLater(WORDS.outOfTime(where), AFTER, cause);
  if (isOfSdk(error) && isThrottlingError(error)) return new TryLater(WORDS.throttled(where), AFTER, cause);
  if (error.name === 'ResourceNotFoundException') return new Refused(WORDS.noTable(where), cause);
  if (NO_ACCESS.has(error.name)) return new Refused(WORDS.noAccess(where, error.name), cause);
  if (NO_CALLER.test(error.name) || NO_CALLER.test(String(error)))
    return new Refused(WORDS.noCredentials(where), cause);
  // Half an answer, or the page of a proxy: nobody knows whether the request was carried out.
  if (error instanceof SyntaxError || (isOfSdk(error) && (isTransientError(error) || isServerError(error))))
    return new TryLater(WORDS.unreachable(where, codeOf(error)), AFTER, cause);
  return error;
}

type SdkError = Parameters<typeof isServerError>[0];

function isOfSdk(error: Error): error is SdkError {
  return error.cause === undefined || error.cause instanceof Error;
}

/** `ECONNREFUSED` and the like, else the service's own code. */
function codeOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error.name;
}
