import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longer than half a minute, longest first. A worker that begins one of them last leaves the other
 * processors idle; without times of an earlier run (on a clean clone) vitest sorts by the size of the file.
 */
export const LONG = [
  'test/faults/nights.test.ts',
  'test/functions/changes.test.ts',
  'test/functions/night.test.ts',
  'test/cli/google-init.test.ts',
  'test/run/nights-that-collide.test.ts',
  'test/faults/attack-logs.test.ts',
  'test/faults/together.test.ts',
] as const;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => turnOf(a) - turnOf(b));
  }
}

function turnOf({ moduleId }: TestSpecification): number {
  const at = LONG.findIndex((file) => moduleId.endsWith(file));
  return at < 0 ? LONG.length : at;
}
