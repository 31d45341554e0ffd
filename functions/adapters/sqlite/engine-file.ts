import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { Refused } from '../../../shared/ports.ts';
import type { Item, Scalar } from '../store/items.ts';
import { openAsItStands } from './database.ts';
import { translated } from './errors.ts';
import { WORDS } from './words.ts';

/**
 * The file in which the former embedded store, a DynamoDB-compatible engine, kept its tables: one SQLite table each,
 * items in the service's format. It is read directly, without the engine.
 */

const attribute = z.union([
  z.strictObject({ S: z.string() }),
  z.strictObject({ N: z.string() }),
  z.strictObject({ B: z.base64() }),
]);
const itemSchema = z.record(z.string(), attribute);

/** Everything in the one table of ours in such a file, whatever it was called. Throws `Refused` for any other file. */
export function engineItems(file: string): readonly Item[] {
  const location = { where: WORDS.where(file), folder: null };
  try {
    const sqlite = openAsItStands(file) ?? new DatabaseSync(file, { readOnly: true });
    try {
      const known = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_tables'");
      if (known.get() === undefined) throw new Refused(WORDS.notOurs(file));
      const names = sqlite.prepare('SELECT table_name AS name FROM _tables').all();
      const [table, ...others] = names.map(({ name }) => String(name));
      if (table === undefined || others.length > 0) throw new Refused(WORDS.notOneTable(file, names.length));
      const rows = sqlite.prepare(`SELECT item_json FROM "${table.replaceAll('"', '""')}"`).all();
      return rows.map(({ item_json: text }) => itemOf(String(text)));
    } finally {
      sqlite.close();
    }
  } catch (error) {
    throw translated(error, location);
  }
}

function itemOf(text: string): Item {
  const item: Record<string, Scalar> = {};
  for (const [name, value] of Object.entries(itemSchema.parse(JSON.parse(text)))) {
    if ('S' in value) item[name] = value.S;
    else if ('N' in value) item[name] = Number(value.N);
    else item[name] = Buffer.from(value.B, 'base64');
  }
  return { ...item, pk: String(item.pk), sk: String(item.sk) };
}
