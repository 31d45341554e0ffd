import { academicYearOf, formatAcademicYear } from '../../../shared/domain/calendar.ts';
import type { Ports } from '../../../shared/ports.ts';
import { sealDueYear } from '../../../shared/run/year/due.ts';
import { sealingDay } from '../../../shared/run/year/seal.ts';
import { shanghaiDay, systemClock } from '../../clock.ts';
import { openNight } from '../../open-night.ts';
import type { SchoolPlace } from '../../school-place.ts';
import { explainFailure } from '../failure.ts';
import { putManifest, refuseForeignManifests } from '../manifest-file.ts';

/** The sealing of the year that has ended, tried every night until it is done. */
export interface YearEnd {
  /** Tries once, after the present run. */
  try(): void;
  /** Resolves when no sealing is under way. */
  idle(): Promise<void>;
}

export interface DueSeal {
  readonly ports: Ports;
  readonly place: SchoolPlace;
  /** When the next run is, in words for 概览. */
  readonly nextRun: string;
  /** When the next sealing is tried, in words. */
  readonly nextTry: string;
  /** Resolves when no run is under way. */
  idle(): Promise<void>;
  say(line: string): void;
}

export function openYearEnd(input: DueSeal): YearEnd {
  let going: Promise<void> = Promise.resolve();
  return {
    try() {
      going = going.then(async () => {
        await input.idle();
        await sealOnce(input);
      });
    },
    idle: () => going,
  };
}

async function sealOnce({ ports, place, nextRun, nextTry, say }: DueSeal): Promise<void> {
  const today = shanghaiDay(systemClock.now());
  const year = academicYearOf(today) - 1;
  const name = `${formatAcademicYear(year)} 学年`;
  const { schoolWorkbook } = place;
  const night = openNight({ schoolWorkbook, trigger: 'schedule', nextRun, year, asOf: sealingDay(year) });
  try {
    await refuseForeignManifests(place, ports.store, year);
    const due = await sealDueYear(ports, night, { today, handOut: (done) => putManifest(place, done) });
    if (due.kind === 'sealed') say(`${name}已封存，校验码 ${due.sealed.manifest.hash}`);
    if (due.kind === 'empty' && due.since === today)
      say(`${name}没有任何活动记录，不自动封存；确需封存，请运行 year-end --seal --force，并用 --reason 写明理由。`);
    if (due.kind !== 'sealed') return;
    const { outcomes, schoolOutcome } = due.sealed.night;
    const missing = [
      ...outcomes.map(({ reading, error }) => [reading.registration.name, error] as const),
      ['校级总表', schoolOutcome.error] as const,
    ].filter(([, error]) => error !== null);
    for (const [workbook, error] of missing) say(`${workbook}还没有写入“年度考核”：${error}${nextTry}补写。`);
  } catch (error) {
    say(`${name}还没有封存：${explainFailure(error).line}${nextTry}再试；也可以处理后手工运行 year-end --seal。`);
  }
}
