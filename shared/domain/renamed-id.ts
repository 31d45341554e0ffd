/**
 * An id of an earlier reading that is gone, while the same organization or student has another one now: cells that
 * still name the old id name nobody.
 */
export interface RenamedId {
  readonly tab: 'organizations' | 'students';
  readonly from: string;
  readonly to: string;
}
