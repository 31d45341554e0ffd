import type { AcademicYear } from '../../shared/domain/calendar.ts';
import { StudyLevel } from '../../shared/domain/vocabulary.ts';
import type { Random } from './random.ts';

/** A class to be made. */
export interface ClassPlan {
  readonly level: StudyLevel;
  readonly entryYear: number;
  /** 1, 2, … within its level and year of entry. */
  readonly number: number;
  readonly size: number;
}

/** Level and studying year (1 = first). */
type Cohort = readonly [StudyLevel, number];

const { undergraduate, master, doctor } = StudyLevel;

/**
 * The order in which a college grows. A class that has party members of its own comes first, so that the smallest
 * college of all, one class, can have the party branch that covers it.
 */
const FIRST_COHORTS: readonly Cohort[] = [
  [undergraduate, 4],
  [master, 2],
  [undergraduate, 2],
  [undergraduate, 1],
  [undergraduate, 3],
  [master, 1],
  [undergraduate, 4],
  [undergraduate, 2],
  [undergraduate, 1],
  [undergraduate, 3],
  [master, 3],
  [doctor, 2],
];
const LATER_COHORTS: readonly Cohort[] = [
  [undergraduate, 1],
  [undergraduate, 2],
  [undergraduate, 3],
  [undergraduate, 4],
  [master, 1],
  [master, 2],
  [undergraduate, 4],
  [undergraduate, 3],
  [undergraduate, 2],
  [undergraduate, 1],
  [master, 3],
  [doctor, 1],
];

const SIZES: Readonly<Record<StudyLevel, readonly [number, number]>> = {
  [undergraduate]: [28, 32],
  [master]: [22, 26],
  [doctor]: [16, 20],
};
/** Fewer could not fill the ten posts and a party branch besides. */
const SMALLEST_CLASS = 20;

/** Classes of a college that together have `students` students (at least one class of twenty). */
export function planClasses(random: Random, students: number, year: AcademicYear): readonly ClassPlan[] {
  const target = Math.max(students, SMALLEST_CLASS);
  const sized = sizedCohorts(random, target);
  spread(sized, target);
  const counts = new Map<string, number>();
  return sized.map(({ cohort: [level, studyingYear], size }) => {
    const entryYear = year - studyingYear + 1;
    const key = `${level}${entryYear}`;
    const number = (counts.get(key) ?? 0) + 1;
    counts.set(key, number);
    return { level, entryYear, number, size };
  });
}

interface SizedCohort {
  readonly cohort: Cohort;
  size: number;
}

function sizedCohorts(random: Random, target: number): SizedCohort[] {
  const sized: SizedCohort[] = [];
  for (let total = 0, i = 0; ; i++) {
    const later = i - FIRST_COHORTS.length;
    const cohort = (later < 0 ? FIRST_COHORTS[i] : LATER_COHORTS[later % LATER_COHORTS.length]) as Cohort;
    const size = random.between(...SIZES[cohort[0]]);
    // A remainder that is no class by itself is spread over the classes that stand.
    if (sized.length > 0 && total + SMALLEST_CLASS > target) return sized;
    sized.push({ cohort, size });
    total += size;
  }
}

/** Adds to or takes from the classes in turn until their sizes sum up to the target. */
function spread(sized: SizedCohort[], target: number): void {
  let rest = target - sized.reduce((sum, { size }) => sum + size, 0);
  for (let i = 0; rest !== 0; i = (i + 1) % sized.length) {
    const one = sized[i] as SizedCohort;
    if (rest < 0 && one.size <= 16) continue;
    one.size += Math.sign(rest);
    rest -= Math.sign(rest);
  }
}
