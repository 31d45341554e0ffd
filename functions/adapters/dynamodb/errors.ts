import { Refused, TryLater } from '../../../shared/ports.ts';
import { AwsFailure, THROTTLED } from '../aws/json-client.ts';
import { NoCredentials } from './client.ts';
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
const UNREACHABLE = /^(E[A-Z_]+|NetworkingError|InternalServerError|InternalFailure|ServiceUnavailable.*)$/u;

/** Seconds after which a busy or absent service is worth another try. */
const AFTER = 10;

/** A failure as `TryLater` or `Refused`; failed conditions and defects of ours come back as they are. */
export function translated(error: unknown, where: string): unknown {
  if (!(error instanceof Error) || OUTCOMES.has(error.name)) return error;
  const cause = { cause: error };
  if (THROTTLED.has(error.name)) return new TryLater(WORDS.throttled(where), AFTER, cause);
  if (error.name === 'ResourceNotFoundException') return new Refused(WORDS.noTable(where), cause);
  if (NO_ACCESS.has(error.name)) return new Refused(WORDS.noAccess(where, error.name), cause);
  if (error instanceof NoCredentials) return new Refused(WORDS.noCredentials(where), cause);
  if (!(error instanceof AwsFailure)) return error;
  const code = error.code ?? error.name;
  if (UNREACHABLE.test(code) || (error.status ?? 0) >= 500)
    return new TryLater(WORDS.unreachable(where, code), AFTER, cause);
  return error;
}
