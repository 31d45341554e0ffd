import { describe, expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';

describe('a list that should be empty', () => {
  it('is let pass when it is', () => {
    expect(() => expectNone([])).not.toThrow();
  });

  it('says in the first line what stands in it', () => {
    expect(() => expectNone(['组织.共同议事规则 has no help'])).toThrow(/^组织\.共同议事规则 has no help$/);
    expect(() => expectNone(['a', { b: 1 }])).toThrow('2 faults:\n- a\n- {"b":1}');
  });
});
