import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { OutOfTime } from '../within.ts';
import { WORDS } from './words.ts';

/** Failed conditions are outcomes; the code that set the condition reads them. */
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
/** Nobody has said who calls, or in which region. */
const NO_CALLER = /^(CredentialsProviderError|TokenProviderError)$|^Error: Region is missing$/u;

/** Seconds after which a busy or absent service is worth another try. */
const AFTER = 10;

/** A failure of the SDK as `TryLater` or `Refused`; failed conditions and defects of ours come back as they are. */
export function translated(error: unknown, where: string): unknown {
  if (!(error instanceof Error) || OUTCOMES.has(error.name)) return error;
  const cause = { cause: error };
  if (error instanceof OutOfTime) return new TryLater(WORDS.outOfTime(where), AFTER, cause);
  if (isOfSdk(error) && isThrottlingError(error)) return new TryLater(WORDS.throttled(where), AFTER, cause);
  if (error.name === 'ResourceNotFoundException') return new Refused(WORDS.noTable(where), cause);
  if (NO_ACCESS.has(error.name)) return new Refused(WORDS.noAccess(where, error.name), cause);
  if (NO_CALLER.test(error.name) || NO_CALLER.test(String(error)))
    return new Refused(WORDS.noCredentials(where), cause);
  // Half an answer, or the page of a proxy: whether the request was carried out is not known.
  if (error instanceof SyntaxError || (isOfSdk(error) && (isTransientError(error) || isServerError(error))))
    return new TryLater(WORDS.unreachable(where, codeOf(error)), AFTER, cause);
  return error;
}

type SdkError = Parameters<typeof isServerError>[0];

function isOfSdk(error: Error): error is SdkError {
  return error.cause === undefined || error.cause instanceof Error;
}

/** `ECONNREFUSED` and the like, else the service's own word. */
function codeOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error.name;
}
