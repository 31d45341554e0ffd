import * as z from 'zod';
import type { Item } from './items.ts';

/** Items as lines of JSON, with bytes as base64 in a separate field. */

const itemSchema = z
  .object({ pk: z.string().min(1), sk: z.string().min(1) })
  .catchall(z.union([z.string(), z.number(), z.strictObject({ base64: z.base64() })]));

export function toJson(item: Item): string {
  const fields = Object.entries(item).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
  ]);
  return JSON.stringify(Object.fromEntries(fields));
}

/** Throws what `JSON.parse` or zod throws for a text that is no item. */
export function fromJson(text: string): Item {
  const { pk, sk, ...rest } = itemSchema.parse(JSON.parse(text));
  const attributes = Object.entries(rest).map(([name, value]) => [
    name,
    typeof value === 'object' ? Buffer.from(value.base64, 'base64') : value,
  ]);
  return { ...Object.fromEntries(attributes), pk, sk };
}
