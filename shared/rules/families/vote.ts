import type { CalendarDay } from '../../domain/calendar.ts';
import { type Cell, isGiven, unreadable } from '../../domain/cell.ts';
import { atLeast, atLeastHalf, moreThanHalf } from '../../domain/majority.ts';
import type { Parameters } from '../../domain/parameters.ts';
import type { Place } from '../../domain/place.ts';
import type { Fraction } from '../../domain/points.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { type Basis, defineRule, type Need, type Touches, type View } from '../frame/rule.ts';

/** A part of 应到人数 that 实到 (quorum) or 赞成 (majority) must reach. */
export interface VoteShare {
  isReached(part: number, whole: number): boolean;
  /** Follows 应当, e.g. `超过应到人数的一半`. */
  readonly words: string;
}

/** 超过半数. */
export const MORE_THAN_HALF: VoteShare = { isReached: moreThanHalf, words: '超过应到人数的一半' };

/** 半数以上. */
export const AT_LEAST_HALF: VoteShare = { isReached: atLeastHalf, words: '不少于应到人数的一半' };

/** At least a fraction of 应到人数. */
export function atLeastShare(fraction: Fraction): VoteShare {
  const { numerator, denominator } = fraction;
  return {
    isReached: (part, whole) => atLeast(part, whole, fraction),
    words: 2 * numerator === denominator ? AT_LEAST_HALF.words : `不少于应到人数的 ${numerator}/${denominator}`,
  };
}

const NUMBERS = ['expected', 'present', 'inFavor'] as const;
/** 应到, 实到 or 赞成. */
export type VoteNumber = (typeof NUMBERS)[number];

/** A meeting that voted. */
export interface Vote {
  /** Where and about what, e.g. `电信2301团支部的评奖评优“国家奖学金”（SX-01）`. */
  readonly words: string;
  /** The meeting's name, e.g. 团员大会. */
  readonly meeting: string;
  readonly subject: readonly string[];
  readonly numbers: { readonly [Number in VoteNumber]: Cell<number> };
  /** Headings of the three numbers. */
  readonly headings: { readonly [Number in VoteNumber]: string };
  at(number: VoteNumber): Place;
  /** The meeting was certainly held (its date is given), so a blank number is a fault (警告). */
  readonly asksNumbers: boolean;
  /** Day of the meeting; selects the edition of the basis. */
  readonly on?: CalendarDay;
}

interface VoteRule<N extends Need, P extends keyof Parameters> {
  readonly id: string;
  readonly title: string;
  readonly basis: readonly Basis[];
  readonly needs: readonly N[];
  readonly reads: readonly P[];
  readonly touches?: Touches;
  quorum(parameters: Pick<Parameters, P>): VoteShare;
  readonly majority: VoteShare;
  votes(view: View<N>): Iterable<Vote>;
}

/**
 * A vote of a meeting: enough of those entitled (应到) are present, and enough of them are in favor. One finding per
 * vote: at 实到 if the quorum fails, else at 赞成, else at the first blank number (rules.md §4). A check that needs a
 * blank or unreadable number is skipped.
 */
export function vote<const N extends Need, const P extends keyof Parameters>({
  quorum: quorumOf,
  majority,
  votes,
  ...rule
}: VoteRule<N, P>) {
  return defineRule({
    ...rule,
    severity: Severity.error,
    *check(view: View<N>, parameters: Pick<Parameters, P>) {
      const quorum = quorumOf(parameters);
      for (const one of votes(view)) {
        const { words, meeting, subject, on } = one;
        const fault = faultOf(one, quorum, majority);
        if (!fault) continue;
        const { number, failed, blank } = fault;
        yield {
          at: one.at(number),
          subject,
          severity: failed.length > 0 ? Severity.error : Severity.warning,
          ...(on === undefined ? {} : { on }),
          facts: { matter: words, meeting, numbers: readNumbers(one), failed, blank },
        };
      }
    },
    message({ matter, meeting, numbers, failed, blank }) {
      if (failed.length === 0)
        return `${matter}的${meeting}没有填${blank.join('、')}；应当填写应到、实到和赞成的人数。`;
      const shown = numbers.map(({ heading, count }) =>
        count === null ? `${heading}没有填` : `${heading} ${count} 人`,
      );
      return `${matter}的${meeting}：${shown.join('，')}；${failed.map(({ heading, due }) => `${heading}应当${due}`).join('，')}。`;
    },
    advice({ meeting, numbers, failed, blank }) {
      if (failed.length === 0) return `请按${meeting}的记录填写${blank.join('、')}。`;
      const headings = numbers.map(({ heading }) => heading);
      return `请核对${headings.slice(0, -1).join('、')}和${headings.at(-1)}，填错的改正；确实没有达到的，请重新召开${meeting}表决。`;
    },
  });
}

interface VoteFault {
  /** The number at fault, whose cell is the place. */
  readonly number: VoteNumber;
  /** What the vote did not reach: the heading, and the required value. */
  readonly failed: readonly { readonly heading: string; readonly due: string }[];
  /** Headings of the blank numbers, where nothing failed. */
  readonly blank: readonly string[];
}

function faultOf({ numbers, headings, asksNumbers }: Vote, quorum: VoteShare, majority: VoteShare): VoteFault | null {
  const { expected } = numbers;
  const fails = (number: 'present' | 'inFavor', share: VoteShare): boolean => {
    const part = numbers[number];
    return isGiven(expected) && isGiven(part) && !share.isReached(part, expected);
  };
  const failed = [
    ...(fails('present', quorum) ? [{ number: 'present' as const, due: quorum.words }] : []),
    ...(fails('inFavor', majority) ? [{ number: 'inFavor' as const, due: majority.words }] : []),
  ];
  const blank = asksNumbers ? NUMBERS.filter((number) => numbers[number] === null) : [];
  const number = failed[0]?.number ?? blank[0];
  if (number === undefined) return null;
  return {
    number,
    failed: failed.map((one) => ({ heading: headings[one.number], due: one.due })),
    blank: failed.length > 0 ? [] : blank.map((one) => headings[one]),
  };
}

/** The three numbers as typed; an unreadable one is left out. */
function readNumbers({
  numbers,
  headings,
}: Vote): readonly { readonly heading: string; readonly count: number | null }[] {
  return NUMBERS.flatMap((number) => {
    const count = numbers[number];
    return count === unreadable ? [] : [{ heading: headings[number], count }];
  });
}
