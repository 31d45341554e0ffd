import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { callerOf } from '../aws/on-loopback.ts';

/** Milliseconds until a request is answered. */
export interface Limits {
  readonly request: number;
}

const LIMITS: Limits = { request: 20_000 };
const CONNECTION = 5_000;
const TRIES = 5;

/** The SDK's client, which handles signatures, credentials, retries and the correction of a wrong clock. */
export function openClient(endpoint: string | undefined, { request }: Limits = LIMITS): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: TRIES,
    retryMode: 'standard',
    requestHandler: {
      requestTimeout: request,
      throwOnRequestTimeout: true,
      socketTimeout: request,
      connectionTimeout: Math.min(CONNECTION, request),
    },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...callerOf(endpoint),
  });
}
