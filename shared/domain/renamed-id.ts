/**
 * An id of an earlier reading that is gone because the same organization or student now has another one: cells that
 * still use the old id refer to nobody.
 */
export interface RenamedId {
  readonly tab: 'organizations' | 'students';
  readonly from: string;
  readonly to: string;
}
