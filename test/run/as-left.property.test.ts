import { hash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SCHOOL_HEAD, type Store, type Workbooks } from '../../shared/ports.ts';
import { isAsLeft, judgeAnew } from '../../shared/run/as-left.ts';
import { nightly } from '../../shared/run/nightly.ts';
import { takeSnapshot } from '../../shared/run/snapshot.ts';
import type { TabImage } from '../../shared/sheet/image.ts';
import type { RawWorkbook } from '../../shared/sheet/raw.ts';
import { type Contents, contentsOf, nightInput, SCHOOL_ID } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

/**
 * The law of echoes: whatever the order of users' edits, nights, own writes and the messages about them, an edit is
 * judged, and own writes alone are not.
 */

const DAY = '2025-12-15';
const COLLEGE = 'JSJ';
/** When a user edits: the calls of a run that the edit comes before. */
const MOMENTS = ['read', 'publish', 'write', 'end'] as const;
type Moment = (typeof MOMENTS)[number];

/** Workbooks that tell whoever listens of every change, their own writes included; one write is planned, then made. */
function aPlaceThatTells() {
  const contents: { [workbook: string]: Contents[string] } = {
    ...contentsOf(aSchool(DAY).drop('任职', ['P1', '书记'])),
  };
  const shown = new Map<string, Map<string, TabImage>>();
  const messages: string[] = [];
  const coming: { at: Moment; workbook: string }[] = [];
  let edits = 0;
  const rawOf = (id: string): RawWorkbook => {
    const tabs = contents[id] ?? [];
    return { version: hash('sha256', JSON.stringify([tabs, [...(shown.get(id) ?? [])]])), tabs };
  };
  const edit = (workbook: string): void => {
    const title = workbook === SCHOOL_ID ? '考核参数' : '花名册';
    contents[workbook] = (contents[workbook] ?? []).map((tab) => {
      if (tab.title !== title) return tab;
      if (workbook === SCHOOL_ID) return { ...tab, rows: [...tab.rows, ['停用规则', `没有的规则${++edits}`]] };
      const at = tab.rows[0]?.indexOf('姓名') ?? 0;
      const [first = [], second = [], ...rest] = tab.rows;
      return { ...tab, rows: [first, second.with(at, `张三${++edits}`), ...rest] };
    });
    messages.push(workbook);
  };
  const pass = (moment: Moment, workbook: string): void => {
    const now = coming.findIndex((one) => one.at === moment && one.workbook === workbook);
    if (now >= 0) for (const one of coming.splice(now, 1)) edit(one.workbook);
  };
  const workbooks: Workbooks = {
    async read(id) {
      pass('read', id);
      return rawOf(id);
    },
    async publish(id, image) {
      pass('publish', id);
      const from = rawOf(id);
      const tabs = new Map([...(shown.get(id) ?? []), ...image.tabs.map((tab) => [tab.title, tab] as const)]);
      const isSame = JSON.stringify([...tabs]) === JSON.stringify([...(shown.get(id) ?? [])]);
      const planned = { plannedFrom: from.version, reading: () => from, orphanNotes: [] };
      if (isSame) return { status: 'unchanged', version: from.version, ...planned, requests: { read: 1, write: 0 } };
      const version = hash('sha256', JSON.stringify([from.tabs, [...tabs]]));
      pass('write', id);
      shown.set(id, tabs);
      messages.push(id);
      pass('end', id);
      return { status: 'written', version, ...planned, requests: { read: 1, write: 1 } };
    },
    isStill: async (id, version) => rawOf(id).version === version,
  };
  return { workbooks, messages, coming, edit, rawOf };
}
type TellingPlace = ReturnType<typeof aPlaceThatTells>;

const clock = { now: () => new Date().toISOString(), runId: randomUUID };

async function aRun({ workbooks }: TellingPlace, store: Store, trigger: 'schedule' | 'webhook', only: string | null) {
  const input = nightInput(DAY);
  await nightly({ workbooks, store, clock }, { ...input, night: { ...input.night, trigger, only } });
}

/** What whoever is told does; gives whether anything was judged. */
async function hear(place: TellingPlace, store: Store, workbook: string): Promise<boolean> {
  if (await isAsLeft({ workbooks: place.workbooks, store }, workbook)) return false;
  await judgeAnew(store.runs, workbook);
  await aRun(place, store, 'webhook', workbook === SCHOOL_ID ? null : workbook);
  return true;
}

/** Hears all that is told until nothing is; gives how often something was judged. */
async function hearAll(place: TellingPlace, store: Store): Promise<number> {
  let judged = 0;
  for (let workbook = place.messages.pop(); workbook !== undefined; workbook = place.messages.pop())
    if (await hear(place, store, workbook)) judged++;
  return judged;
}

const workbook = fc.constantFrom(COLLEGE, SCHOOL_ID);
const step = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), workbook }),
  fc.record({
    kind: fc.constant('night' as const),
    edits: fc.array(fc.record({ at: fc.constantFrom(...MOMENTS), workbook }), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('hear' as const), at: fc.nat(5), twice: fc.boolean() }),
);

it('an edit at whatever moment is judged, and an own write alone is not, over random interleavings', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 7 }), async (steps) => {
      const [place, store] = [aPlaceThatTells(), await embeddedStore()];
      await aRun(place, store, 'schedule', null);
      // Own writes alone.
      expect(await hearAll(place, store)).toBe(0);
      for (const one of steps) {
        if (one.kind === 'edit') place.edit(one.workbook);
        else if (one.kind === 'night') {
          place.coming.push(...one.edits);
          await aRun(place, store, 'schedule', null);
        } else if (place.messages.length > 0) {
          const [told = COLLEGE] = place.messages.splice(one.at % place.messages.length, 1);
          await hear(place, store, told);
          if (one.twice) await hear(place, store, told);
        }
      }
      await hearAll(place, store);
      place.coming.length = 0;
      // Every edit has been judged: what stands is what was accepted, and what is shown is what a night would show.
      const heads = new Map((await store.snapshots.heads()).map(({ college, hash: known }) => [college, known]));
      expect(heads.get(COLLEGE)).toBe(takeSnapshot(place.rawOf(COLLEGE)).hash);
      expect(heads.get(SCHOOL_HEAD)).toBe(takeSnapshot(place.rawOf(SCHOOL_ID)).hash);
      // And once more nothing but own writes.
      await aRun(place, store, 'schedule', null);
      expect(await hearAll(place, store)).toBe(0);
    }),
    { numRuns: 20 },
  );
}, 60_000);
