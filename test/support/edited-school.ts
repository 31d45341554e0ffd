import { createRandom, type Random } from '../../functions/sample/random.ts';
import { DEFAULT_PARAMETERS, type Parameters } from '../../shared/domain/parameters.ts';
import type { RenamedId } from '../../shared/domain/renamed-id.ts';
import type { SchemeItem, Settings, Waiver } from '../../shared/domain/settings.ts';
import type { ViolationBook } from '../../shared/ports.ts';
import type { Rule } from '../../shared/rules/frame/rule.ts';
import { RULES } from '../../shared/rules/index.ts';
import { type JudgeInput, type Judgement, judgeSchool } from '../../shared/run/judge-school.ts';
import { judgeKept, type KeptJudgement, type Member } from '../../shared/run/kept/judge-kept.ts';
import type { KeptColleges } from '../../shared/run/kept/kept-college.ts';
import { takeSnapshot } from '../../shared/run/snapshot.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import type { RawCell, RawTab } from '../../shared/sheet/raw.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import type { CollegeInput } from '../../shared/workbook/read-college.ts';
import { accountsOf, keep } from './kept-judgement.ts';
import { MADE_ON, madeColleges } from './made-colleges.ts';

type Cells = RawCell[][];
interface EditedTab {
  title: string;
  rows: Cells;
  merges: RawTab['merges'];
}
interface EditedCollege {
  id: string;
  name: string;
  tabs: EditedTab[];
  stale: boolean;
  heldBack: Member['heldBack'];
  renamed: RenamedId[];
  deadlines: Map<string, number>;
}

/** A school with its books and accounts in which somebody types at random; equal seeds give equal edits. */
export interface EditedSchool {
  /** Makes one change and describes it. */
  edit(): string;
  judgeWhole(): Judgement;
  judgeKept(store: KeptColleges, drawn?: readonly string[]): Promise<KeptJudgement>;
  /** Brings books and accounts to what a judgement of the whole school gives, then keeps the judgement. */
  settle(whole: Judgement, kept: KeptJudgement, store: KeptColleges): Promise<void>;
  accounts(): ReadonlyMap<string, string>;
}

const ALL_TYPES: readonly string[] = [];

export function editedSchool(seed: string, count: number, students: number): EditedSchool {
  const random = createRandom(seed);
  let colleges: EditedCollege[] = [...madeColleges(count, students)].map(({ id, name, raw }) => ({
    id,
    name,
    tabs: raw.tabs.map(({ title, rows, merges }) => ({ title, merges, rows: rows.map((row) => [...row]) })),
    stale: false,
    heldBack: null,
    renamed: [],
    deadlines: new Map(),
  }));
  const away: EditedCollege[] = [];
  let asOf = MADE_ON;
  let parameters: Parameters = DEFAULT_PARAMETERS;
  let scheme: readonly SchemeItem[] = DEFAULT_SCHEME;
  let rules: readonly Rule[] = RULES;
  let version = 1;
  let waivers: readonly Waiver[] = [];
  let books: readonly ViolationBook[] = [];
  let reading = 1;
  let complete = true;
  let digests = new Map<string, string>();
  const parsed = new Map<string, ReturnType<typeof parseWorkbook>>();

  const hashOf = ({ tabs, deadlines }: EditedCollege): string =>
    // A snapshot includes what is typed into the output tabs.
    `${takeSnapshot({ version: '', tabs }).hash}|${JSON.stringify([...deadlines])}`;
  const openedBy = (college: EditedCollege, place: number, hash: string): CollegeInput => {
    const { id, name, tabs, stale, heldBack, renamed, deadlines } = college;
    const key = `${place}|${hash}`;
    const known = parsed.get(key) ?? parseWorkbook({ version: '', tabs }, place, ALL_TYPES);
    if (parsed.size > 8 * count) parsed.clear();
    parsed.set(key, known);
    return { id, name, stale, heldBack, renamed, deadlines, parsed: known };
  };
  const memberOf = (college: EditedCollege): Member => {
    const { id, name, stale, heldBack, renamed } = college;
    const hash = hashOf(college);
    return { id, name, hash, stale, heldBack, renamed, open: async (place) => openedBy(college, place, hash) };
  };
  const inputOf = (): Omit<JudgeInput, 'colleges' | 'apart'> => {
    const settings: Settings = {
      registrations: [],
      parameters,
      scheme: null,
      schemeBroken: false,
      waivers,
      appeals: [],
      issues: [],
      registrationFaults: [],
    };
    const facts = { rules, complete, asOf, year: 2025, books, reading };
    return { ...facts, settings, scheme: { version: '', items: scheme } };
  };
  return {
    edit: () => {
      reading++;
      if (random.chance(0.7) && colleges.length > 0) return editCollege(random, random.pick(colleges), colleges);
      return editSchool();
    },
    judgeWhole: () => {
      const opened = colleges.map((college, place) => openedBy(college, place, hashOf(college)));
      return judgeSchool({ ...inputOf(), colleges: opened });
    },
    judgeKept: (store, drawn = []) =>
      judgeKept(
        {
          ...inputOf(),
          members: colleges.map(memberOf),
          balances: [...digests].map(([organization, digest]) => ({ organization, digest })),
          drawn: new Set(drawn),
          versions: [String(version)],
          types: ALL_TYPES,
        },
        store,
      ),
    async settle(whole, kept, store) {
      const next = new Map(books.map((book) => [book.college, book]));
      for (const book of whole.changedBooks) next.set(book.college, { ...book, version: book.version + 1 });
      books = [...next.values()];
      digests = new Map(accountsOf(whole));
      // Now and then a run dies before it books what it kept, or another run has booked something different.
      if (random.chance(0.02) && digests.size > 0) digests.set(random.pick([...digests.keys()]), 'another');
      await keep(kept, store);
    },
    accounts: () => digests,
  };

  function editSchool(): string {
    const kind = random.between(0, 14);
    const college = colleges.length > 0 ? random.pick(colleges) : null;
    switch (kind) {
      case 0:
      case 1:
        asOf += random.pick([1, 7, 45, 150, -1, -200]);
        return `as of ${asOf}`;
      case 2:
        parameters = { ...parameters, planDeadline: { month: random.between(9, 12), day: random.between(1, 28) } };
        return 'plan deadline';
      case 3:
        parameters = { ...parameters, vetoRules: random.pick([[], ['DEV'], ['DAT', 'EVA-03']]) };
        return 'veto rules';
      case 4:
        parameters = {
          ...parameters,
          disabledRules: random.sample(
            RULES.map(({ id }) => id),
            random.between(0, 3),
          ),
        };
        return 'rules off';
      case 5:
        scheme = random.pick([DEFAULT_SCHEME, DEFAULT_SCHEME.slice(3), DEFAULT_SCHEME.slice(0, -4)]);
        return 'scheme';
      case 6:
        rules = random.pick([RULES, RULES.slice(4)]);
        version++;
        return 'rule set';
      case 7: {
        const records = books.flatMap((book) => book.records);
        const some = random.sample(records, 3).map(
          ({ id }, row): Waiver => ({
            violationId: id,
            reason: '已批准',
            approver: '学生工作部',
            approvedOn: asOf - 5,
            validUntil: asOf + random.between(-1, 20),
            row,
            column: 'A',
          }),
        );
        waivers = random.chance(0.3) ? [...some, { ...(some[0] as Waiver), violationId: 'ORG-01-ZZZZZ' }] : some;
        return 'waivers';
      }
      case 8:
        if (college) college.stale = !college.stale;
        return `${college?.id} stale`;
      case 9:
        if (college)
          college.heldBack = college.heldBack
            ? null
            : { losses: [{ kind: 'tab', tab: '荣誉', instead: [] }], readOn: asOf };
        return `${college?.id} held back`;
      case 10: {
        if (!college) return 'nobody';
        const known = books.find((book) => book.college === college.id)?.records ?? [];
        if (known.length > 0) college.deadlines.set(random.pick(known).id, asOf + random.between(-2, 3));
        return `${college.id} deadlines`;
      }
      case 11:
        if (away.length > 0 && random.chance(0.6)) {
          const back = away.pop() as EditedCollege;
          colleges.splice(random.between(0, colleges.length), 0, back);
          return `${back.id} is back`;
        }
        if (colleges.length > 2 && college) {
          colleges = colleges.filter((one) => one !== college);
          away.push(college);
        }
        return `${college?.id} is gone`;
      case 12:
        if (college) college.name = `${college.name}一`;
        return 'name';
      case 13:
        complete = !complete;
        return `complete: ${complete}`;
      default:
        if (random.chance(0.5)) {
          colleges = random.shuffled(colleges);
          return 'order';
        }
        if (college && random.chance(0.4)) college.id = `${college.id}x`;
        return 'id of a college';
    }
  }
}

/** Somebody types in a workbook. */
function editCollege(random: Random, college: EditedCollege, colleges: readonly EditedCollege[]): string {
  const tab = random.pick(college.tabs);
  const first = headingsOf(tab) + 1;
  const row = random.between(Math.min(first, tab.rows.length), Math.max(first, tab.rows.length - 1));
  const cells = tab.rows[row] ?? [];
  const column = random.between(0, Math.max(0, (tab.rows[first - 1] ?? cells).length - 1));
  const say = (what: string): string => `${college.id} ${tab.title} ${row + 1}/${column}: ${what}`;
  const put = (value: RawCell): void => {
    while (tab.rows.length <= row) tab.rows.push([]);
    const line = tab.rows[row] as RawCell[];
    while (line.length <= column) line.push(null);
    line[column] = value;
  };
  const other = random.pick(colleges);
  const same = other.tabs.find(({ title }) => title === tab.title) ?? tab;
  const theirs = same.rows[random.between(Math.min(first, same.rows.length - 1), same.rows.length - 1)] ?? [];
  switch (random.between(0, 15)) {
    case 0:
    case 1:
    case 2:
      put(theirs[column] ?? null);
      return say(`a cell of ${other.id}`);
    case 3:
      put(null);
      return say('nothing');
    case 4:
      put(random.pick(['乱写', '2026-02-31', 12.5, true, '是', '张三']));
      return say('something');
    case 5:
      put(random.chance(0.2) ? { error: '#NAME?', uncalculated: true } : { error: '#REF!' });
      return say('an error');
    case 6:
      tab.rows.splice(row, 1);
      return say('a row less');
    case 7:
      tab.rows.splice(row, 0, [...cells]);
      return say('a row twice');
    case 8:
    case 9:
      tab.rows.push([...theirs]);
      return say(`a row of ${other.id}`);
    case 10: {
      const heading = tab.rows[first - 1];
      const at = heading?.findIndex((cell) => typeof cell === 'string') ?? -1;
      if (heading && at >= 0 && random.chance(0.3)) {
        const named = random.pick(heading.flatMap((cell, place) => (typeof cell === 'string' ? [place] : [])));
        const text = String(heading[named]);
        heading[named] = text.endsWith('栏') ? text.slice(0, -1) : `${text}栏`;
      }
      return say('a heading');
    }
    case 11: {
      // An id as somebody types it from memory, in whatever cell.
      const id = random.pick(idsOf(other, random));
      put(typeof id === 'string' ? random.pick([id, id.toLowerCase(), id.replaceAll('-', ''), ` ${id}`]) : id);
      return say('an id');
    }
    case 12: {
      const [from, to] = [random.pick(idsOf(other, random)), random.pick(idsOf(college, random))];
      college.renamed =
        college.renamed.length > 1
          ? []
          : [
              ...college.renamed,
              { tab: random.pick(['organizations', 'students']), from: String(from), to: String(to) },
            ];
      return say('renamed ids');
    }
    case 13: {
      const name = nameOf(other, random);
      put(name);
      return say('a name');
    }
    case 14:
      if (random.chance(0.15) && college.tabs.length > 4) college.tabs = college.tabs.filter((one) => one !== tab);
      return say('a tab less');
    default:
      if (row > first && tab.rows[row - 1]) {
        const above = tab.rows[row - 1] as RawCell[];
        tab.rows[row - 1] = cells;
        tab.rows[row] = above;
      }
      return say('two rows in turn');
  }
}

function headingsOf({ rows }: EditedTab): number {
  const at = rows.findIndex((row) => row.filter((cell) => typeof cell === 'string' && cell !== '').length > 3);
  return Math.max(0, at);
}

function columnOf(college: EditedCollege, title: string, place: number, random: Random): RawCell {
  const tab = college.tabs.find((one) => one.title.includes(title));
  const rows = tab?.rows.slice(headingsOf(tab) + 1) ?? [];
  return rows.length === 0 ? null : (random.pick(rows)[place] ?? null);
}

function idsOf(college: EditedCollege, random: Random): readonly RawCell[] {
  return ['组织', '花名册', '活动', '议事'].map((title) => columnOf(college, title, random.between(0, 1), random));
}

function nameOf(college: EditedCollege, random: Random): RawCell {
  return columnOf(college, '花名册', random.between(0, 2), random);
}
