/** Text of a .csv file in the encodings that programs here write. */

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** Bytes that are looked at to tell UTF-16 without a mark. */
const LOOKED_AT = 4_096;

/** The text and how it was encoded; `null` where the bytes are text in none of these ways. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } | null {
  const marked = markOf(bytes) ?? withoutMark(bytes);
  for (const encoding of marked === null ? (['utf-8', 'gb18030'] as const) : [marked]) {
    const text = decodedAs(encoding, bytes);
    // No table holds the character that ends a string elsewhere.
    if (text !== null && !text.includes('\0')) return { text, encoding };
  }
  return null;
}

function decodedAs(encoding: Encoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function markOf([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null;
}

/** UTF-16 without a mark: commas, digits and line ends have a zero on one side only. */
function withoutMark(bytes: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < Math.min(bytes.length, LOOKED_AT); at++) {
    if (bytes[at] === 0) {
      if (at % 2 === 0) even++;
      else odd++;
    }
  }
  if (even === odd || bytes.length % 2 === 1) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}
