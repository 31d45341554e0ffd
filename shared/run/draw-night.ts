import { inParallel } from '../in-parallel.ts';
import { type Ports, SCHOOL_HEAD } from '../ports.ts';
import type { AssessedNight } from './assess-night.ts';
import type { Night, NightInput } from './night.ts';
import { wholeSchool } from './overview-facts.ts';
import { type Ranking, releaseOf } from './ranking-release.ts';
import { type CollegeReading, isDue } from './read-school.ts';
import { orderOf } from './reading-order.ts';
import { type RenderInput, renderCollege, renderSchool } from './render.ts';
import type { StoredImage } from './stored-image.ts';

/** The images of a night, each drawn on demand: the images of a whole school are never in memory at once. */
export interface Drawings {
  /** The colleges whose workbooks are to be written. */
  readonly due: readonly CollegeReading[];
  readonly ranking: Ranking;
  college(reading: CollegeReading): StoredImage;
  school(): StoredImage;
}

/**
 * Step 4 of the walk: the images of all workbooks. Nothing is written for a sealed year, in a dry run, or in a run that
 * is incomplete because of a defect of ours.
 */
export async function drawNight(
  ports: Pick<Ports, 'store'>,
  { night, ruleSet, checkedAt, nextRun }: Omit<NightInput, 'progress' | 'parallel'>,
  { school, readings, assessment }: AssessedNight,
): Promise<Drawings> {
  const writes = !(night.dryRun || assessment.sealed || assessment.incomplete);
  const { shows, isFirst } = await releaseOf(ports, night, school);
  const ranking = { shows, isFirst: isFirst && writes };
  const whole = wholeSchool(assessment);
  const render: RenderInput = { night, ruleSet, school, assessment, checkedAt, nextRun, whole, showsRanking: shows };
  const colleges = new Map(assessment.judgement.school.colleges.map((college) => [college.id, college]));
  const { reading } = orderOf(school, readings);
  return {
    due: writes ? readings.filter((reading) => isDue(night, reading)) : [],
    ranking,
    college({ registration: { id, workbook }, version, head }) {
      const college = colleges.get(id);
      const judged = { version, snapshot: head?.hash ?? null };
      return { workbook, image: college ? renderCollege(render, college) : null, colleges: [], reading, judged };
    },
    school: () => ({
      workbook: night.schoolWorkbook,
      image: writes ? renderSchool(render, readings) : null,
      colleges: readings.map(({ registration: { id, name } }) => [id, name]),
      reading,
      judged: { version: school.version, snapshot: school.head.hash },
    }),
  };
}

/** Number of images stored at the same time. */
const AT_ONCE = 8;

/**
 * Draws all workbooks and keeps the images: writing one then needs neither rules nor the other workbooks. A repetition
 * draws and keeps the same.
 */
export async function keepDrawings(
  { store }: Pick<Ports, 'store'>,
  { runId }: Pick<Night, 'runId'>,
  drawings: Drawings,
  expiresAt: string,
): Promise<void> {
  const keep = (college: string, image: StoredImage): Promise<void> =>
    store.images.keep(runId, college, JSON.stringify(image), expiresAt);
  await inParallel(drawings.due, AT_ONCE, (reading) => keep(reading.registration.id, drawings.college(reading)));
  await keep(SCHOOL_HEAD, drawings.school());
}
