import type { CalendarDay } from '../domain/calendar.ts';
import { DigestDetail, DigestTopic, Severity } from '../domain/vocabulary.ts';
import { type Holidays, isWorkday } from '../domain/workdays.ts';
import type { CollegeFacts, DigestDuty, NightFacts } from './facts.ts';
import type { MessageLine, MessageText } from './message.ts';
import { digestWords as words } from './words.ts';

/** How the office wants its digests. */
export interface DigestWishes {
  readonly detail: DigestDetail;
  /** The topics that are switched on; the others cause no message and appear in none. */
  readonly topics: ReadonlySet<DigestTopic>;
  /** `null`: digests may go out every day. */
  readonly workdays: Holidays | null;
  /** A year whose days off nobody knows; `null`: there is none, or digests may go out every day. */
  readonly unknownYear: number | null;
}

/** Days before 到期日 on which a digest reminds, besides the day itself. */
const AHEAD = 7;
/** Days between two reminders of what is overdue. */
const AGAIN = 7;
/** Sentences in 明细. */
export const SENTENCES = 5;

/** Whether a digest may be sent on a day. */
export function isDigestDay(day: CalendarDay, { workdays }: DigestWishes): boolean {
  return workdays === null || isWorkday(day, workdays);
}

/**
 * Duties that a digest of that day mentions: seven days before, on the day, and weekly afterwards. A reminder due on a
 * day without a digest goes into the last digest before it.
 */
export function dutiesToTell(
  duties: readonly DigestDuty[],
  today: CalendarDay,
  wishes: DigestWishes,
): readonly DigestDuty[] {
  let next = today + 1;
  while (!isDigestDay(next, wishes)) next++;
  return duties.filter(({ on }) => {
    for (let day = today; day < next; day++)
      if (day === on - AHEAD || day === on || (day > on && (day - on) % AGAIN === 0)) return true;
    return false;
  });
}

/** The colleges that a digest of that day mentions. */
export function speakingOf(
  facts: readonly CollegeFacts[],
  today: CalendarDay,
  wishes: DigestWishes,
): readonly CollegeFacts[] {
  return facts.filter((one) => hasNews(one, wishes) || dueOf(one, today, wishes).length > 0);
}

/**
 * The digest of one group for its colleges; `null` if nothing is open, new, due or overdue.
 * @param facts of the colleges whose address this is, in the order of 学院登记
 */
export function collegeDigest(
  facts: readonly CollegeFacts[],
  today: CalendarDay,
  wishes: DigestWishes,
): MessageText | null {
  const speaking = speakingOf(facts, today, wishes).map((one) => ({ one, due: dueOf(one, today, wishes) }));
  if (speaking.length === 0) return null;
  const { topics, detail } = wishes;
  const head: MessageLine[] = [];
  const items: MessageLine[] = [];
  for (const { one, due } of speaking) {
    if (one.status !== 'done' && topics.has(DigestTopic.run)) head.push({ kind: 'text', text: words.failed(one) });
    head.push({ kind: 'heading', text: words.counts(one, topics) });
    if (one.overdue > 0 && topics.has(DigestTopic.overdue))
      head.push({ kind: 'text', text: words.overdue(one.overdue) });
    if (due.length > 0) items.push({ kind: 'heading', text: words.dueHeading });
    for (const duty of due) items.push({ kind: 'item', text: words.due(duty, today), address: duty.link });
    if (detail === DigestDetail.detailed && one.sentences.length > 0) {
      items.push({ kind: 'heading', text: words.firstHeading });
      for (const { severity, place, text, link } of one.sentences.slice(0, SENTENCES))
        items.push({ kind: 'item', text: `${severity} ${place}：${text}`, address: link, isPersonal: true });
    }
  }
  return {
    title: words.title(
      today,
      speaking.map(({ one }) => one.name),
    ),
    head,
    items,
    tail: [...speaking.map(({ one }) => whereToLook(one)), { kind: 'small', text: words.checked(asOfOf(facts)) }],
    more: words.more,
  };
}

/**
 * The office's digest: unread workbooks, settings that were not understood, a missed night; `null` if all is well and
 * nothing is open.
 */
export function officeDigest(
  facts: readonly CollegeFacts[],
  night: NightFacts | null,
  today: CalendarDay,
  wishes: DigestWishes,
): MessageText | null {
  const { topics } = wishes;
  const runs = topics.has(DigestTopic.run);
  const failed = runs ? facts.filter(({ status }) => status !== 'done') : [];
  const missed = runs && night !== null && night.asOf < today;
  const settings = runs ? (night?.settings ?? 0) : 0;
  const open = topics.has(DigestTopic.open) ? facts.filter((one) => isOpen(one)) : [];
  if (failed.length === 0 && !missed && settings === 0 && open.length === 0) return null;
  const head: MessageLine[] = [];
  if (missed && night !== null) head.push({ kind: 'heading', text: words.missed(night.asOf) });
  for (const one of failed) head.push({ kind: 'text', text: words.failed(one) });
  if (runs && failed.length === 0) head.push({ kind: 'text', text: words.allRead(facts.length) });
  if (settings > 0) head.push({ kind: 'text', text: words.settings(settings) });
  if (wishes.unknownYear !== null) head.push({ kind: 'small', text: words.unknownYear(wishes.unknownYear) });
  return {
    title: words.officeTitle(today),
    head,
    items: open.map((one) => ({ kind: 'item', text: words.counts(one, topics) })),
    tail: [{ kind: 'small', text: words.checked(night?.asOf ?? asOfOf(facts)) }],
    more: words.more,
  };
}

/** The same message with a line saying that it may be a repetition. */
export function withDoubt(text: MessageText): MessageText {
  return { ...text, head: [{ kind: 'small', text: words.mayBeTwice }, ...text.head] };
}

function dueOf({ due }: CollegeFacts, today: CalendarDay, wishes: DigestWishes): readonly DigestDuty[] {
  return wishes.topics.has(DigestTopic.due) ? dutiesToTell(due, today, wishes) : [];
}

function hasNews(one: CollegeFacts, { topics }: DigestWishes): boolean {
  return (
    (topics.has(DigestTopic.open) && isOpen(one)) ||
    (topics.has(DigestTopic.fresh) && (one.fresh ?? 0) > 0) ||
    (topics.has(DigestTopic.overdue) && one.overdue > 0) ||
    (topics.has(DigestTopic.run) && one.status !== 'done')
  );
}

/** Hints alone are no reason for a message. */
function isOpen({ open }: CollegeFacts): boolean {
  return open[Severity.error] + open[Severity.warning] > 0;
}

/**
 * People find a file by its name. A workbook with an address is opened by that; its name is an id that means nothing to
 * them.
 */
function whereToLook({ name, workbook, link }: CollegeFacts): MessageLine {
  return link === null
    ? { kind: 'text', text: words.whereToLook(workbook) }
    : { kind: 'link', text: words.open(name), address: link };
}

function asOfOf(facts: readonly CollegeFacts[]): CalendarDay {
  return facts.reduce((latest, { asOf }) => Math.max(latest, asOf), 0);
}
