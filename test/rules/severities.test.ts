import { expect, it } from 'vitest';
import { RULES } from '../../shared/rules/index.ts';

/** The severity of every rule as rules.md §3 and clauses.md §2 have it; of a rule with several, the one that stands where none is said. */
const SEVERITIES: Readonly<Record<string, string>> = {
  错误: 'DAT-01 DAT-02 DAT-03 DAT-04 DAT-05 DAT-06 DAT-07 DAT-11 DAT-12 DAT-13 DAT-15 DAT-17 DEC-01 DEC-02 DEC-03 DEC-04 DEC-05 DEC-07 DEV-01 DEV-02 DEV-03 DEV-04 DEV-05 DEV-06 DEV-07 DEV-08 DEV-09 DEV-10 DEV-11 DEV-12 DEV-14 DEV-15 DEV-18 EDU-01 EDU-02 EDU-04 EDU-05 EVA-01 EVA-02 EVA-03 EVA-05 EVA-07 EVA-11 MEC-01 MEC-02 MEC-03 MEC-07 ORG-01 ORG-02 ORG-03 ORG-04 ORG-05 ORG-06 ORG-07 ORG-08 ORG-09 ORG-12 ORG-15 PRA-01 PRA-02 PRA-03',
  警告: 'CFG-01 DAT-08 DAT-09 DAT-10 DAT-14 DAT-16 DEC-06 DEV-13 DEV-16 DEV-17 DEV-19 DEV-20 EDU-03 EDU-06 EDU-07 EDU-08 EDU-09 EDU-10 EDU-11 EDU-12 EDU-13 EDU-14 EDU-15 EDU-16 EVA-04 EVA-06 EVA-08 EVA-09 EVA-10 EVA-12 EVA-14 MEC-04 MEC-05 MEC-06 MEC-09 MEC-10 ORG-13 ORG-14 ORG-16 ORG-17 ORG-18 PRA-04',
  提示: 'CFG-02 DAT-18 DEC-08 EDU-17 EVA-13 MEC-08 MEC-11 MEC-12 MEC-13 ORG-10 ORG-11 ORG-19 PRA-05',
};

it('every rule of the specification has its severity', () => {
  const given = Object.entries(SEVERITIES).flatMap(([severity, ids]) =>
    ids.split(' ').map((id) => [id, severity] as const),
  );
  expect(Object.fromEntries(RULES.map(({ id, severity }) => [id, severity]))).toMatchObject(Object.fromEntries(given));
});
