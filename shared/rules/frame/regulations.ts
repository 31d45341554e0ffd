import { type CalendarDay, dayOf, formatDay } from '../../domain/calendar.ts';
import type { Basis } from './rule.ts';

/**
 * The regulations that rules cite, with the articles that were verified (regulations.md). Unverified article numbers
 * are not printed: only the regulation is cited.
 */

/** First day of the 2026 edition of 发展党员工作细则. */
export const ADMISSION_2026_FROM: CalendarDay = dayOf(2026, 5, 11);

const GUIDELINE = '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）';

/**
 * The university's guideline, by section and sentence (numbered in GUIDELINE.md): `guideline('四(1)', 2)`. A finding
 * does not print the sentences: the office cites by section.
 */
export function guideline(section: string, ...sentences: readonly number[]): Basis {
  const text = `${GUIDELINE}${section.replace('(', '（').replace(')', '）')}`;
  return { cite: () => text, sentences: sentences.map((number) => `${section}${number}`) };
}

/** A source, with the sentences of the guideline that it serves: `serving(branchRegulation('11'), '四(3)3')`. */
export function serving(basis: Basis, ...sentences: readonly string[]): Basis {
  return { ...basis, sentences };
}

/** A regulation as a whole, or one verified article of it. */
function regulation(name: string): (article?: string) => Basis {
  return (article) => {
    const text = article === undefined ? `《${name}》` : `《${name}》第${chineseNumber(Number(article))}条`;
    return { cite: () => text };
  };
}

/** 中国共产党支部工作条例（试行）. Verified articles: 4, 11, 12, 16, 17. */
export const branchRegulation = regulation('中国共产党支部工作条例（试行）');
/** 中国共产党章程. */
export const partyConstitution = regulation('中国共产党章程');
/** 中国共产主义青年团支部工作条例（试行）; no article verified. */
export const leagueRegulation = regulation('中国共产主义青年团支部工作条例（试行）');
/** 三会两制一课实施细则; no article verified. */
export const leagueMeetingRules = regulation('团支部“三会两制一课”实施细则（试行）');
/** 共青团推优入党工作实施办法（试行）; no article verified. */
export const recommendationRules = regulation('共青团推优入党工作实施办法（试行）');

/** A plain reason where there is no clause: the specification of the spreadsheets, or common practice. */
export function practice(text: string): Basis {
  return { cite: () => text };
}

/** Workbook specification, the basis of the DAT rules. */
export const workbookSpecification: Basis = practice('《台账填写说明》');

/** One article or several, in digits. */
type Articles = string | readonly string[];

/**
 * 中国共产党发展党员工作细则 by edition: events from 2026-05-11 on follow the 2026 edition, earlier ones the 2014 edition.
 * An edition without a (verified) article is cited as a whole; `only2026` rules have no 2014 counterpart.
 */
export function admission(articles: { readonly 2014?: Articles; readonly 2026?: Articles }): Basis {
  const name = '中国共产党发展党员工作细则';
  const of = (edition: string, numbers: Articles = []): string =>
    `《${name}》（${edition}）${[numbers]
      .flat()
      .map((article) => `第${chineseNumber(Number(article))}条`)
      .join('、')}`;
  return {
    // “规范党支部发展党员的流程”
    sentences: ['四(3)1'],
    cite: (on) =>
      on !== undefined && on < ADMISSION_2026_FROM ? of('2014年', articles[2014]) : of('2026年修订', articles[2026]),
  };
}

/** Whether an event on that day follows the 2026 edition. */
export function follows2026(on: CalendarDay): boolean {
  return on >= ADMISSION_2026_FROM;
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1–99 in Chinese: 十一, 二十, 三十三. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return `${head}${ones === 0 && tens > 0 ? '' : DIGITS[ones]}`;
}

/** `2025-09-01`, for messages. */
export const shown = formatDay;
