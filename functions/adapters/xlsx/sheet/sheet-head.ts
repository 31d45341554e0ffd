import { attribute } from '../package/xml.ts';

/** The part of a worksheet before its cells: read from its first bytes, however large the tab is. */

const HEAD = 16_384;

export interface SheetHead {
  /** Name of the tab in macros. */
  readonly codeName: string | null;
  readonly selected: boolean;
  readonly zoom: string | null;
}

export function headOf(bytes: Buffer): SheetHead {
  const xml = bytes.toString('utf8', 0, Math.min(bytes.length, HEAD)).split(/<(?:[\w.-]+:)?sheetData/)[0]!;
  return {
    codeName: attributeIn(xml, 'sheetPr', 'codeName'),
    selected: attributeIn(xml, 'sheetView', 'tabSelected') === '1',
    zoom: attributeIn(xml, 'sheetView', 'zoomScale'),
  };
}

function attributeIn(xml: string, element: string, name: string): string | null {
  const tag = new RegExp(`<(?:[\\w.-]+:)?${element}(\\s[^<>]*)>`).exec(xml);
  return tag === null ? null : attribute({ attributes: tag[1]! }, name);
}
