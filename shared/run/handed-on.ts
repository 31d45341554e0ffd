import * as z from 'zod';
import { Refused, type Runs, StaleReading, TryLater } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';

/**
 * What the steps of a night pass on through the store: which workbook belongs to which college, and what went wrong, in
 * words. The state machine carries only 学院编号 and numbers, so no state comes near the service's limit of 256 KB.
 */

/** 学院编号 */
export const collegeId = z.string().min(1).max(200);
/** What became of a college's workbook. `null`: nothing wrong; `broken`: it failed without a message for people. */
export const collegeResult = z.union([z.null(), collegeId, z.object({ broken: collegeId })]);
export type CollegeResult = z.output<typeof collegeResult>;

/** A 学院编号 with its workbook, or with the message about it. */
const texts = z.array(z.tuple([collegeId, z.string()]));
export type Texts = z.output<typeof texts>;

/** The steps that process one workbook. */
type Step = 'read' | 'publish';

/** Number of colleges in one note of the list: each reader of one workbook reads one note. */
const PAGE = 100;

export interface HandedOn {
  /** Keeps the workbook to be read for each college. */
  keepListed(workbooks: Texts): Promise<void>;
  /** The workbook of a college by its place in the list. Throws `Refused` if the list is no longer kept. */
  listed(college: string, at: number): Promise<string>;
  /** Keeps everything known so far to be wrong with workbooks; returns how many there are. */
  keepErrors(errors: ReadonlyMap<string, string>): Promise<number>;
  /** The errors as kept by the last step that had any. */
  errors(): Promise<ReadonlyMap<string, string>>;
  /** Keeps a step's message about a workbook and returns the college as its result. */
  fail(step: Step, college: string, words: string): Promise<CollegeResult>;
  /** Runs a step; if it fails, keeps its message for people before rethrowing. */
  telling<T>(step: Step, college: string, work: () => Promise<T>): Promise<T>;
  /** The messages about failures, from the results of all workbooks. */
  wordsOf(step: Step, results: readonly CollegeResult[]): Promise<Texts>;
}

/**
 * @param runs the store's notes
 * @param expiresAt when the notes may be deleted (ISO 8601)
 */
export function handedOn(
  runs: Pick<Runs, 'note' | 'notes' | 'putNote'>,
  { runId, expiresAt }: { readonly runId: string; readonly expiresAt: string },
): HandedOn {
  const nameOf = (what: string): string => `night/${runId}/${what}`;
  const put = (what: string, value: string): Promise<void> => runs.putNote(nameOf(what), value, expiresAt);
  const read = async (what: string): Promise<Texts> => {
    const note = await runs.note(nameOf(what));
    return note === null ? [] : texts.parse(JSON.parse(note));
  };
  const fail: HandedOn['fail'] = async (step, college, words) => {
    await put(`${step}/${college}`, words);
    return college;
  };
  return {
    async keepListed(workbooks) {
      for (let from = 0; from < workbooks.length; from += PAGE)
        await put(`listed/${from / PAGE}`, JSON.stringify(workbooks.slice(from, from + PAGE)));
    },
    async listed(college, at) {
      const found = (await read(`listed/${Math.floor(at / PAGE)}`)).find(([id]) => id === college);
      if (found === undefined) throw new Refused(runMessages.imageGone());
      return found[1];
    },
    async keepErrors(errors) {
      if (errors.size > 0) await put('errors', JSON.stringify([...errors]));
      return errors.size;
    },
    errors: async () => new Map(await read('errors')),
    fail,
    async telling(step, college, work) {
      try {
        return await work();
      } catch (error) {
        // If there is no time or no store to keep the message, the office reads that nobody answered.
        if (isForPeople(error)) await fail(step, college, error.message).catch(() => {});
        throw error;
      }
    },
    async wordsOf(step, results) {
      if (results.every((result) => result === null)) return [];
      const prefix = nameOf(`${step}/`);
      const kept = new Map((await runs.notes(prefix)).map(({ name, value }) => [name.slice(prefix.length), value]));
      return results.flatMap((result): Texts => {
        if (result === null) return [];
        if (typeof result === 'object') return [[result.broken, runMessages.cloudFault()]];
        return [[result, kept.get(result) ?? runMessages.cloudSilent()]];
      });
    },
  };
}

/** The message of a `Defect` or a `BadEvent` is meant for us, not for people. */
function isForPeople(error: unknown): error is Error {
  return error instanceof Refused || error instanceof TryLater || error instanceof StaleReading;
}
