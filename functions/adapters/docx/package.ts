import { SaxesParser } from 'saxes';
import { Refused } from '../../../shared/ports.ts';
import { readZip, unpack } from '../xlsx/package/zip.ts';
import { writeZip } from '../xlsx/package/zip-write.ts';
import { closeBrace, openBrace, REASONS } from './words.ts';

/**
 * Templates come from offices, which may have them from anybody: a file is checked before a library sees it. A library gets
 * only what was unpacked and packed again here.
 */

const MAX_FILE_BYTES = 20 * 1_048_576;
const MAX_UNPACKED_BYTES = 64 * 1_048_576;
const MAX_PARTS = 2_000;
const MAX_DEPTH = 200;
/** First bytes of a file that is not an archive: an old .doc, or a file with a password. */
const OLD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ARCHIVE = Buffer.from('PK');

const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const TEMPLATE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml';
const CONTENT_TYPES = '[Content_Types].xml';
/** Relationships that may point out of a document: a link to click, and the place of Word's styles on this machine. */
const LINK = /\/hyperlink$/;
const ATTACHED = /\/attachedTemplate$/;
const ELSEWHERE = /^(?:https?:|\\\\|\/\/|file:\/\/[^/])/i;

/**
 * The checked parts of a template.
 * @throws Refused with the reason, without the file's name
 */
export function readDocument(bytes: Buffer): ReadonlyMap<string, Buffer> {
  if (bytes.length > MAX_FILE_BYTES) throw new Refused(REASONS.tooBig);
  if (bytes.subarray(0, OLD.length).equals(OLD)) throw new Refused(REASONS.oldDoc);
  if (!bytes.subarray(0, ARCHIVE.length).equals(ARCHIVE)) throw new Refused(REASONS.notDocx);
  const parts = unpackAll(bytes);
  const types = parts.get(CONTENT_TYPES)?.toString('utf8') ?? '';
  if (/macroEnabled|vbaProject/i.test(types)) throw new Refused(REASONS.macros);
  if (!types.includes(DOCUMENT) && !types.includes(TEMPLATE)) throw new Refused(REASONS.notDocx);
  for (const [name, contents] of parts) if (/\.(?:xml|rels)$/i.test(name)) lookThrough(contents);
  // Word would open the file as a template; from here on it is a document.
  parts.set(CONTENT_TYPES, Buffer.from(types.replaceAll(TEMPLATE, DOCUMENT)));
  return parts;
}

function unpackAll(bytes: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  let left = MAX_UNPACKED_BYTES;
  try {
    const entries = readZip(bytes);
    if (entries.length > MAX_PARTS) throw new Refused(REASONS.tooBig);
    for (const entry of entries) {
      if (entry.name.endsWith('/')) continue;
      if (entry.size > left) throw new Refused(REASONS.tooBig);
      const contents = unpack(entry, left);
      left -= contents.length;
      parts.set(entry.name, contents);
    }
  } catch (error) {
    // The reader's own messages speak of workbooks.
    if (error instanceof Refused && error.message !== REASONS.tooBig)
      throw new Refused(REASONS.damaged, { cause: error });
    throw error;
  }
  return parts;
}

/**
 * Well-formed, without declarations, not too deep, with no links but those to click, and without a single brace, which the
 * library would silently ignore.
 */
function lookThrough(contents: Buffer): void {
  const parser = new SaxesParser({ xmlns: true });
  let [depth, fault]: [number, string | null] = [0, null];
  let [paragraph, isText] = ['', false];
  parser.on('doctype', () => {
    fault = REASONS.entities;
  });
  parser.on('opentag', ({ attributes, local }) => {
    depth++;
    isText = local === 't';
    if (depth > MAX_DEPTH) fault ??= REASONS.tooDeep;
    if (local !== 'Relationship' || attributes.TargetMode?.value !== 'External') return;
    const type = attributes.Type?.value ?? '';
    const isHarmless = LINK.test(type) || (ATTACHED.test(type) && !ELSEWHERE.test(attributes.Target?.value ?? ''));
    if (!isHarmless) fault ??= REASONS.outside;
  });
  parser.on('text', (text) => {
    if (isText) paragraph += text;
  });
  parser.on('closetag', ({ local }) => {
    depth--;
    isText = false;
    if (local !== 'p') return;
    fault ??= braceFault(paragraph);
    paragraph = '';
  });
  try {
    parser.write(contents.toString('utf8').replace(/^\uFEFF/, '')).close();
  } catch (error) {
    throw new Refused(fault ?? REASONS.damaged, { cause: error });
  }
  if (fault !== null) throw new Refused(fault);
}

/** A brace of a paragraph that has no other; `null` where there is none. */
function braceFault(paragraph: string): string | null {
  let isOpen = false;
  for (const character of paragraph) {
    if (character !== '{' && character !== '}') continue;
    if ((character === '{') === isOpen) return (isOpen ? openBrace : closeBrace)(beginningOf(paragraph));
    isOpen = !isOpen;
  }
  return isOpen ? openBrace(beginningOf(paragraph)) : null;
}

/** Enough of a text to find it again. */
export function beginningOf(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Packs again what the library packed, since its archive holds the time of day. */
export async function repackDocument(bytes: Buffer): Promise<Buffer> {
  return packDocument(unpackAll(bytes));
}

/** Packs parts; the same parts give the same bytes. */
export async function packDocument(parts: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  // The list of content types comes first, as usual.
  const types = parts.get(CONTENT_TYPES);
  const ordered = types === undefined ? parts : new Map([[CONTENT_TYPES, types], ...parts]);
  return Buffer.concat(await writeZip([], ordered));
}
