import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** Milliseconds until a connection stands, and until a request is answered. */
export interface Limits {
  readonly connect: number;
  readonly request: number;
}

const LIMITS: Limits = { connect: 3_000, request: 20_000 };
const TRIES = 5;
/** Connections kept for parallel transactions. */
const SOCKETS = 25;

/** True for an engine on this machine: it asks for no credentials, and a missing table may be made. */
export function isLoopback(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  const { hostname } = new URL(endpoint);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(hostname);
}

/** A client with time limits and retries; region and credentials as the SDK finds them, but for loopback. */
export function openClient(endpoint: string | undefined, limits: Limits = LIMITS): DynamoDBClient {
  const local: DynamoDBClientConfig = isLoopback(endpoint)
    ? { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
    : {};
  return new DynamoDBClient({
    ...local,
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: TRIES,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: limits.connect,
      requestTimeout: limits.request,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: SOCKETS },
    },
  });
}
