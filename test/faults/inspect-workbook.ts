import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';

/** What a hostile text could have become in a file, seen without any code of the adapter. */
export interface Inspection {
  /** Everything that must not be there, in words. */
  readonly faults: readonly string[];
  /** Texts in cells that a spreadsheet would take for a formula were they typed. */
  readonly dangerousTexts: number;
  readonly links: number;
}

const text = (raw: string): string =>
  raw
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** Looks through every part of a workbook that holds no formula and no outer link of the user's own. */
export function inspectWorkbook(path: string): Inspection {
  const faults: string[] = [];
  let dangerousTexts = 0;
  let links = 0;
  const parts = Object.entries(unzipSync(new Uint8Array(readFileSync(path)))).filter(([name]) => !name.endsWith('/'));
  const workbook = strFromU8(parts.find(([name]) => name === 'xl/workbook.xml')?.[1] ?? new Uint8Array());
  const titles = new Set([...workbook.matchAll(/<sheet name="([^"]*)"/g)].map((match) => text(match[1] as string)));
  const isInside = (reference: string): boolean => {
    const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(?:\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$\d+:\$\d+)$/.exec(
      text(reference),
    );
    return match !== null && titles.has((match[1] ?? match[2] ?? '').replaceAll("''", "'"));
  };
  for (const [name, bytes] of parts) {
    if (!/\.(xml|rels|vml)$/.test(name)) {
      faults.push(`${name}: a part of an unexpected kind`);
      continue;
    }
    const xml = strFromU8(bytes);
    const broken = brokenXml(xml);
    if (broken !== null) faults.push(`${name}: ${broken}`);
    if (/externalLink|oleObject|vbaProject|ddeLink|connections/i.test(name)) faults.push(`${name}: an outer part`);
    if (name.endsWith('.rels') && /TargetMode\s*=\s*"External"/i.test(xml)) faults.push(`${name}: an outer link`);
    if (name.startsWith('xl/worksheets/') && name.endsWith('.xml')) {
      // The ends of a bar are written as formulas, and are numbers.
      const own = xml.replaceAll(/<x14:cfvo type="num"><xm:f>-?[\d.]+<\/xm:f><\/x14:cfvo>/g, '');
      if (/<(?:\w+:)?f[\s/>]/.test(own)) faults.push(`${name}: a formula`);
      for (const [, tag = ''] of xml.matchAll(/<hyperlink ([^>]*)>/g)) {
        links += 1;
        const location = /\blocation="([^"]*)"/.exec(tag)?.[1];
        if (/\br:id=/.test(tag) || location === undefined || !isInside(location)) faults.push(`${name}: link ${tag}`);
      }
    }
    if (name.startsWith('xl/charts/'))
      for (const [, reference = ''] of xml.matchAll(/<c:f>([^<]*)<\/c:f>/g))
        if (!isInside(reference)) faults.push(`${name}: chart over ${reference}`);
    for (const [, value = ''] of xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g))
      if (/^\s*[=+\-@＝]/.test(text(value))) dangerousTexts += 1;
  }
  for (const [, value = ''] of workbook.matchAll(/<definedName [^>]*>([^<]*)<\/definedName>/g))
    if (!isInside(value)) faults.push(`a name that refers to ${value}`);
  return { faults, dangerousTexts, links };
}

/** The first breach of XML 1.0 that matters to a reader, `null` where the part is well-formed. */
function brokenXml(xml: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml) || !xml.isWellFormed())
    return 'a character that XML cannot hold';
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return 'a document type';
  const open: string[] = [];
  const rest = xml.replace(
    /<\?.*?\?>|<!--.*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/gs,
    (_, slash = '', name = '', attributes = '', single = '') => {
      const names = [...String(attributes).matchAll(/\s([\w:.-]+)\s*=/g)].map((match) => match[1]);
      if (new Set(names).size < names.length) open.push(`doubled attribute in ${name}`);
      if (slash === '/') {
        if (open.pop() !== name) open.push(`unbalanced ${name}`);
      } else if (name !== '' && single === '') open.push(name);
      return '';
    },
  );
  if (open.length > 0) return `not balanced: ${open.at(-1)}`;
  if (rest.includes('<')) return `a stray < before ${rest.slice(rest.indexOf('<'), rest.indexOf('<') + 40)}`;
  const entity = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.exec(rest);
  return entity === null ? null : 'an entity that is not XML’s own';
}
