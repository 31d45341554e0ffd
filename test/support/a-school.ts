/**
 * A school for tests of rules, as grids that people might have typed, read by the real parser.
 *
 * `aSchool('2026-03-15')` is one small college that breaks no rule on that day (default 2025-10-15), so that a case shows
 * only what matters. Every method gives a new school; nothing is changed in place. Chinese headings, typed cells: dates
 * as texts, blank is `null`, an error cell is `{ error: '#REF!' }`.
 *
 * The college `JSJ` (for the academic year 2025-2026; other years shift with the day):
 * - 组织: `P1` 电信2201党支部 (row 2), `L1` 电信2201团支部 (row 3, guided by P1), `C1` 电信2201班 (row 4); P1 and L1 cover C1.
 * - 花名册, all in C1, rows 2–8: 张三 41922001, 李四 …02, 王五 …03 正式党员 of P1; 赵六 …04, 孙七 …05, 周八 …06 共青团员;
 *   吴九 …07 入党积极分子 (with a record in 发展台账, row 2).
 * - 任职, rows 2–13, since 2024-09-15: P1 书记 张三, P1 青年委员 李四, L1 团支部书记 赵六, C1 学习委员 赵六,
 *   C1 班长（兼团支部副书记） 孙七, L1 组织委员 李四, L1 宣传委员 王五, C1 体育, 文艺 and 生活委员 周八,
 *   C1 安全(心理) and 实践(就业)委员 吴九.
 * - 活动台账: what is due, up to the as-of day, with 佐证材料; 活动编号 = type + period: `主题党日2025-09` (on the 10th),
 *   `主题团日2025-09` (11th), `党员大会2025-2026-Q1`, `团员大会2025-2026-Q1`, `团课2025-2026-Q1` (12th, 13th, 14th of the first
 *   month), `班团联席会2025-2026-1`, `交流座谈2025-2026-1`, `联合组织生活2025-2026-1` (October and March, 15th–17th),
 *   `组织生活会2025-2026`, `民主评议2025-2026`, `团员教育评议2025-2026` (December), `助学零距离2025-2026` (March); below all these
 *   `班会2025-09` … (on the 8th).
 * - 工作计划 of P1 and L1 (2025-09-20); 承诺考评 from 2025-10-20 on; 述责测评 (党内, 群众) from 2026-06-12 on; the other
 *   tabs with headings only.
 *
 * Change it:  `.set(tab, key, cells)` one row · `.add(tab, cells)` a row, what is not given is filled in faultlessly ·
 * `.drop(tab, key)` · `.dropAll(tab, text)` every row with a cell of that text · `.withoutTab(tab)` · `.withoutHeading(tab, heading)` · `.withHeading(tab, heading)` (once more) ·
 * `.renameHeading(tab, heading, typed)` · `.heldBack({ kind: 'rows', tab, before: 60, after: 20 })` ·
 * `.merge(tab, 'A3:A4')` · `.parameter('branchSizeMin', 2)` · `.college('JX')` a second college, or back to one (ids of
 * a second one carry its id: `JX-P1`, `JX-41922001`); what follows concerns that college.
 * A key is a row number or the texts of cells that together stand in one row only: `['C1', '体育委员']`. Of several rows the
 * one that is called so (组织编号, 学号, 活动编号, 事项编号) is meant: `'P1'`.
 * In words:  `.student('郑十', cells)` · `.students(5, cells)` · `.org('团支部', 'L2', cells)` · `.holds('张三', 'C1', '班长')` ·
 * `.activity('党课', 'P1', cells)` · `.record('周八', '接收', cells)` (a faultless record up to a stage, with 政治面貌) ·
 * `.decision('评奖评优', ['周八'], cells)`.
 * Ask it:  `.findings(rule)` or `.findings(rules)` · `.place(tab, key, heading)` · `.idOf(name)` · `.assemble()` · `.raw()`.
 */

import type { School } from '../../shared/domain/assembled.ts';
import { academicYearOf, type CalendarDay, parseIsoDay } from '../../shared/domain/calendar.ts';
import type { Loss } from '../../shared/domain/hold-back.ts';
import { DEFAULT_PARAMETERS, type Parameters } from '../../shared/domain/parameters.ts';
import { columnLetter } from '../../shared/domain/place.ts';
import type { SchemeItem, SettingIssue } from '../../shared/domain/settings.ts';
import type { Finding, Rule } from '../../shared/rules/frame/rule.ts';
import { type CheckResult, runRules } from '../../shared/rules/frame/run-rules.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import type { RawWorkbook } from '../../shared/sheet/raw.ts';
import { assembleSchool, TAB_TITLES } from '../../shared/workbook/assemble-school.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { recordRow, STAGE_STATUS, type StageName, type Typed } from './faultless-college.ts';
import { filledIn } from './filled-in.ts';
import {
  headingsOf,
  holds,
  indexOfRow,
  type RowKey,
  rangeOf,
  type Sheet,
  type TypedCollege,
  toRawTab,
  typedCollege,
} from './sheet.ts';

interface State {
  readonly asOf: CalendarDay;
  readonly year: number;
  readonly colleges: readonly TypedCollege[];
  /** Losses of colleges that are held back since the day before the as-of day, by 学院编号. */
  readonly losses?: ReadonlyMap<string, readonly Loss[]>;
  /** The college that changes concern. */
  readonly current: string;
  readonly parameters: Parameters;
  readonly scheme: readonly SchemeItem[];
  readonly settingIssues: readonly SettingIssue[];
}

const FIRST_COLLEGE = 'JSJ';

/** A faultless school; the audited year is the one that holds the as-of day unless another is given. */
export function aSchool(asOf = '2025-10-15', year?: number): TestSchool {
  const day = parseIsoDay(asOf);
  if (day === null) throw new Error(`not a day: ${asOf}`);
  const audited = year ?? academicYearOf(day);
  const first = typedCollege({ asOf: day, year: audited, prefix: '' }, FIRST_COLLEGE, '计算机学院');
  return new TestSchool({
    asOf: day,
    year: audited,
    colleges: [first],
    current: first.id,
    parameters: DEFAULT_PARAMETERS,
    scheme: DEFAULT_SCHEME,
    settingIssues: [],
  });
}

export class TestSchool {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  get asOf(): CalendarDay {
    return this.#state.asOf;
  }

  get parameters(): Parameters {
    return this.#state.parameters;
  }

  /** Types into cells of one row. */
  set(tab: string, key: RowKey, cells: Typed): TestSchool {
    const at = this.#indexOf(tab, key);
    return this.#rows(tab, cells, (rows) => rows.map((row, index) => (index === at ? { ...row, ...cells } : row)));
  }

  /** A further row at the end; cells that are not given are filled in faultlessly, `null` leaves one blank. */
  add(tab: string, cells: Typed = {}): TestSchool {
    const { year, asOf } = this.#state;
    const row = filledIn(tab, cells, { year, asOf, prefix: this.#prefix(), rowsOf: (title) => this.#everyRow(title) });
    return this.#rows(tab, row, (rows) => [...rows, row]);
  }

  /** Without a row; those below move up. */
  drop(tab: string, key: RowKey): TestSchool {
    const at = this.#indexOf(tab, key);
    return this.#rows(tab, {}, (rows) => rows.filter((_, index) => index !== at));
  }

  /** Without all rows of a tab that hold the text. */
  dropAll(tab: string, text: string): TestSchool {
    return this.#rows(tab, {}, (rows) => rows.filter((row) => !holds(row, text)));
  }

  withoutTab(tab: string): TestSchool {
    this.#sheet(tab);
    return this.#college(({ sheets, ...rest }) => {
      const { [tab]: _, ...others } = sheets;
      return { ...rest, sheets: others };
    });
  }

  /** Another heading over the same cells. */
  renameHeading(tab: string, heading: string, typed: string): TestSchool {
    if (!this.#sheet(tab).headings.includes(heading)) throw new Error(`${tab} has no heading ${heading}`);
    return this.#edit(tab, ({ headings, rows, ...rest }) => ({
      ...rest,
      headings: headings.map((one) => (one === heading ? typed : one)),
      rows: rows.map(({ [heading]: cell = null, ...row }) => ({ ...row, [typed]: cell })),
    }));
  }

  /** Without a column; those to the right move left. */
  withoutHeading(tab: string, heading: string): TestSchool {
    if (!this.#sheet(tab).headings.includes(heading)) throw new Error(`${tab} has no heading ${heading}`);
    return this.#edit(tab, (sheet) => ({ ...sheet, headings: sheet.headings.filter((one) => one !== heading) }));
  }

  /** A further heading at the right end, blank below. */
  withHeading(tab: string, heading: string): TestSchool {
    return this.#edit(tab, (sheet) => ({ ...sheet, headings: [...sheet.headings, heading] }));
  }

  /** Merges a range such as `A3:B4`. */
  merge(tab: string, range: string): TestSchool {
    return this.#edit(tab, (sheet) => ({ ...sheet, merges: [...sheet.merges, rangeOf(range)] }));
  }

  /** The college's workbook has lost this since the reading that stands here. */
  heldBack(...losses: readonly Loss[]): TestSchool {
    const { current, losses: before = new Map() } = this.#state;
    return this.#with({ losses: new Map([...before, [current, losses]]) });
  }

  parameter<Key extends keyof Parameters>(key: Key, value: Parameters[Key]): TestSchool {
    return this.#with({ parameters: { ...this.#state.parameters, [key]: value } });
  }

  scheme(scheme: readonly SchemeItem[]): TestSchool {
    return this.#with({ scheme });
  }

  /** Faults of the school workbook, as its parser reports them. */
  settingIssues(...settingIssues: readonly SettingIssue[]): TestSchool {
    return this.#with({ settingIssues });
  }

  /** Another faultless college, or back to one: what follows concerns it. */
  college(id: string): TestSchool {
    const { asOf, year, colleges } = this.#state;
    if (colleges.some((college) => college.id === id)) return this.#with({ current: id });
    const added = typedCollege({ asOf, year, prefix: `${id}-` }, id, `${id}学院`);
    return this.#with({ colleges: [...colleges, added], current: id });
  }

  student(name: string, cells: Typed = {}): TestSchool {
    return this.add('花名册', { 姓名: name, ...cells });
  }

  /** Several students with made-up names. */
  students(count: number, cells: Typed = {}): TestSchool {
    let school: TestSchool = this;
    for (let i = 0; i < count; i++) school = school.add('花名册', cells);
    return school;
  }

  org(kind: string, id: string, cells: Typed = {}): TestSchool {
    return this.add('组织', { 组织编号: id, 组织类型: kind, ...cells });
  }

  holds(name: string, org: string, post: string, cells: Typed = {}): TestSchool {
    return this.add('任职', { 组织编号: org, 职务: post, 姓名: name, ...cells });
  }

  activity(type: string, host: string, cells: Typed = {}): TestSchool {
    return this.add('活动台账', { 活动类型: type, 主办组织: host, ...cells });
  }

  /** A faultless record in 发展台账 up to a stage, in place of one that is there; 政治面貌 and 党支部 follow. */
  record(name: string, stage: StageName, cells: Typed = {}): TestSchool {
    const id = this.idOf(name);
    const isMember = stage === '接收' || stage === '转正';
    const row = { ...recordRow(this.#state, id, name, stage), ...cells };
    return this.set('花名册', id, {
      政治面貌: STAGE_STATUS[stage],
      ...(isMember ? { 党支部: `${this.#prefix()}P1` } : {}),
    }).#rows('发展台账', row, (rows) => [...rows.filter(({ 学号 }) => 学号 !== id), row]);
  }

  /** A faultless decision that names these students. */
  decision(kind: string, names: readonly string[], cells: Typed = {}): TestSchool {
    return this.add('议事决策', {
      事项类别: kind,
      涉及学号: names.map((name) => this.idOf(name)).join('、'),
      ...cells,
    });
  }

  /** 学号 of somebody by name (of the first of that name, in the current college first). */
  idOf(name: string): string {
    const row = this.#everyRow('花名册').find(({ 姓名 }) => 姓名 === name);
    if (!row) throw new Error(`nobody is called ${name}`);
    return String(row.学号);
  }

  /** `任职!B4`, in the current college. */
  place(tab: string, key: RowKey, heading: string): string {
    return `${tab}!${columnLetter(this.#sheet(tab).headings.indexOf(heading))}${this.#indexOf(tab, key) + 2}`;
  }

  /** The workbooks as a spreadsheet would give them, by college. */
  raw(): readonly (RawWorkbook & { readonly college: string })[] {
    return this.#state.colleges.map(({ id, sheets }) => ({
      college: id,
      version: '1',
      tabs: Object.entries(sheets).map(([title, sheet]) => toRawTab(title, sheet)),
    }));
  }

  assemble(): School {
    const { asOf, year, parameters, scheme, colleges, losses = new Map() } = this.#state;
    const raw = this.raw();
    return assembleSchool({
      colleges: colleges.map(({ id, name }, index) => ({
        id,
        name,
        parsed: parseWorkbook(raw[index] as RawWorkbook, index, []),
        stale: false,
        heldBack: losses.has(id) ? { losses: losses.get(id) ?? [], readOn: asOf - 1 } : null,
      })),
      complete: true,
      parameters,
      scheme,
      asOf,
      year,
    });
  }

  /** What some rules say; also what they could not check, and their defects. */
  check(rules: readonly Rule[]): CheckResult {
    return runRules(this.assemble(), rules, this.parameters, this.#state.settingIssues, TAB_TITLES);
  }

  /** Findings of one rule or of several; a defect of a rule is thrown. */
  findings(rules: Rule | readonly Rule[]): readonly Finding[] {
    const { findings, defects } = this.check([rules].flat());
    if (defects[0]) throw defects[0].error;
    return findings;
  }

  #with(changes: Partial<State>): TestSchool {
    return new TestSchool({ ...this.#state, ...changes });
  }

  #college(change: (college: TypedCollege) => TypedCollege): TestSchool {
    const { colleges, current } = this.#state;
    return this.#with({ colleges: colleges.map((college) => (college.id === current ? change(college) : college)) });
  }

  #edit(tab: string, change: (sheet: Sheet) => Sheet): TestSchool {
    const changed = change(this.#sheet(tab));
    return this.#college((college) => ({ ...college, sheets: { ...college.sheets, [tab]: changed } }));
  }

  #rows(tab: string, cells: Typed, change: (rows: readonly Typed[]) => readonly Typed[]): TestSchool {
    for (const heading of Object.keys(cells)) {
      if (!headingsOf(tab).includes(heading)) throw new Error(`${tab} has no heading ${heading}`);
    }
    return this.#edit(tab, (sheet) => ({ ...sheet, rows: change(sheet.rows) }));
  }

  #current(): TypedCollege {
    return this.#state.colleges.find(({ id }) => id === this.#state.current) as TypedCollege;
  }

  #sheet(tab: string): Sheet {
    const sheet = this.#current().sheets[tab];
    if (!sheet) throw new Error(`no tab ${tab}`);
    return sheet;
  }

  /** Rows of a tab, those of the current college first. */
  #everyRow(tab: string): readonly Typed[] {
    const { colleges, current } = this.#state;
    const others = colleges.filter(({ id }) => id !== current);
    return [this.#current(), ...others].flatMap(({ sheets }) => sheets[tab]?.rows ?? []);
  }

  #prefix(): string {
    const { current } = this.#state;
    return current === FIRST_COLLEGE ? '' : `${current}-`;
  }

  #indexOf(tab: string, key: RowKey): number {
    return indexOfRow(tab, this.#sheet(tab).rows, key);
  }
}
