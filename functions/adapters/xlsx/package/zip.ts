import { constants, crc32, inflateRawSync } from 'node:zlib';
import { MAX_PART_BYTES, MAX_PARTS } from '../limits.ts';
import { damaged, errorCode, refused } from '../problem.ts';
import { REASONS, reasonPartTooBig } from '../words.ts';

/** One entry of the archive as its central directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** The name as stored, which need not be UTF-8. */
  readonly rawName: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly size: number;
  readonly madeBy: number;
  readonly internalAttributes: number;
  readonly externalAttributes: number;
  /** The bytes as they are packed: what is not touched is written back from here. */
  readonly packed: Buffer;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const FULL_32 = 0xffffffff;

interface Directory {
  readonly offset: number;
  readonly count: number;
}

function findDirectory(bytes: Buffer): Directory {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) !== END) continue;
    if (at + 22 + bytes.readUInt16LE(at + 20) > bytes.length) continue;
    const count = bytes.readUInt16LE(at + 10);
    const offset = bytes.readUInt32LE(at + 16);
    if (count !== 0xffff && offset !== FULL_32) return { count, offset };
    if (at < 20 || bytes.readUInt32LE(at - 20) !== LOCATOR_64) return { count, offset };
    const end64 = Number(bytes.readBigUInt64LE(at - 12));
    if (end64 + 56 > bytes.length || bytes.readUInt32LE(end64) !== END_64) throw refused(REASONS.truncated);
    return { count: Number(bytes.readBigUInt64LE(end64 + 32)), offset: Number(bytes.readBigUInt64LE(end64 + 48)) };
  }
  throw refused(REASONS.truncated);
}

/** Sizes and offset of an entry, from the ZIP64 extra field where the plain fields are full. */
function wideFields(bytes: Buffer, at: number): { packed: number; size: number; offset: number } {
  const fields = {
    size: bytes.readUInt32LE(at + 24),
    packed: bytes.readUInt32LE(at + 20),
    offset: bytes.readUInt32LE(at + 42),
  };
  if (fields.size !== FULL_32 && fields.packed !== FULL_32 && fields.offset !== FULL_32) return fields;
  let extra = at + 46 + bytes.readUInt16LE(at + 28);
  const stop = extra + bytes.readUInt16LE(at + 30);
  while (extra + 4 <= stop) {
    const next = extra + 4 + bytes.readUInt16LE(extra + 2);
    if (bytes.readUInt16LE(extra) === 1) {
      let value = extra + 4;
      for (const key of ['size', 'packed', 'offset'] as const) {
        if (fields[key] !== FULL_32 || value + 8 > next) continue;
        fields[key] = Number(bytes.readBigUInt64LE(value));
        value += 8;
      }
    }
    extra = next;
  }
  return fields;
}

/** Entries in the order of the central directory. */
export function readZip(bytes: Buffer): ZipEntry[] {
  try {
    return readEntries(bytes);
  } catch (error) {
    // Offsets that point outside the file.
    if (errorCode(error) === 'ERR_OUT_OF_RANGE' || error instanceof RangeError) {
      throw refused(REASONS.truncated, error);
    }
    throw error;
  }
}

function readEntries(bytes: Buffer): ZipEntry[] {
  if (bytes.length < 22) throw refused(REASONS.truncated);
  const { offset, count } = findDirectory(bytes);
  if (count > MAX_PARTS) throw refused(REASONS.tooManyParts);
  const entries: ZipEntry[] = [];
  let at = offset;
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw refused(REASONS.truncated);
    const nameLength = bytes.readUInt16LE(at + 28);
    const wide = wideFields(bytes, at);
    const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
    if (bytes.readUInt32LE(wide.offset) !== LOCAL) throw refused(REASONS.truncated);
    const start = wide.offset + 30 + bytes.readUInt16LE(wide.offset + 26) + bytes.readUInt16LE(wide.offset + 28);
    if (start + wide.packed > bytes.length) throw refused(REASONS.truncated);
    entries.push({
      name: rawName.toString('utf8').replaceAll('\\', '/'),
      rawName,
      madeBy: bytes.readUInt16LE(at + 4),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      time: bytes.readUInt16LE(at + 12),
      date: bytes.readUInt16LE(at + 14),
      crc: bytes.readUInt32LE(at + 16),
      size: wide.size,
      internalAttributes: bytes.readUInt16LE(at + 36),
      externalAttributes: bytes.readUInt32LE(at + 38),
      packed: bytes.subarray(start, start + wide.packed),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Contents of one entry, checked; never more than `limit` bytes are unpacked, even if the directory claims less. */
export function unpack(entry: ZipEntry, limit: number): Buffer {
  const bound = Math.min(limit, MAX_PART_BYTES);
  const tooBig = () => refused(reasonPartTooBig(entry.name, Math.round(MAX_PART_BYTES / 1048576)));
  if ((entry.flags & 1) !== 0 || (entry.method !== 0 && entry.method !== 8)) throw damaged(entry.name);
  if (entry.size > bound) throw tooBig();
  let contents: Buffer;
  try {
    contents = entry.method === 0 ? entry.packed : inflated(entry);
  } catch (error) {
    throw damaged(entry.name, error);
  }
  if (contents.length !== entry.size || crc32(contents) !== entry.crc) throw damaged(entry.name);
  return contents;
}

/** XML shrinks to about a tenth; what shrinks more is unpacked in several pieces. */
const USUAL_RATIO = 30;

function inflated({ packed, size }: ZipEntry): Buffer {
  return inflateRawSync(packed, {
    // An entry that unpacks to more than the directory says is stopped there and then.
    maxOutputLength: size + 1,
    // In one piece, without the copies of many small ones; what the directory claims is not taken at its word.
    chunkSize: Math.max(Math.min(size + 1, packed.length * USUAL_RATIO), constants.Z_MIN_CHUNK),
  });
}
