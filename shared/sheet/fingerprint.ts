import { sha256 } from '../domain/identity.ts';
import type { TabImage } from './image.ts';
import type { OutputGrid } from './lay-out.ts';

/** Raised when the same image would now look different: output tabs are then written once more. */
export const LOOK_VERSION = 2;

/**
 * Short hash of everything that an output tab shows besides its values: tones, links, widths, charts, page. It is kept
 * with the tab's mark; values are compared with the tab itself, because users can change those. Volatile cells and the
 * user's cells are left out.
 * @param whereIs returns the target of a link to a tab of that title, its current title or id; `null` if there is none
 */
export function fingerprintOf(
  { columns, plain = false, charts = [], frozenColumns = 0, print = 'landscape' }: TabImage,
  { rows }: OutputGrid,
  whereIs: (title: string) => string | number | null,
): string {
  const cells = rows.map((row) =>
    row.map(({ volatile, role, tone, link, format, small, bar, column }) => {
      if (volatile || role === 'user') return [role];
      const look = [role, tone, link && [whereIs(link.tab), link.row, link.column]];
      // Most cells look as their column specifies.
      return small || bar || format !== (column?.format ?? 'text') ? [...look, format, small, bar] : look;
    }),
  );
  const shape = [LOOK_VERSION, columns, plain, charts, frozenColumns, print, cells];
  return sha256(JSON.stringify(shape)).slice(0, 16);
}
