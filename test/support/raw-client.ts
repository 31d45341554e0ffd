import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A plain client for the engine, without the store's settings. */
export function rawClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 3,
  });
}
