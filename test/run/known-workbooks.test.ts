import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { initPlace } from '../../functions/cli/init/init-place.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { columnLetter } from '../../shared/domain/place.ts';
import { SCHOOL_WORKBOOK } from '../../shared/domain/vocabulary.ts';
import type { Store, Workbooks } from '../../shared/ports.ts';
import { KNOWN } from '../../shared/run/known-workbooks.ts';
import { type NightResult, nightly } from '../../shared/run/nightly.ts';
import { nightInput } from '../support/a-place.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { embeddedStore } from '../support/embedded-store.ts';

const DAY = '2026-03-16';

/** Workbooks that tell which of them were opened, and which were compared. */
function watched(folder: string, mayKnow: boolean) {
  const opened: string[] = [];
  const compared: string[] = [];
  const { readUnless, ...plain } = xlsxWorkbooks(folder);
  const workbooks: Workbooks = {
    ...plain,
    async read(id, wants) {
      opened.push(id);
      return plain.read(id, wants);
    },
    ...(mayKnow && {
      async readUnless(id, version, wants) {
        const raw = (await readUnless?.(id, version, wants)) ?? null;
        if (raw !== null) opened.push(id);
        return raw;
      },
    }),
    async publish(id, image, keep, shownIn) {
      const outcome = await plain.publish(id, image, keep, mayKnow ? shownIn : undefined);
      if (shownIn !== outcome.version) compared.push(id);
      return outcome;
    },
  };
  return { workbooks, opened, compared };
}

const found = ({ assessment: { judgement, standings } }: NightResult) => {
  const { violations, due, positions, targets, notChecked, open } = judgement;
  return { violations, due, positions, targets, notChecked, open, standings };
};

describe('a file that nobody has touched since it was read and written', () => {
  let folder = '';
  let store: Store;
  let files: readonly string[] = [];
  const clock = { now: () => new Date().toISOString(), runId: randomUUID };

  async function night(ruleSet?: string, dryRun = false, mayKnow = true) {
    const watch = watched(folder, mayKnow);
    const input = nightInput(DAY, { dryRun });
    const own = { ...input.night, schoolWorkbook: SCHOOL_WORKBOOK, runId: randomUUID() };
    const rules = { ...input.ruleSet, version: ruleSet ?? input.ruleSet.version };
    const result = await nightly({ ...watch, store, clock }, { ...input, night: own, ruleSet: rules });
    expect(result.outcomes.map(({ error }) => error)).toEqual([null, null, null]);
    return { ...watch, result };
  }

  /** What a night finds is what one finds that opens every file; which colleges' files it opens, and which it compares. */
  async function opens(ruleSet?: string) {
    const whole = await night(ruleSet, true, false);
    const trial = await night(ruleSet, true);
    expect(found(trial.result)).toEqual(found(whole.result));
    expect(trial.opened.length).toBeLessThanOrEqual(whole.opened.length);
    const { result, opened, compared } = await night(ruleSet);
    expect(found(result)).toEqual(found(whole.result));
    const colleges = (ids: readonly string[]) => ids.filter((id) => id !== SCHOOL_WORKBOOK).sort();
    return { opened: colleges(opened), compared: colleges(compared) };
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'known-'));
    const asOf = parseIsoDay(DAY) ?? 0;
    await initPlace({ folder, colleges: 3, sample: 'known', studentsPerCollege: 12, faults: true, asOf });
    store = await embeddedStore();
    const first = await night();
    files = first.result.outcomes.map(({ reading }) => reading.registration.workbook);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Types into a cell of a tab by its heading, in a row below the headings. */
  async function type(file: string, title: string, heading: string, below: number, value: string): Promise<void> {
    const { tabs } = await xlsxWorkbooks(folder).read(file);
    const rows = tabs.find((tab) => tab.title === title)?.rows ?? [];
    const at = rows.findIndex((row) => row.includes(heading));
    const column = columnLetter(rows[at]?.indexOf(heading) ?? 0);
    typeInto(join(folder, file), title, { [`${column}${at + 1 + below}`]: value });
  }

  it('is not opened, and not compared, and judged all the same', async () => {
    expect(await opens()).toEqual({ opened: [], compared: [] });
  });

  it('is opened once somebody has typed into it, and only then', async () => {
    const [first = ''] = files;
    await type(first, '花名册', '姓名', 2, '张三丰');
    expect(await opens()).toMatchObject({ opened: [first] });
    expect(await opens()).toEqual({ opened: [], compared: [] });
  });

  it('is opened when a 整改期限 was typed into 问题清单', async () => {
    const [, second = ''] = files;
    await type(second, '问题清单', '整改期限', 1, '2026-03-20');
    expect(await opens()).toMatchObject({ opened: [second] });
    expect(await opens()).toEqual({ opened: [], compared: [] });
  });

  it('is opened when the rules, or what reads files, are of another version', async () => {
    expect(await opens('another')).toEqual({ opened: files.toSorted(), compared: files.toSorted() });
    expect(await opens('another')).toEqual({ opened: [], compared: [] });
    await night();
  });

  it('is opened when a note says nothing that can be believed', async () => {
    for (const { name } of await store.runs.notes(KNOWN)) await store.runs.putNote(name, '{}');
    expect(await opens()).toEqual({ opened: files.toSorted(), compared: files.toSorted() });
    expect(await opens()).toEqual({ opened: [], compared: [] });
  });

  it('is opened when its snapshot is not what was read any more', async () => {
    const [, , third = ''] = files;
    const heads = await store.snapshots.heads();
    const { hash = '' } = heads.find(({ workbook }) => workbook === third) ?? {};
    const texts = (await store.texts.all()).filter(({ kind, name }) => kind === 'snapshot' && name === hash);
    for (const one of texts) expect(await store.texts.replace(one, one.text.replace('男', '女'))).toBe(true);
    expect(await opens()).toMatchObject({ opened: [third], compared: [] });
  });
});
