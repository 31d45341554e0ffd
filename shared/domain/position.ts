import type { AcademicYear, CalendarDay } from './calendar.ts';
import type { Fraction, Hundredths } from './points.ts';
import type { ScoredKind, Section } from './vocabulary.ts';

/** Where a position comes from: a row of a workbook, recognised by its content when rows move. */
export interface PositionSource {
  /** 学院编号 */
  readonly college: string;
  readonly tab: string;
  readonly row: number;
}

/** One line of an organization's account: what an item of the scheme gives it for one activity, honor or matter. */
export interface Position {
  readonly organization: string;
  readonly section: Section;
  /** 项目编号 */
  readonly item: string;
  /** 项目 */
  readonly itemName: string;
  /** Identity of the activity, honor or violation (points.md §3); `null` for an indicator. */
  readonly activity: string | null;
  readonly on: CalendarDay | null;
  /** 活动主题, 荣誉名称 or the violation's message; for an indicator `k/n`. */
  readonly title: string | null;
  /** 基础分 */
  readonly base: Hundredths;
  readonly factors: Factors;
  /** 得分: base × all factors. */
  readonly hundredths: Hundredths;
  /** 计入: what remains of it after evidence, limits and caps. */
  readonly counted: Hundredths;
  /** 未计入原因, `null` if it counts in full. */
  readonly reason: string | null;
  readonly source: PositionSource | null;
}

/** 系数, each with its Chinese name, in the order of application. */
export type Factors = readonly { readonly name: string; readonly factor: Fraction }[];

export const NO_FACTORS: Factors = [];

/** Gives one object for equal lists of 系数: a school has many more positions than lists. */
export function factorLists(): (factors: Factors) => Factors {
  const known = new Map<string, Factors>();
  return (factors) => {
    const text = textOf(factors);
    const first = known.get(text);
    if (first === undefined) known.set(text, factors);
    return first ?? factors;
  };
}

const texts = new WeakMap<Factors, string>();

/** 系数 as shown, e.g. `主办 1 × 联合加成 6/5`; empty if there is none. */
export function factorsText(factors: Factors): string {
  const known = texts.get(factors);
  if (known !== undefined) return known;
  const text = textOf(factors);
  texts.set(factors, text);
  return text;
}

function textOf(factors: Factors): string {
  return factors.map(({ name, factor }) => `${name} ${fractionText(factor)}`).join(' × ');
}

function fractionText({ numerator, denominator }: Fraction): string {
  return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`;
}

/** Key of a position within its organization and year: item and activity identity. */
export function positionKey(position: { readonly item: string; readonly activity: string | null }): string {
  return position.activity === null ? position.item : `${position.item}|${position.activity}`;
}

/** Why an amount was written: a position appeared (award) or went (reversal), or an appeal was granted (adjustment). */
export type EntryKind = 'award' | 'reversal' | 'adjustment';

/** A line of the append-only ledger. `counted` is signed: a reversal carries the negative of what it takes back. */
export interface Entry {
  readonly kind: EntryKind;
  readonly section: Section;
  readonly item: string;
  readonly itemName: string;
  readonly activity: string | null;
  readonly on: CalendarDay | null;
  readonly title: string | null;
  readonly base: Hundredths;
  /** 系数 as shown, e.g. `主办 1 × 联合 6/5`. */
  readonly factors: string;
  readonly hundredths: Hundredths;
  readonly counted: Hundredths;
  readonly reason: string | null;
  readonly source: PositionSource | null;
}

/** All entries that one run wrote for one organization: appended as a whole, never changed. */
export interface Settlement {
  readonly organization: string;
  readonly year: AcademicYear;
  /** 1, 2, 3, … within the organization and year. */
  readonly sequence: number;
  readonly runId: string;
  /** ISO 8601 instant. */
  readonly time: string;
  readonly schemeVersion: string;
  readonly ruleSet: string;
  readonly asOf: CalendarDay;
  readonly entries: readonly Entry[];
}

/** Why an organization may not be rated 优秀: an open error of 不得评优规则. */
export interface Veto {
  /** 问题编号 */
  readonly id: string;
  readonly others: number;
}

/** The standing of an organization: the sum of its entries at every instant, and what reveals any change. */
export interface Balance {
  readonly organization: string;
  readonly year: AcademicYear;
  readonly college: string;
  readonly kind: ScoredKind;
  /** 组织名称 */
  readonly name: string;
  /** 组别, e.g. `党支部·本科`. */
  readonly pool: string;
  /** False for organizations founded less than six months ago (不参评). */
  readonly ranked: boolean;
  /** An open error of 不得评优规则 touches the organization. */
  readonly vetoed: boolean;
  /** The first of those errors by 问题编号, and how many more there are; left out if there is none. */
  readonly vetoedBy?: Veto;
  /** Mean of 实到/应到 as an exact fraction of whole numbers, e.g. `17/20`; `0/1` if there is none. */
  readonly attendance: string;
  readonly sections: Readonly<Record<Section, Hundredths>>;
  /** Sum of granted appeals (调整分). */
  readonly adjustments: Hundredths;
  /** Sections and adjustments together, never below 0 (points.md §3). */
  readonly total: Hundredths;
  /** Number of settlements so far; the next one has `version + 1`. */
  readonly version: number;
  /** The last reading that was settled; an older one is refused. */
  readonly reading: number;
  /** Hash over the positions in force and what ranking needs (pool, ranked, vetoed, attendance, name, kind). */
  readonly digest: string;
  /** How many times a person has been forgotten in it; left out if never. A run that read it before settles nothing. */
  readonly rewritten?: number;
}

/** What is in force for an organization: the entries that no reversal has taken back, by position key. */
export interface AccountManifest {
  readonly organization: string;
  readonly version: number;
  readonly inForce: readonly Entry[];
}
