import type { Package } from './package.ts';
import { escapeAttribute } from './text.ts';
import { append, attribute, childrenOf, type Element, insertBefore, rootOf, splice } from './xml.ts';

const PART = '[Content_Types].xml';

/** Content types of the parts that this adapter makes. */
export const CONTENT_TYPES = {
  worksheet: 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml',
  comments: 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml',
  styles: 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml',
  drawing: 'application/vnd.openxmlformats-officedocument.drawing+xml',
  chart: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
  vml: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
} as const;

function overrideOf(xml: string, part: string): Element | null {
  const wanted = `/${part}`.toLowerCase();
  return (
    childrenOf(xml, rootOf(xml)).find(
      (element) => element.name === 'Override' && (attribute(element, 'PartName') ?? '').toLowerCase() === wanted,
    ) ?? null
  );
}

/** Declares what `part` is, unless that is declared already. */
export function declarePart(pack: Package, part: string, type: string): void {
  const xml = pack.need(PART);
  if (overrideOf(xml, part) !== null) return;
  const root = rootOf(xml);
  const fragment = `<${root.prefix}Override PartName="${escapeAttribute(`/${part}`)}" ContentType="${type}"/>`;
  pack.put(PART, append(xml, root, fragment));
}

/** Declares what all parts with a file extension are. */
export function declareExtension(pack: Package, extension: string, type: string): void {
  const xml = pack.need(PART);
  const root = rootOf(xml);
  const declared = childrenOf(xml, root);
  const known = declared.some(
    (element) => element.name === 'Default' && (attribute(element, 'Extension') ?? '').toLowerCase() === extension,
  );
  if (known) return;
  const fragment = `<${root.prefix}Default Extension="${extension}" ContentType="${type}"/>`;
  // Excel wants the defaults in front of the overrides.
  pack.put(PART, insertBefore(xml, root, declared[0], fragment));
}

/** Takes a part out of the package together with its declaration. */
export function removePart(pack: Package, part: string): void {
  pack.remove(part);
  const xml = pack.need(PART);
  const override = overrideOf(xml, part);
  if (override !== null) pack.put(PART, splice(xml, override.start, override.end, ''));
}
