import { birthdayOf, formatDay } from '../../domain/calendar.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { rowsWith } from '../families/rows-with.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { rowWords } from '../words/row-words.ts';

const YOUNGEST = 14;
const OLDEST = 60;

/** A past event is not dated after the as-of day; a student is 14 to 60 years old, the 60th birthday included. */
export default defineRule({
  id: 'DAT-12',
  title: '不可能的日期',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college, school }, _, asOf) {
    const whyNot = (day: number, isBirth: boolean): string | null => {
      if (!isBirth) return day > asOf ? `在截至日 ${formatDay(asOf)} 之后；应当是已经发生的日期` : null;
      if (asOf < birthdayOf(day, YOUNGEST)) return `不满 ${YOUNGEST} 周岁；应当是学生的出生日期`;
      return asOf > birthdayOf(day, OLDEST) ? `已过 ${OLDEST} 周岁；应当是学生的出生日期` : null;
    };
    for (const which of ['births', 'past'] as const) {
      for (const dated of rowsWith(college, school, (facts) => facts[which])) {
        for (const column of dated.columns) {
          const day = dated.daysOf(column).find((one) => whyNot(one, which === 'births') !== null);
          const why = day === undefined ? null : whyNot(day, which === 'births');
          if (day === undefined || why === null) continue;
          const { tab, tabKey, row } = dated;
          const key = dated.key();
          const words = rowWords(college, school, { tab: tabKey, row, key });
          const [, heading] = column;
          yield {
            at: dated.placeOf(column),
            subject: [tab, ...key, heading],
            facts: { row: words, heading, day: formatDay(day), why },
          };
        }
      }
    }
  },
  message: ({ row, heading, day, why }) => `${row}的${heading}“${day}”${why}。`,
  advice: ({ heading }) => `请核对${heading}并改正。`,
});
