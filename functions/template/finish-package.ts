import { columnLetter } from '../../shared/domain/place.ts';
import { openPackage, type Package } from '../adapters/xlsx/package/package.ts';
import { writeZip } from '../adapters/xlsx/package/zip-write.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** What hucre leaves undone in a new workbook. Its parts are named by the place of the sheet. */
export async function finishPackage(bytes: Buffer, sheets: readonly SheetPlan[]): Promise<Buffer> {
  const pack = openPackage(bytes);
  for (const [place, sheet] of sheets.entries()) styleColumns(pack, `xl/worksheets/sheet${place + 1}.xml`, sheet);
  quoteTitles(pack);
  return Buffer.concat(await writeZip(pack.entries, pack.changes));
}

/** Gives every column the style of its first data cell, so that rows typed later are text, date and framed as well. */
function styleColumns(pack: Package, part: string, { headingRow, columns }: SheetPlan): void {
  if (headingRow === null) return;
  const xml = pack.need(part);
  const styles = columns.map((_, column) => styleOfCell(xml, `${columnLetter(column)}${headingRow + 2}`));
  pack.put(
    part,
    xml.replace(/<col min="(\d+)"([^>]*?)\/>/g, (col, min: string, rest: string) => {
      const style = styles[Number(min) - 1] ?? null;
      return style === null ? col : `<col min="${min}"${rest} style="${style}"/>`;
    }),
  );
}

function styleOfCell(xml: string, reference: string): string | null {
  const cell = new RegExp(`<c [^>]*r="${reference}"[^>]*>`).exec(xml)?.[0];
  return (cell && /\bs="(\d+)"/.exec(cell)?.[1]) ?? null;
}

/** Excel takes a file with an unquoted title such as `2.花名册!$1:$1` for damaged. */
function quoteTitles(pack: Package): void {
  const part = 'xl/workbook.xml';
  pack.put(part, pack.need(part).replace(/(<definedName name="_xlnm\.Print_Titles"[^>]*>)([^<'!]+)!/g, "$1'$2'!"));
}
