import { isGiven } from '../../domain/cell.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { rowsWith } from '../families/rows-with.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** A key occurs once in its tab. With a blank or an unreadable part it is no key. */
export default defineRule({
  id: 'DAT-06',
  title: '编号或关键内容重复',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college, school }) {
    const seen = new Map<string, { readonly firstRow: number; count: number }>();
    for (const { columns: keys, cellOf, placeOf, key, tab, row } of rowsWith(college, school, (tab) => tab.keys)) {
      const columns = keys.find((fields) => fields.some((column) => cellOf(column) !== null));
      if (!columns?.every((column) => isGiven(cellOf(column)))) continue;
      const cells = [tab, ...columns.map(cellOf)].join('\n');
      const known = seen.get(cells);
      if (!known) {
        seen.set(cells, { firstRow: row, count: 1 });
        continue;
      }
      known.count++;
      yield {
        at: placeOf(columns[0]),
        subject: [tab, ...key(), String(known.count)],
        facts: { tab, headings: columns.map(([, heading]) => heading), key: key(), firstRow: known.firstRow },
      };
    }
  },
  message: ({ tab, headings, key, firstRow }) =>
    `“${tab}”的${headings.join('、')}“${key.join('，')}”已在第 ${firstRow} 行用过；应当只出现一次。`,
  advice: ({ headings, firstRow }) =>
    `请与第 ${firstRow} 行核对：重复登记的删去一行，填错的改正${headings.join('、')}。`,
});
