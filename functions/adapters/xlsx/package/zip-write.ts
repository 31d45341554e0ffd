import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { MAX_PARTS } from '../limits.ts';
import { refused } from '../problem.ts';
import { REASONS } from '../words.ts';
import type { ZipEntry } from './zip.ts';

/** Language encoding flag: the name is UTF-8. */
const UTF8 = 0x0800;
/** Flag: sizes follow the data. Never set in what is written here. */
const DESCRIPTOR = 0x0008;
/** 1 January 1980, as Excel writes it: the same contents give the same bytes. */
const NO_DATE = 0x0021;

/** Packing is left to other threads: the next workbook is laid out meanwhile. */
const packed = promisify(deflateRaw);

async function freshEntry(name: string, contents: Buffer, like: ZipEntry | null): Promise<ZipEntry> {
  return {
    name,
    rawName: like?.rawName ?? Buffer.from(name, 'utf8'),
    method: 8,
    flags: like === null ? UTF8 : like.flags & UTF8,
    time: 0,
    date: NO_DATE,
    crc: crc32(contents),
    size: contents.length,
    madeBy: like?.madeBy ?? 20,
    internalAttributes: like?.internalAttributes ?? 0,
    externalAttributes: like?.externalAttributes ?? 0,
    packed: await packed(contents, { chunkSize: Math.max(contents.length >> 3, 16_384) }),
  };
}

function header(entry: ZipEntry, offset: number | null): Buffer {
  const central = offset !== null;
  const head = Buffer.alloc(central ? 46 : 30);
  let at = head.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0);
  if (central) at = head.writeUInt16LE(entry.madeBy, at);
  at = head.writeUInt16LE(20, at);
  at = head.writeUInt16LE(entry.flags & ~DESCRIPTOR, at);
  at = head.writeUInt16LE(entry.method, at);
  at = head.writeUInt16LE(entry.time, at);
  at = head.writeUInt16LE(entry.date, at);
  at = head.writeUInt32LE(entry.crc, at);
  at = head.writeUInt32LE(entry.packed.length, at);
  at = head.writeUInt32LE(entry.size, at);
  at = head.writeUInt16LE(entry.rawName.length, at);
  if (central) {
    head.writeUInt16LE(entry.internalAttributes, 36);
    head.writeUInt32LE(entry.externalAttributes, 38);
    head.writeUInt32LE(offset, 42);
  }
  return head;
}

/**
 * The archive with some parts changed (`null` = taken out) and new ones behind. Entries that are not named in
 * `changes` keep their packed bytes, their order and their dates.
 */
export async function writeZip(
  entries: readonly ZipEntry[],
  changes: ReadonlyMap<string, Buffer | null>,
): Promise<Buffer[]> {
  const kept: (ZipEntry | Promise<ZipEntry>)[] = [];
  const known = new Set<string>();
  for (const entry of entries) {
    known.add(entry.name);
    const change = changes.get(entry.name);
    if (change === undefined) kept.push(entry);
    else if (change !== null) kept.push(freshEntry(entry.name, change, entry));
  }
  for (const [name, contents] of changes) {
    if (contents !== null && !known.has(name)) kept.push(freshEntry(name, contents, null));
  }
  if (kept.length > MAX_PARTS) throw refused(REASONS.tooManyParts);
  const result = await Promise.all(kept);

  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of result) {
    const local = header(entry, null);
    chunks.push(local, entry.rawName, entry.packed);
    directory.push(header(entry, offset), entry.rawName);
    offset += local.length + entry.rawName.length + entry.packed.length;
  }
  const directorySize = directory.reduce((sum, chunk) => sum + chunk.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(result.length, 8);
  end.writeUInt16LE(result.length, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(offset, 16);
  return [...chunks, ...directory, end];
}
