/** Namespaces of the format's two dialects: the transitional one, which nearly every program writes, and the strict one. */

const MAIN = [
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
];

/** Namespaces of the attribute `id` that names a link to another part. */
export const LINKS: readonly string[] = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
];

/** The namespace of worksheets, comments and styles. */
export const mainNamespace = (strict: boolean): string => MAIN[strict ? 1 : 0]!;

/** The namespace of links. */
export const linkNamespace = (strict: boolean): string => LINKS[strict ? 1 : 0]!;

/** True for the namespace of the strict dialect. */
export const isStrict = (namespace: string | undefined): boolean => namespace === MAIN[1];
