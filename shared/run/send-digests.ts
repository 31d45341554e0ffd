import * as z from 'zod';
import {
  collegeDigest,
  type DigestWishes,
  isDigestDay,
  officeDigest,
  speakingOf,
  withDoubt,
} from '../digest/compose.ts';
import { type CollegeFacts, collegeFacts, FACTS, NIGHT_FACTS, type NightFacts, nightFacts } from '../digest/facts.ts';
import type { DigestGroup } from '../digest/groups.ts';
import type { MessageText } from '../digest/message.ts';
import { digestWords } from '../digest/words.ts';
import { type CalendarDay, formatDay } from '../domain/calendar.ts';
import { canonicalJson, sha256 } from '../domain/identity.ts';
import { SCHOOL_OFFICE } from '../domain/vocabulary.ts';
import { collegePageFile, INDEX_FILE } from '../pages/files.ts';
import { AnswerUnknown, type Message, type Messages, Refused, type Runs, TryLater } from '../ports.ts';
import type { Moments } from './changes.ts';
import type { DigestPage, PageLinks } from './digest-links.ts';

/**
 * Sends the digests of a day, each at most once (office.md §4). The outbox is in the store: one attempt is one note,
 * which only one process can claim. The note says `begun` until the message is about to be handed over, `sending` until
 * the answer is known, and then the outcome. After a crash, the next attempt knows which it was: a `begun` message was
 * never sent; a `sending` one may have been, and its repetition says so.
 */

const attemptState = z.object({
  state: z.enum(['begun', 'sending', 'sent', 'later', 'refused', 'unknown']),
  /** SHA-256 of the message. */
  hash: z.string(),
  /** ISO 8601, UTC. While open: when its process is presumed dead; for `later`: the earliest time to try. */
  after: z.iso.datetime().nullable(),
});
type Attempt = z.output<typeof attemptState>;

/** Milliseconds: a process that has not reported the outcome of an attempt by then is presumed dead. */
const LEASE = 180_000;
/** Attempts at one message; a repetition in doubt is made only once. */
const MOST_ATTEMPTS = 6;
const MOST_DOUBTS = 2;
const KEPT = 40 * 86_400_000;
/** Seconds to wait if a service does not say how long. */
const PATIENCE = 600;

export interface DigestPorts {
  readonly runs: Pick<Runs, 'note' | 'notes' | 'putNote' | 'claimNote'>;
  readonly messages: Messages;
  readonly clock: Moments;
  /** Whether there is time for another message; the rest is left to the next start. By default there is. */
  readonly hasTime?: () => boolean;
  /** Links to pages, if there are any to link to. */
  readonly pages?: PageLinks;
}

export interface DigestDay {
  readonly today: CalendarDay;
  readonly wishes: DigestWishes;
  readonly groups: readonly DigestGroup[];
}

/** What became of one group's message. */
export interface DigestOutcome {
  readonly group: DigestGroup;
  /** `null`: nothing to say. */
  readonly text: MessageText | null;
  readonly status: 'nothing' | 'sent' | 'already' | 'elsewhere' | 'later' | 'refused' | 'unknown' | 'given up';
  readonly error: string | null;
  /** Why the message went without links to pages although it should have had some. */
  readonly unlinked?: string;
}

/** The message of one group before it is sent. */
export interface ComposedDigest {
  readonly group: DigestGroup;
  /** `null`: nothing to say. */
  readonly text: MessageText | null;
  /** Pages of the colleges that the message is about. */
  readonly pages: readonly DigestPage[];
}

/** Facts of the last night, by 学院编号. */
export async function storedFacts(
  runs: Pick<Runs, 'note' | 'notes'>,
): Promise<{ readonly colleges: ReadonlyMap<string, CollegeFacts>; readonly night: NightFacts | null }> {
  const [notes, night] = await Promise.all([runs.notes(FACTS), runs.note(NIGHT_FACTS)]);
  const facts = notes.flatMap(({ value }) => collegeFacts.safeParse(JSON.parse(value)).data ?? []);
  const known = night === null ? null : (nightFacts.safeParse(JSON.parse(night)).data ?? null);
  const enabled = facts.filter(({ college }) => known?.colleges.includes(college) ?? true);
  return { colleges: new Map(enabled.map((one) => [one.college, one])), night: known };
}

/** The messages of a day, without sending: what `--dry-run` shows. */
export async function composeDigests(
  runs: Pick<Runs, 'note' | 'notes'>,
  { today, wishes, groups }: DigestDay,
): Promise<readonly ComposedDigest[]> {
  const { colleges, night } = await storedFacts(runs);
  return groups.map((group) => {
    if (!isDigestDay(today, wishes)) return { group, text: null, pages: [] };
    const own = group.members.flatMap((id) => colleges.get(id) ?? []);
    const ofColleges = own.length === 0 ? null : collegeDigest(own, today, wishes);
    const speaking = speakingOf(own, today, wishes);
    const pages = speaking.map(({ college, name }) => ({ file: collegePageFile(college), name }));
    if (!group.members.includes(SCHOOL_OFFICE)) return { group, text: ofColleges, pages };
    const office = officeDigest([...colleges.values()], night, today, wishes);
    if (office === null) return { group, text: ofColleges, pages };
    const whole = { file: INDEX_FILE, name: digestWords.wholeSchool };
    return { group, text: joined(office, ofColleges), pages: [whole, ...pages] };
  });
}

/** Composes and sends. A failure in one group does not affect another. */
export async function sendDigests(ports: DigestPorts, day: DigestDay): Promise<readonly DigestOutcome[]> {
  const outcomes: DigestOutcome[] = [];
  // One after another: a service that limits its rate sees a slow sender.
  for (const { group, text, pages } of await composeDigests(ports.runs, day)) {
    if (text === null) outcomes.push({ group, text, status: 'nothing', error: null });
    else if (ports.hasTime?.() === false) outcomes.push({ group, text, status: 'later', error: null });
    else outcomes.push({ group, text, ...(await deliver(ports, day.today, group, text, pages)) });
  }
  return outcomes;
}

type Delivery = Pick<DigestOutcome, 'status' | 'error' | 'unlinked'>;

async function deliver(
  ports: DigestPorts,
  today: CalendarDay,
  group: DigestGroup,
  text: MessageText,
  pages: readonly DigestPage[],
): Promise<Delivery> {
  const { runs, clock } = ports;
  const prefix = `outbox/${formatDay(today)}/${sha256(`${group.channel}\n${group.address}`).slice(0, 24)}/`;
  const before = await attemptsOf(runs, prefix);
  const verdict = nextAttempt(before, clock.now());
  if (typeof verdict === 'string') return { status: verdict, error: null };
  const message: Message = {
    channel: group.channel,
    address: group.address,
    secretOf: group.members[0] ?? '',
    id: prefix.replaceAll('/', '.').slice(0, -1),
    text: verdict.inDoubt ? withDoubt(text) : text,
  };
  const hash = sha256(canonicalJson({ ...message.text, more: '' }));
  const expires = clock.after(KEPT);
  const name = `${prefix}${String(before.length + 1).padStart(3, '0')}`;
  const note = (state: Attempt['state'], after: string | null): string =>
    JSON.stringify({ state, hash, after } satisfies Attempt);
  if (!(await runs.claimNote(name, note('begun', clock.after(LEASE)), expires)))
    return { status: 'elsewhere', error: null };
  // Signed as late as possible, and after the hash: nothing that is kept holds a link or depends on one.
  const linked = await withLinks(ports.pages, message.text, pages);
  await runs.putNote(name, note('sending', clock.after(LEASE)), expires);
  const { delivery, after } = await sendOnce(ports.messages, { ...message, text: linked.text }, clock);
  await runs.putNote(name, note(STATES[delivery.status], after), expires);
  return linked.unlinked === null ? delivery : { ...delivery, unlinked: linked.unlinked };
}

/** A message never waits for its links: without them it says the same. */
async function withLinks(
  links: PageLinks | undefined,
  text: MessageText,
  pages: readonly DigestPage[],
): Promise<{ readonly text: MessageText; readonly unlinked: string | null }> {
  if (links === undefined || pages.length === 0) return { text, unlinked: null };
  try {
    const lines = await links.linesFor(pages);
    const linked = lines.length === 0 ? text : { ...text, links: { lines, about: digestWords.aboutPages } };
    return { text: linked, unlinked: null };
  } catch (error) {
    if (error instanceof Refused || error instanceof TryLater) return { text, unlinked: error.message };
    throw error;
  }
}

const STATES = { sent: 'sent', later: 'later', refused: 'refused', unknown: 'unknown' } as const;
type Sent = { readonly status: keyof typeof STATES; readonly error: string | null };

async function sendOnce(
  messages: Messages,
  message: Message,
  clock: Moments,
): Promise<{ readonly delivery: Sent; readonly after: string | null }> {
  try {
    await messages.send(message);
    return { delivery: { status: 'sent', error: null }, after: null };
  } catch (error) {
    if (error instanceof AnswerUnknown) return { delivery: { status: 'unknown', error: error.message }, after: null };
    if (error instanceof Refused) return { delivery: { status: 'refused', error: error.message }, after: null };
    if (!(error instanceof TryLater)) throw error;
    return {
      delivery: { status: 'later', error: error.message },
      after: clock.after((error.after ?? PATIENCE) * 1_000),
    };
  }
}

async function attemptsOf(runs: Pick<Runs, 'notes'>, prefix: string): Promise<readonly Attempt[]> {
  const notes = (await runs.notes(prefix)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return notes.map(({ value }) => attemptState.parse(JSON.parse(value)));
}

/** Whether to make another attempt, given the outcomes of the earlier ones. */
function nextAttempt(
  before: readonly Attempt[],
  now: string,
): { readonly inDoubt: boolean } | 'already' | 'refused' | 'elsewhere' | 'later' | 'given up' {
  const last = before.at(-1);
  if (last === undefined) return { inDoubt: false };
  if (last.state === 'sent') return 'already';
  if (last.state === 'refused') return 'refused';
  if (last.after !== null && now < last.after) return last.state === 'later' ? 'later' : 'elsewhere';
  const doubts = before.filter(({ state }) => state === 'sending' || state === 'unknown').length;
  if (before.length >= MOST_ATTEMPTS || doubts >= MOST_DOUBTS) return 'given up';
  return { inDoubt: doubts > 0 };
}

function joined(office: MessageText, colleges: MessageText | null): MessageText {
  if (colleges === null) return office;
  return {
    ...office,
    head: [...office.head, ...colleges.head],
    items: [...office.items, ...colleges.items],
    tail: [...colleges.tail.slice(0, -1), ...office.tail],
  };
}
