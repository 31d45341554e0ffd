/** The used operations of DynamoDB, as they go over the wire. */

/** Bytes are base64. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
}

export type AttributeValues = Readonly<Record<string, AttributeValue>>;

interface Guard {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: AttributeValues;
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD';
}

interface OnTable {
  readonly TableName: string;
}

interface OnItem extends OnTable {
  readonly Key: AttributeValues;
}

interface PutInput extends OnTable, Guard {
  readonly Item: AttributeValues;
}

export type WriteRequest =
  | { readonly PutRequest: { readonly Item: AttributeValues } }
  | { readonly DeleteRequest: { readonly Key: AttributeValues } };

interface Keys {
  readonly Keys: readonly AttributeValues[];
  readonly ConsistentRead?: boolean;
}

type ByTable<T> = Readonly<Record<string, T>>;

/** Why an item of a transaction was refused; `Code` is `None` for those that were not. */
export interface CancellationReason {
  readonly Code?: string;
  readonly Item?: AttributeValues;
}

/** Input and output by the name of the operation. */
export interface Operations {
  readonly GetItem: readonly [
    input: OnItem & { readonly ConsistentRead: boolean },
    output: { readonly Item?: AttributeValues },
  ];
  readonly BatchGetItem: readonly [
    input: { readonly RequestItems: ByTable<Keys> },
    output: { readonly Responses?: ByTable<readonly AttributeValues[]>; readonly UnprocessedKeys?: ByTable<Keys> },
  ];
  readonly Query: readonly [
    input: OnTable & {
      readonly ConsistentRead: boolean;
      readonly ScanIndexForward: boolean;
      readonly KeyConditionExpression: string;
      readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
      readonly ExpressionAttributeValues: AttributeValues;
      readonly Limit?: number;
      readonly ExclusiveStartKey?: AttributeValues;
    },
    output: { readonly Items?: readonly AttributeValues[]; readonly LastEvaluatedKey?: AttributeValues },
  ];
  readonly PutItem: readonly [
    input: PutInput & { readonly ReturnValues: 'ALL_OLD' },
    output: { readonly Attributes?: AttributeValues },
  ];
  readonly DeleteItem: readonly [
    input: OnItem & { readonly ReturnValues: 'ALL_OLD' },
    output: { readonly Attributes?: AttributeValues },
  ];
  readonly BatchWriteItem: readonly [
    input: { readonly RequestItems: ByTable<readonly WriteRequest[]> },
    output: { readonly UnprocessedItems?: ByTable<readonly WriteRequest[]> },
  ];
  readonly TransactWriteItems: readonly [
    input: { readonly TransactItems: readonly { readonly Put: PutInput }[]; readonly ClientRequestToken: string },
    output: object,
  ];
  readonly DescribeTable: readonly [input: OnTable, output: { readonly Table?: { readonly TableStatus?: string } }];
  readonly CreateTable: readonly [
    input: OnTable & {
      readonly BillingMode: 'PAY_PER_REQUEST';
      readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: 'S' }[];
      readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];
    },
    output: object,
  ];
}

export type Operation = keyof Operations;
