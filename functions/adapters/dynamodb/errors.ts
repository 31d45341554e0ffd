import { Refused, TryLater } from '../../../shared/ports.ts';
import { WORDS } from './words.ts';

/** Failed conditions are outcomes; the code that set the condition reads them. */
const OUTCOMES = new Set(['ConditionalCheckFailedException', 'TransactionCanceledException']);
const THROTTLED = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
]);
const NO_ACCESS = new Set([
  'AccessDeniedException',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'NotAuthorizedException',
  'UnrecognizedClientException',
]);
const NO_CREDENTIALS = /^(CredentialsProviderError|TokenProviderError)$/u;
const UNREACHABLE =
  /^(E[A-Z_]+|TimeoutError|AbortError|NetworkingError|InternalServerError|InternalFailure|ServiceUnavailable.*)$/u;

/** Seconds after which a busy or absent service is worth another try. */
const AFTER = 10;

/** An SDK failure as `TryLater` or `Refused`; failed conditions and defects of ours come back as they are. */
export function translated(error: unknown, where: string): unknown {
  if (!(error instanceof Error) || OUTCOMES.has(error.name)) return error;
  const cause = { cause: error };
  if (THROTTLED.has(error.name)) return new TryLater(WORDS.throttled(where), AFTER, cause);
  if (error.name === 'ResourceNotFoundException') return new Refused(WORDS.noTable(where), cause);
  if (NO_ACCESS.has(error.name)) return new Refused(WORDS.noAccess(where, error.name), cause);
  if (NO_CREDENTIALS.test(error.name) || /region is missing/iu.test(error.message))
    return new Refused(WORDS.noCredentials(where), cause);
  const code = codeOf(error);
  if (UNREACHABLE.test(code) || statusOf(error) >= 500)
    return new TryLater(WORDS.unreachable(where, code), AFTER, cause);
  return error;
}

/** `ECONNREFUSED` and the like where the system names one (also inside an AggregateError), else the error's name. */
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name;
}

function statusOf(error: Error): number {
  const metadata = '$metadata' in error ? error.$metadata : null;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return 0;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : 0;
}
