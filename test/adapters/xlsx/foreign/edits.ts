import { LINKS, type Parts } from './plain-package.ts';

/** One habit of a program that writes workbooks: what it does otherwise than Excel to the plain package. */
export interface Trait {
  readonly writer: string;
  readonly habit: string;
  readonly change: (parts: Parts) => void;
  /** How the archive is packed: 9 = as small as it goes, 0 = not at all. */
  readonly level?: 0 | 9;
}

export const BOOK = 'xl/workbook.xml';
export const BOOK_LINKS = 'xl/_rels/workbook.xml.rels';
export const SHEET = 'xl/worksheets/sheet1.xml';
export const SHEET_LINKS = 'xl/worksheets/_rels/sheet1.xml.rels';
export const STYLES = 'xl/styles.xml';
export const STRINGS = 'xl/sharedStrings.xml';
export const COMMENTS = 'xl/comments1.xml';
export const VML = 'xl/drawings/vmlDrawing1.vml';
export const CONTENT_TYPES = '[Content_Types].xml';

function textOf(parts: Parts, part: string): string {
  const text = parts[part];
  if (typeof text !== 'string') throw new Error(`no text ${part}`);
  return text;
}

/** Changes a part; a change that changes nothing is a slip in the corpus. */
export function edit(part: string, change: (xml: string) => string): (parts: Parts) => void {
  return (parts) => {
    const before = textOf(parts, part);
    const after = change(before);
    if (after === before) throw new Error(`nothing to change in ${part}`);
    parts[part] = after;
  };
}

export const all =
  (...changes: readonly ((parts: Parts) => void)[]) =>
  (parts: Parts): void => {
    for (const change of changes) change(parts);
  };

export const swap = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to);

/** Every element gets a prefix, and the namespace of the root goes with it. */
export const prefixed = (prefix: string) => (xml: string) =>
  xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}:`).replace(' xmlns=', ` xmlns:${prefix}=`);

export const withoutDeclaration = (xml: string): string => xml.replace(/^<\?xml[^>]*\?>\s*/, '');

export const linkPrefix = (prefix: string) =>
  edit(BOOK, (xml) =>
    xml
      .replace(` xmlns:r="${LINKS}"`, '')
      .replace(/<sheet /g, `<sheet xmlns:${prefix}="${LINKS}" `)
      .replaceAll(' r:id=', ` ${prefix}:id=`),
  );

/** The part in another encoding, as a writer that declares it (or not) would store it. */
export const encoded = (parts: readonly string[], encode: (xml: string) => Uint8Array) => (all_: Parts) => {
  for (const part of parts) all_[part] = encode(textOf(all_, part));
};

export const TEXT_PARTS = [BOOK, BOOK_LINKS, SHEET, STRINGS, STYLES, COMMENTS];

export function utf16(mark: boolean, bigEndian: boolean): (xml: string) => Uint8Array {
  return (xml) => {
    const text = xml.replace(/encoding="[^"]*"/, 'encoding="UTF-16"');
    const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
}

/** Our texts in GB18030; Node decodes it but does not encode it. */
export function gb18030(xml: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  const text = xml.replace(/encoding="[^"]*"/, 'encoding="GB18030"');
  return Uint8Array.from(Array.from(text).flatMap((letter) => codes.get(letter) ?? [letter.charCodeAt(0)]));
}

/** Shared strings put into the cells. */
export function inline(parts: Parts, wrap: (text: string) => string): void {
  const texts = [...textOf(parts, STRINGS).matchAll(/<si><t>([\s\S]*?)<\/t><\/si>/g)].map((match) => match[1]!);
  for (const part of [SHEET, 'xl/worksheets/sheet2.xml']) {
    edit(part, (xml) => xml.replace(/ t="s"><v>(\d+)<\/v>/g, (_, at: string) => wrap(texts[Number(at)]!)))(parts);
  }
  delete parts[STRINGS];
  edit(BOOK_LINKS, swap(/<Relationship Id="rId4"[^>]*\/>/, ''))(parts);
  edit(CONTENT_TYPES, swap(/<Override PartName="\/xl\/sharedStrings.xml"[^>]*\/>/, ''))(parts);
}

export const renamed = (from: string, to: string) => (parts: Parts) => {
  parts[to] = textOf(parts, from);
  delete parts[from];
};

export const VML_SPACES =
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"';

export const withoutComments = all(
  edit(SHEET, swap('<legacyDrawing r:id="rId1"/>', '')),
  edit(CONTENT_TYPES, swap(/<Override PartName="\/xl\/comments1.xml"[^>]*\/>/, '')),
  (parts) => {
    for (const part of [COMMENTS, VML, SHEET_LINKS]) delete parts[part];
  },
);

export const STRICT: readonly (readonly [string, string])[] = [
  ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://purl.oclc.org/ooxml/spreadsheetml/main'],
  [
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
    'http://purl.oclc.org/ooxml/officeDocument/relationships',
  ],
];
