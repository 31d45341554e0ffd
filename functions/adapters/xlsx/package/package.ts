import { Refused } from '../../../../shared/ports.ts';
import { MAX_UNPACKED_BYTES } from '../limits.ts';
import { damaged, refused } from '../problem.ts';
import { REASONS, reasonPartMissing, reasonUnpackedTooBig } from '../words.ts';
import { decodePart, inUtf8 } from './decode-part.ts';
import { readZip, unpack, type ZipEntry } from './zip.ts';

/** A package (the archive and its parts) that is read part by part and collects changes. */
export interface Package {
  readonly entries: readonly ZipEntry[];
  /** Parts that have been changed; `null` = taken out. Keyed by the name as the archive has it. */
  readonly changes: ReadonlyMap<string, Buffer | null>;
  has(part: string): boolean;
  names(): string[];
  /** Current contents of an XML part, in UTF-8; `null` where there is none. */
  bytes(part: string): Buffer | null;
  /** The same as text, whatever it is encoded in. */
  text(part: string): string | null;
  /** Contents of a part as the archive has it, byte for byte; `null` where it has none. */
  original(part: string): Buffer | null;
  /** Text of a part that must be there. */
  need(part: string): string;
  put(part: string, contents: string | Buffer): void;
  remove(part: string): void;
}

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** Says what a file is that is no package, in words that tell the user what to do. */
function refuseStrangers(bytes: Buffer): void {
  if (bytes.length === 0) throw refused(REASONS.empty);
  if (bytes.subarray(0, 8).equals(OLE)) {
    throw refused(bytes.includes(ENCRYPTED) ? REASONS.encrypted : REASONS.oldXls);
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw refused(REASONS.notXlsx);
}

export function openPackage(file: Buffer): Package {
  refuseStrangers(file);
  const entries = readZip(file);
  // Part names are compared without regard to case; the first of two equal ones counts.
  const byName = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const key = keyOf(entry.name);
    if (!byName.has(key)) byName.set(key, entry);
  }
  const changes = new Map<string, Buffer | null>();
  let unpacked = 0;

  const storedName = (part: string): string => byName.get(keyOf(part))?.name ?? part;
  const stored = (part: string): Buffer | null => {
    const changed = changes.get(storedName(part));
    return changed === undefined ? original(part) : changed;
  };
  const original = (part: string): Buffer | null => {
    const entry = byName.get(keyOf(part));
    if (entry === undefined) return null;
    unpacked += entry.size;
    if (unpacked > MAX_UNPACKED_BYTES) throw refused(reasonUnpackedTooBig(Math.round(MAX_UNPACKED_BYTES / 1048576)));
    return unpack(entry, MAX_UNPACKED_BYTES);
  };
  const text = (part: string): string | null => {
    const contents = stored(part);
    if (contents === null) return null;
    try {
      return decodePart(part, contents);
    } catch (error) {
      // V8 answers a text beyond its limit with an error of its own.
      if (error instanceof Refused) throw error;
      throw damaged(part, error);
    }
  };
  return {
    entries,
    changes,
    has: (part) => {
      const changed = changes.get(storedName(part));
      return changed === undefined ? byName.has(keyOf(part)) : changed !== null;
    },
    names: () => [
      ...entries.map((entry) => entry.name).filter((name) => changes.get(name) !== null),
      ...[...changes].filter(([name, contents]) => contents !== null && !byName.has(keyOf(name))).map(([name]) => name),
    ],
    original,
    bytes: (part) => {
      const contents = stored(part);
      return contents === null ? null : inUtf8(part, contents);
    },
    text,
    need: (part) => {
      const found = text(part);
      if (found === null) throw refused(reasonPartMissing(part));
      return found;
    },
    put: (part, contents) => {
      changes.set(storedName(part), typeof contents === 'string' ? Buffer.from(contents, 'utf8') : contents);
    },
    remove: (part) => {
      // A part that was never in the archive needs no trace.
      if (byName.has(keyOf(part))) changes.set(storedName(part), null);
      else changes.delete(part);
    },
  };
}

function keyOf(part: string): string {
  return part.replace(/^\/+/, '').toLowerCase();
}

/** A name for a new part that no other part has: `xl/worksheets/sheet7.xml`. */
export function freePartName(pack: Package, stem: string, extension: string): string {
  const taken = new Set(pack.names().map((name) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = `${stem}${number}${extension}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
