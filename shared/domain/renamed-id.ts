/**
 * An id that a row of 组织 or 花名册 had in an earlier reading and that is gone, while the same organization or student
 * has another one now: whatever names the old one names nobody.
 */
export interface RenamedId {
  readonly tab: 'organizations' | 'students';
  readonly from: string;
  readonly to: string;
}
