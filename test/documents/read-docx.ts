import { readZip, unpack } from '../../functions/adapters/xlsx/package/zip.ts';
import { writeZip } from '../../functions/adapters/xlsx/package/zip-write.ts';

const LIMIT = 64 * 1_048_576;

/** Parts of a document, by name. */
export function partsOf(bytes: Buffer): Map<string, Buffer> {
  return new Map(readZip(bytes).map((entry) => [entry.name, unpack(entry, LIMIT)]));
}

/** What people read in the body of a document: a line for each paragraph. */
export function textOf(bytes: Buffer): string {
  const xml = partsOf(bytes).get('word/document.xml')?.toString('utf8') ?? '';
  return xml
    .replace(/<\/w:p>|<w:br\/>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** The same document with parts changed, or put in. */
export async function withParts(bytes: Buffer, changes: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const parts = partsOf(bytes);
  for (const [name, contents] of Object.entries(changes)) parts.set(name, Buffer.from(contents));
  return Buffer.concat(await writeZip([], parts));
}

/** How often a text stands in another. */
export function countIn(text: string, word: string): number {
  return text.split(word).length - 1;
}
