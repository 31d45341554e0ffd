import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A plain client of the engine, without the settings of the store. */
export function rawClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 3,
  });
}
