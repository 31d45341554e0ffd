import { isUtf8 } from 'node:buffer';
import { refused } from '../problem.ts';
import { reasonPartEncoding } from '../words.ts';

/** The declaration that an XML part may begin with, its encoding apart. Reaches no further than it can be long. */
const DECLARATION = /^(\s*<\?xml\b[^>]{0,200}?)\s+encoding\s*=\s*(?:"([^"]{0,60})"|'([^']{0,60})')/;

/** Encodings that tell by themselves: by a byte order mark, or by the zeros around the first `<`. */
const SIGNS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['UTF-32', [0x00, 0x00, 0xfe, 0xff]],
  ['UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-32', [0x00, 0x00, 0x00, 0x3c]],
  ['UTF-32', [0x3c, 0x00, 0x00, 0x00]],
  ['UTF-8', [0xef, 0xbb, 0xbf]],
  ['UTF-16BE', [0xfe, 0xff]],
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0x00, 0x3c]],
  ['UTF-16LE', [0x3c, 0x00]],
];

/**
 * Text of an XML part, decoded as its bytes or its declaration say; UTF-8 where neither says anything. The declaration of
 * another encoding is left out: what is written back is UTF-8.
 * @throws Refused for an encoding that is not known here, and for bytes that do not belong to it
 */
export function decodePart(part: string, contents: Buffer): string {
  const sign = SIGNS.find(([, bytes]) => bytes.every((byte, at) => contents[at] === byte))?.[0] ?? null;
  const declared = declaredIn(contents);
  const encoding = sign ?? (declared === null || isUnicode(declared) ? 'UTF-8' : declared);
  if (encoding === 'UTF-8') {
    if (!isUtf8(contents)) throw refused(reasonPartEncoding(part, encoding));
    const text = contents.toString('utf8', sign === null ? 0 : 3);
    return declared === null || /^utf-?8$/i.test(declared) ? text : undeclared(text);
  }
  try {
    return undeclared(new TextDecoder(encoding, { fatal: true }).decode(contents));
  } catch (error) {
    throw refused(reasonPartEncoding(part, encoding), error);
  }
}

/** The same as bytes in UTF-8; the very bytes of the part where they are so already. */
export function inUtf8(part: string, contents: Buffer): Buffer {
  return isPlainUtf8(contents) ? contents : Buffer.from(decodePart(part, contents), 'utf8');
}

/** Whether the bytes of a part are to be taken as UTF-8 as they stand, without a byte order mark. */
export function isPlainUtf8(contents: Buffer): boolean {
  return contents[0] === 0x3c && contents[1] !== 0 && /^(utf-?8)?$/i.test(declaredIn(contents) ?? '');
}

function declaredIn(contents: Buffer): string | null {
  const match = DECLARATION.exec(contents.toString('latin1', contents[0] === 0xef ? 3 : 0, 300));
  return match === null ? null : (match[2] ?? match[3] ?? '').trim();
}

/** A declaration that can be read byte by byte is not in UTF-16, whatever it says: some programs print a text so. */
function isUnicode(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding.startsWith('utf-');
  } catch {
    return false;
  }
}

function undeclared(text: string): string {
  return text.replace(DECLARATION, '$1');
}
