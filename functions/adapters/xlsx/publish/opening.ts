import type { Package } from '../package/package.ts';
import { childOf, childrenOf, rootOf, wholeNumberIn } from '../package/xml.ts';
import type { Book } from '../parts/book.ts';
import { headOf } from '../sheet/sheet-head.ts';

/**
 * Whether somebody has left the workbook at a tab: every program that people use marks one when it saves. A workbook
 * that comes from a program alone, such as a new template, has none.
 */
export function hasBeenOpened(pack: Package, book: Book): boolean {
  const xml = pack.need(book.part);
  const views = childOf(xml, rootOf(xml), 'bookViews');
  const view = views === null ? undefined : childrenOf(xml, views)[0];
  if (view !== undefined && (wholeNumberIn(view, 'activeTab') ?? 0) > 0) return true;
  return book.tabs.some(({ part }) => {
    const bytes = part === null ? null : pack.bytes(part);
    return bytes !== null && headOf(bytes).selected;
  });
}
