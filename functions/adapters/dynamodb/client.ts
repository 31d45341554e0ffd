import { callJson, type Identify, isLoopback, LOCAL, regionalUrl } from '../aws/json-client.ts';
import type { Operation, Operations } from './operations.ts';

/** Milliseconds until a request is answered. */
export interface Limits {
  readonly request: number;
}

const LIMITS: Limits = { request: 20_000 };
const TRIES = 5;

/** The service, one operation at a time; repetitions are told of. Throws `AwsFailure`. */
export interface DynamoClient {
  send<Name extends Operation>(
    operation: Name,
    input: Operations[Name][0],
    onAttempt?: () => void,
  ): Promise<Operations[Name][1]>;
}

/** A client with time limits and retries. A service on this machine asks for no credentials. */
export function openClient(
  endpoint: string | undefined,
  identify: Identify = async () => null,
  limits: Limits = LIMITS,
): DynamoClient {
  return {
    async send(operation, input, onAttempt) {
      const own = (await identify().catch(unknownCaller)) ?? (isLoopback(endpoint) ? LOCAL : null);
      if (own === null) throw new NoCredentials();
      const service = {
        url: endpoint ?? regionalUrl('dynamodb', own.region),
        service: 'dynamodb',
        target: 'DynamoDB_20120810',
        identity: own,
        timeout: limits.request,
        attempts: TRIES,
      } as const;
      return (await callJson(service, operation, input, onAttempt)) as Operations[typeof operation][1];
    },
  };
}

function unknownCaller(cause: unknown): never {
  throw new NoCredentials('no credentials', { cause });
}

/** Nobody has said who calls. */
export class NoCredentials extends Error {
  override readonly name = 'NoCredentials';
}
