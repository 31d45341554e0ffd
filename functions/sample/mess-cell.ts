import { type CalendarDay, civilOf, formatAcademicYear, formatDay } from '../../shared/domain/calendar.ts';
import { ActivityType, ClassPost, OrgKind, PoliticalStatus, StudyLevel } from '../../shared/domain/vocabulary.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { compositePost } from '../../shared/workbook/tabs/marks.ts';
import type { DraftCell } from './draft.ts';
import type { DateForm, Habits } from './habits.ts';
import type { Random } from './random.ts';

/** Other spellings of words, by heading: only where the column accepts them. */
const SPELLINGS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  政治面貌: {
    [PoliticalStatus.leagueMember]: ['团员'],
    [PoliticalStatus.fullMember]: ['中共党员', '党员'],
    [PoliticalStatus.probationaryMember]: ['中共预备党员'],
  },
  培养层次: { [StudyLevel.master]: ['研究生'] },
  组织类型: { [OrgKind.schoolClass]: ['班委会'] },
  职务: {
    [ClassPost.leagueSecretary]: ['团支书'],
    [ClassPost.safetyOfficer]: ['心理委员', '安全（心理）委员'],
    [ClassPost.practiceOfficer]: ['实践委员', '实践（就业）委员'],
    [compositePost([ClassPost.monitor, ClassPost.deputyLeagueSecretary])]: [
      '班长（兼团支部副书记）',
      '班长兼团支部副书记',
    ],
  },
  活动类型: { [ActivityType.redPairing]: ['红色“1+1”', '红色"1+1"'] },
};

/** A cell as a person of that college would type it; whatever comes out is read as the draft says. */
export function messCell(random: Random, column: Column<unknown>, cell: DraftCell, habits: Habits): RawCell {
  if (cell !== null && typeof cell === 'object' && 'literal' in cell) return cell.literal;
  if (cell === null || cell === '' || (Array.isArray(cell) && cell.length === 0)) return null;
  const stray = random.chance(habits.strays);
  const { kind } = column.type;
  if (typeof cell === 'number') {
    if (kind === 'date') return dateCell(random.pick(habits.dates), cell);
    if (kind === 'academicYear') return formatAcademicYear(cell);
    return stray && kind === 'whole' ? fullWidth(String(cell)) : cell;
  }
  const text = typeof cell === 'string' ? cell : listText(cell as readonly string[], column.heading, habits);
  if (kind === 'id' && habits.idsAsNumbers && /^[1-9]\d*$/.test(text)) return stray ? fullWidth(text) : Number(text);
  const spelt = habits.aliases ? spelling(random, column.heading, text) : text;
  return stray ? `${spelt} ` : spelt;
}

function listText(items: readonly string[], heading: string, { separator }: Habits): string {
  return heading === '职务' ? compositePost(items) : items.join(separator);
}

function spelling(random: Random, heading: string, word: string): string {
  const others = SPELLINGS[heading]?.[word];
  return others ? random.pick([word, ...others]) : word;
}

const FULL_WIDTH_SHIFT = 0xfee0;

function fullWidth(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + FULL_WIDTH_SHIFT));
}

function dateCell(form: DateForm, day: CalendarDay): RawCell {
  const { year, month, day: date } = civilOf(day);
  const digits = formatDay(day).replaceAll('-', '');
  switch (form) {
    case 'serial':
      return day;
    case 'dashes':
      return `${year}-${month}-${date}`;
    case 'slashes':
      return `${year}/${month}/${date}`;
    case 'dots':
      return `${year}.${month}.${date}`;
    case 'chinese':
      return `${year}年${month}月${date}日`;
    case 'digits':
      return Number(digits);
    case 'digitsAsText':
      return digits;
    case 'withTime':
      return `${year}-${month}-${date} 14:30`;
  }
}
