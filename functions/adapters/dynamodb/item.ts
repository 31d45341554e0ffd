import type { Key } from './keys.ts';
import type { AttributeValue, AttributeValues } from './operations.ts';

/** What this store keeps in an attribute: text, whole numbers and bytes. Everything else is JSON inside one of them. */
export type Scalar = string | number | Uint8Array;

/** A stored item. */
export interface Item extends Key {
  readonly [attribute: string]: Scalar;
}

/** Attributes besides the key. */
export type Attributes = Readonly<Record<string, Scalar>>;

export function toAttribute(value: Scalar): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  return { B: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
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
    else if (value.B !== undefined) item[name] = Buffer.from(value.B, 'base64');
  }
  return { ...item, pk: String(item.pk ?? ''), sk: String(item.sk ?? '') };
}

export function toKey({ pk, sk }: Key): AttributeValues {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** Size of an item as the service counts it, in bytes; numbers a little too high. */
export function itemBytes(item: Attributes): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) {
    bytes += Buffer.byteLength(name);
    if (typeof value === 'string') bytes += Buffer.byteLength(value);
    else bytes += typeof value === 'number' ? 21 : value.byteLength;
  }
  return bytes;
}
