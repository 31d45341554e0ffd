import type { NamedColumn } from '../../domain/tab-facts.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { rowsWith } from '../families/rows-with.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { rowWords } from '../words/row-words.ts';

/** 实到 ≤ 应到 and 赞成 ≤ 实到; a blank number is not compared. The place is the cell of the smaller role. */
export default defineRule({
  id: 'DAT-13',
  title: '到会或赞成人数偏大',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college, school }) {
    for (const counted of rowsWith(college, school, ({ counts }) => counts.flatMap(neighbours))) {
      for (const [whole, part] of counted.columns) {
        const count = counted.cellOf(part);
        const limit = counted.cellOf(whole);
        if (typeof count !== 'number' || typeof limit !== 'number' || count <= limit) continue;
        const [heading, wholeHeading] = [part[1], whole[1]];
        const { tab, tabKey, row } = counted;
        const key = counted.key();
        yield {
          at: counted.placeOf(part),
          subject: [tab, ...key, heading],
          facts: {
            row: rowWords(college, school, { tab: tabKey, row, key }),
            heading,
            count,
            wholeHeading,
            limit,
          },
        };
      }
    }
  },
  message: ({ row, heading, count, wholeHeading, limit }) =>
    `${row}的${heading}为 ${count} 人，${wholeHeading}为 ${limit} 人；${heading}应当不多于${wholeHeading}。`,
  advice: ({ heading, wholeHeading }) => `请核对${wholeHeading}和${heading}，改正填错的一处。`,
});

/** Each column with the one before it. */
function neighbours(columns: readonly NamedColumn[]): readonly (readonly [whole: NamedColumn, part: NamedColumn])[] {
  return columns.slice(1).map((part, index) => [columns[index] as NamedColumn, part]);
}
