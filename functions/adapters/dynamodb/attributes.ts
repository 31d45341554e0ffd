import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attributes, Condition, Item, Key, Scalar } from '../store/items.ts';

/** Converts between our items and the service's. */
export type AttributeValues = Record<string, AttributeValue>;

export function toAttribute(value: Scalar): AttributeValue {
  if (typeof value === 'string') return { S: value };
  return typeof value === 'number' ? { N: String(value) } : { B: value };
}

export function toAttributes(values: Attributes): AttributeValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toAttribute(value)]));
}

/** A stored item without the attributes that this version does not know how to read. */
export function toItem(attributes: AttributeValues): Item {
  const item: Record<string, Scalar> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value.S !== undefined) item[name] = value.S;
    else if (value.N !== undefined) item[name] = Number(value.N);
    else if (value.B !== undefined) item[name] = value.B;
  }
  return { ...item, pk: String(item.pk ?? ''), sk: String(item.sk ?? '') };
}

export function toKey({ pk, sk }: Key): AttributeValues {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** A condition in the form of a request. */
export interface Guard {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: AttributeValues;
  readonly ReturnValuesOnConditionCheckFailure: 'ALL_OLD';
}

/** A condition in the service's form; a refusal returns the stored item. */
export function guardOf({ absent, equal = {}, atMost = {}, without }: Condition): Guard {
  const names: Record<string, string> = {};
  const values: AttributeValues = {};
  const compared = (fields: Readonly<Record<string, number>>, sign: string): string[] =>
    Object.entries(fields).map(([name, value]) => {
      names[`#${name}`] = name;
      values[`:${name}`] = toAttribute(value);
      return `#${name} ${sign} :${name}`;
    });
  const lacks = without === undefined ? [] : [`attribute_not_exists(#${without})`];
  if (without !== undefined) names[`#${without}`] = without;
  const holds = [...compared(equal, '='), ...compared(atMost, '<='), ...lacks].join(' AND ');
  if (absent !== undefined) names['#pk'] = 'pk';
  const none = 'attribute_not_exists(#pk)';
  return {
    ConditionExpression: absent === 'must' ? none : absent === 'may' ? `${none} OR (${holds})` : holds,
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}
