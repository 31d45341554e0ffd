import { inParallel } from '../in-parallel.ts';
import { type Ports, SCHOOL_HEAD } from '../ports.ts';
import { readingOf } from './assess-school.ts';
import { type CollegeReading, isHeldBack } from './read-school.ts';
import { type CollegeOutcome, type RenderInput, renderCollege, renderSchool } from './render.ts';
import type { StoredImage } from './stored-image.ts';

/** Images that are put into the store side by side. */
const AT_ONCE = 8;

/**
 * Draws every workbook that is to be written and keeps the images, so that writing one needs neither rules nor the other
 * workbooks. Of a sealed year nothing is written. A repetition draws and keeps the same.
 * @returns 学院编号 of the workbooks that are to be written
 */
export async function keepImages(
  { store }: Pick<Ports, 'store'>,
  render: RenderInput,
  readings: readonly CollegeReading[],
  expiresAt: string,
): Promise<readonly string[]> {
  const { night, assessment, school } = render;
  const reading = readingOf(school, readings);
  const keep = (college: string, stored: StoredImage): Promise<void> =>
    store.images.keep(night.runId, college, JSON.stringify(stored), expiresAt);
  const colleges = new Map(assessment.judgement.school.colleges.map((college) => [college.id, college]));
  const due = assessment.sealed ? [] : readings.filter((one) => one.error === null || isHeldBack(one));
  await inParallel(due, AT_ONCE, async ({ registration: { id, workbook } }) => {
    const college = colleges.get(id);
    await keep(id, { workbook, image: college ? renderCollege(render, college) : null, colleges: [], reading });
  });
  const outcomes = readings.map((reading): CollegeOutcome => ({ reading, status: 'done', error: null, writes: 0 }));
  await keep(SCHOOL_HEAD, {
    workbook: night.schoolWorkbook,
    image: assessment.sealed ? null : renderSchool(render, outcomes),
    colleges: readings.map(({ registration: { id, name } }) => [id, name]),
    reading,
  });
  return due.map(({ registration }) => registration.id);
}
