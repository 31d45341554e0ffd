import { mkdirSync } from 'node:fs';

import { parseIsoDay } from '../../../shared/domain/calendar.ts';
import { copySample } from '../../support/sample-school.ts';
import { addressOf, columnOf, rowOf, type TestPlace, tabOf } from './place.ts';

/**
 * What is disturbed, and what has been before each. `told`: no night, but a changed workbook of which the webhook is told;
 * `unrepeated`: the same by a sender that sends its message once, whatever the answer.
 */

export const NIGHTS = ['first', 'changed', 'seal', 'told', 'unrepeated'] as const;
export type NightName = (typeof NIGHTS)[number];

export const YEAR = 2025;
const BEFORE = '2026-07-14';
const AS_OF = '2026-07-15';
const SEALED = '2026-09-02';

/** When the functions run, in milliseconds since 1970: 10:00 in Beijing. */
export const hourOfEdits = (): number => Date.parse(`${AS_OF}T02:00:00Z`);

/** Two colleges of twenty students with all the planted faults. */
export async function makeSchool(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const asOf = parseIsoDay(BEFORE)!;
  await copySample(folder, { colleges: 2, sample: 'faults', studentsPerCollege: 20, faults: true, asOf });
}

/** The command of the night before everything is disturbed. */
export const commandBefore = (place: TestPlace): readonly string[] => audit(place, BEFORE);

export function commandOf(night: NightName, place: TestPlace): readonly string[] {
  return night === 'seal' ? ['year-end', place.argument, '--seal', '--as-of', SEALED, '--quiet'] : audit(place, AS_OF);
}

function audit({ argument }: TestPlace, asOf: string): readonly string[] {
  return ['audit', argument, '--as-of', asOf, '--quiet'];
}

export const COLLEGES = ['计算机与通信学院台账.xlsx', '机械工程学院台账.xlsx'] as const;
const LIST = '问题清单';

/**
 * A day of work: notes beside violations, some of which the same hands then repair; a new violation; a row that counts
 * for points.
 */
export async function workOnWorkbooks(place: TestPlace): Promise<void> {
  const [first, second] = COLLEGES;
  for (const file of COLLEGES) await note(place, file, (ids) => ids.slice(0, 12));
  await repair(place, second, ['承诺考评', '评议等次', '良好'], '合格');
  await repair(place, first, ['花名册', '性别', '男生'], '男');
  await change(place, first, ['花名册', '性别', 3], '不详');
  await change(place, first, ['活动台账', '实到人数', 4], 1);
}

/** Messages that a sender sends for one change; the Apps Script stops after three. */
export const SENDINGS: Readonly<Partial<Record<NightName, number>>> = { told: 3, unrepeated: 1 };

/** The workbook of which the webhook is told. */
export const TOLD = COLLEGES[0];

/** One user's edit: one violation less, one more, and other points. */
export async function editOnce(place: TestPlace): Promise<void> {
  await repair(place, TOLD, ['花名册', '性别', '男生'], '男');
  await change(place, TOLD, ['花名册', '性别', 3], '不详');
  await change(place, TOLD, ['活动台账', '实到人数', 4], 1);
}

/** The next edit of the same user, by which the violation goes and another comes. */
export async function editAgain(place: TestPlace): Promise<void> {
  await change(place, TOLD, ['花名册', '性别', 3], '男');
  await change(place, TOLD, ['花名册', '性别', 5], '不详');
}

/** Notes in 整改说明 beside some of the violations that are listed. */
async function note(
  place: TestPlace,
  file: string,
  choose: (ids: readonly string[]) => readonly string[],
): Promise<void> {
  const list = tabOf(await place.read(file), LIST);
  const ids = [...columnOf(list, '问题编号').values()].filter((id) => typeof id === 'string');
  const cells = choose(ids).map((id) => [addressOf(list, '整改说明', rowOf(list, '问题编号', id)), `已转达 ${id}`]);
  place.type(file, LIST, Object.fromEntries(cells));
}

/** Notes what is wrong with a cell as being repaired, and repairs it. */
async function repair(
  place: TestPlace,
  file: string,
  [tab, heading, wrong]: readonly [string, string, string],
  right: string,
): Promise<void> {
  const workbook = await place.read(file);
  const row = rowOf(tabOf(workbook, tab), heading, wrong);
  const at = new RegExp(`${tab}![A-Z]+${row}$`);
  const places = columnOf(tabOf(workbook, LIST), '位置');
  const numbers = columnOf(tabOf(workbook, LIST), '问题编号');
  const ids = [...places].flatMap(([listed, text]) => (at.test(String(text)) ? [String(numbers.get(listed))] : []));
  if (ids.length === 0) throw new Error(`nothing is wrong with ${tab} ${row}`);
  await note(place, file, () => ids);
  await change(place, file, [tab, heading, row], right);
}

async function change(
  place: TestPlace,
  file: string,
  [name, heading, row]: readonly [string, string, number],
  value: string | number,
): Promise<void> {
  const tab = tabOf(await place.read(file), name);
  place.type(file, tab.title, { [addressOf(tab, heading, row)]: value });
}

/** What stands in 整改说明 beside each listed violation, by 问题编号. */
export async function notesOf(place: TestPlace, file: string): Promise<ReadonlyMap<string, string>> {
  const list = tabOf(await place.read(file), LIST);
  const texts = columnOf(list, '整改说明');
  const ids = [...columnOf(list, '问题编号')];
  return new Map(ids.flatMap(([row, id]) => (id === null ? [] : [[String(id), String(texts.get(row) ?? '')]])));
}

/**
 * Somebody at work in a college's workbook: a note beside a violation, and a cell that is wrong or right by turns.
 * @returns the note as 问题编号 and text
 */
export async function edit(
  place: TestPlace,
  random: () => number,
  count: number,
): Promise<ReadonlyMap<string, string>> {
  const file = COLLEGES[Math.floor(random() * COLLEGES.length)]!;
  const row = 3 + Math.floor(random() * 8);
  const typed = new Map<string, string>();
  await place.open(file, async () => {
    const list = tabOf(await place.read(file), LIST);
    const listed = [...columnOf(list, '问题编号')].filter(([, id]) => typeof id === 'string');
    const [at, id] = listed[Math.floor(random() * listed.length)]!;
    const text = `第 ${count} 次改 ${String(id)}`;
    // Rows may have moved between looking and typing: then the hand stops.
    if ([null, id].includes(place.textNow(file, LIST, addressOf(list, '问题编号', at)))) {
      place.type(file, LIST, { [addressOf(list, '整改说明', at)]: text });
      typed.set(String(id), text);
    }
    await change(place, file, ['花名册', '性别', row], random() < 0.5 ? '不详' : '男');
    await change(place, file, ['活动台账', '实到人数', row], Math.floor(random() * 10));
  });
  return typed;
}
