import type { AcademicYear, CalendarDay } from './calendar.ts';
import type { Parameters } from './parameters.ts';
import type { Fraction, Hundredths } from './points.ts';
import type { AppealOutcome, NotifyChannel, PeriodKind, ScoredKind, Section, Way } from './vocabulary.ts';

/** A row of 学院登记. */
export interface Registration {
  /** 学院编号 */
  readonly id: string;
  readonly name: string;
  /** 表格: Google spreadsheet id, or a file name beside the school workbook. */
  readonly workbook: string;
  readonly enabled: boolean;
  readonly email: string | null;
  /** 通知方式 */
  readonly channels: readonly NotifyChannel[];
  /** 通知地址: addresses of robots are secrets, never shown or logged. */
  readonly addresses: readonly string[];
  readonly row: number;
}

/** A row of 积分规则 (points.md §2). */
export interface SchemeItem {
  /** 项目编号 */
  readonly id: string;
  /** 项目 */
  readonly name: string;
  readonly section: Section;
  readonly kinds: readonly ScoredKind[];
  readonly way: Way;
  /** 依据: indicator name, activity types, honor level, or rule ids (or a severity) */
  readonly basis: readonly string[];
  readonly value: Hundredths;
  /** 每期上限次数 */
  readonly limit: number | null;
  /** 期 */
  readonly period: PeriodKind | null;
  /** 学年封顶; `null` = none. Negative for deductions. */
  readonly cap: Hundredths | null;
  /** 联合系数 */
  readonly jointFactor: Fraction;
  /** 联合加成 */
  readonly jointBonus: Fraction;
  /** 指导系数 */
  readonly guideFactor: Fraction;
  /** 封顶组 */
  readonly capGroup: string | null;
}

/** The scheme in force; `version` is a hash of its normalised content. */
export interface Scheme {
  readonly version: string;
  readonly items: readonly SchemeItem[];
}

/** A row of 豁免. */
export interface Waiver {
  readonly violationId: string;
  readonly reason: string;
  readonly approver: string;
  readonly approvedOn: CalendarDay;
  /** 有效期至, included. */
  readonly validUntil: CalendarDay;
  readonly row: number;
  /** Column letter of 问题编号. */
  readonly column: string | null;
}

/** A row of 申诉. */
export interface Appeal {
  readonly year: AcademicYear;
  readonly orgId: string;
  readonly content: string;
  readonly raisedOn: CalendarDay;
  readonly outcome: AppealOutcome | null;
  readonly adjustment: Hundredths | null;
  readonly decidedOn: CalendarDay | null;
  readonly explanation: string | null;
  readonly row: number;
}

/** A fault in the school workbook (CFG-01), with its place and words; the run continues with the rest. */
export interface SettingIssue {
  /** 考核参数, 积分规则, 学院登记, 豁免 or 申诉. */
  readonly tab: string;
  readonly row: number | null;
  readonly column: string | null;
  /** Key of the row: parameter name, 项目编号, 学院编号, 问题编号. */
  readonly key: readonly string[];
  /** Content of the cell. */
  readonly text: string;
  /** What is wrong, in Chinese, a full sentence. */
  readonly message: string;
  /** What to type, in Chinese, one imperative. */
  readonly advice: string;
  /** What applies meanwhile, in Chinese, a full sentence; empty if the message says it. */
  readonly inForce: string;
}

/** The school workbook after reading. */
export interface Settings {
  readonly registrations: readonly Registration[];
  readonly parameters: Parameters;
  /** `null`: the tab 积分规则 is missing (the default scheme applies). */
  readonly scheme: readonly SchemeItem[] | null;
  /** Some row of 积分规则 does not parse: the last good scheme applies. */
  readonly schemeBroken: boolean;
  readonly waivers: readonly Waiver[];
  readonly appeals: readonly Appeal[];
  readonly issues: readonly SettingIssue[];
  /** The issues that keep a row of 学院登记 from being read as typed; while there are any, nothing can be sealed. */
  readonly registrationFaults: readonly SettingIssue[];
}

/** Enabled colleges in the order of 学院登记. */
export function enabledColleges({ registrations }: Pick<Settings, 'registrations'>): readonly Registration[] {
  return registrations.filter(({ enabled }) => enabled);
}
