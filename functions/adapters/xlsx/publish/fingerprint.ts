import { createHash } from 'node:crypto';
import type { TabImage } from '../../../../shared/sheet/image.ts';
import type { OutputGrid } from './output-tab.ts';

/** Goes up when output tabs come to look different for the same image, so that they are written once more. */
const LOOK_VERSION = 1;

/**
 * Short hash of all that an output tab shows beyond its values: tones, links, widths, charts. It is kept with the
 * tab's mark; values are compared with the tab itself, because users can change those. Volatile cells and the
 * user's cells are left out.
 */
export function fingerprintOf(
  image: TabImage,
  grid: OutputGrid,
  currentTitle: (title: string) => string | null,
): string {
  const cells = grid.rows.map((row) =>
    row.map((cell) => {
      if (cell.volatile || cell.role === 'user') return [cell.role];
      const link = cell.link === null ? null : [currentTitle(cell.link.tab), cell.link.row, cell.link.column];
      return [cell.role, cell.tone, link];
    }),
  );
  const shape = [LOOK_VERSION, image.title, image.columns, image.plain ?? false, image.charts ?? [], cells];
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16);
}
