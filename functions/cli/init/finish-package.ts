import { columnLetter } from '../../../shared/domain/place.ts';
import { openPackage } from '../../adapters/xlsx/package.ts';
import { writeZip } from '../../adapters/xlsx/zip-write.ts';
import type { SheetPlan } from './sheet-plan.ts';

/**
 * Gives every column of a table the style of its first data cell, so that rows typed later are text, date and framed
 * as well: hucre writes styles for cells alone. Its parts are named by the place of the sheet.
 */
export function styleColumns(bytes: Buffer, sheets: readonly SheetPlan[]): Buffer {
  const pack = openPackage(bytes);
  for (const [place, { headingRow, columns }] of sheets.entries()) {
    const part = `xl/worksheets/sheet${place + 1}.xml`;
    if (headingRow === null) continue;
    const xml = pack.need(part);
    const styles = columns.map((_, column) => styleOfCell(xml, `${columnLetter(column)}${headingRow + 2}`));
    pack.put(
      part,
      xml.replace(/<col min="(\d+)"([^>]*?)\/>/g, (col, min: string, rest: string) => {
        const style = styles[Number(min) - 1];
        return style === undefined || style === null ? col : `<col min="${min}"${rest} style="${style}"/>`;
      }),
    );
  }
  return Buffer.concat(writeZip(pack.entries, pack.changes));
}

function styleOfCell(xml: string, reference: string): string | null {
  const cell = new RegExp(`<c [^>]*r="${reference}"[^>]*>`).exec(xml)?.[0];
  return (cell && /\bs="(\d+)"/.exec(cell)?.[1]) ?? null;
}
