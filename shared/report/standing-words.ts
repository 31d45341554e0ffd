import type { HeldDown, Standing } from '../ranking/rank.ts';

/** 备注 of a standing: 并列, 不参评, and why a grade is held down; `null` if there is nothing to say. */
export function standingNote({ note, heldDown }: Pick<Standing, 'note' | 'heldDown'>): string | null {
  const parts = [note, heldDown === null ? null : noteOf(heldDown)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join('；');
}

/** 备注 for the public: without the number of a problem, which may lead to a person. */
export function publicNote({ note, heldDown }: Pick<Standing, 'note' | 'heldDown'>): string | null {
  const reason = heldDown === null ? null : heldDown.by === 'veto' ? '有未整改的问题，不得评优' : noteOf(heldDown);
  const parts = [note, reason].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join('；');
}

/** The same for a statement: `已达优秀线，但因有未整改的 DEV-06-ENXPE 不得评优`. */
export function heldDownWords(heldDown: HeldDown): string {
  return heldDown.by === 'veto'
    ? `已达优秀线，但因${vetoWords(heldDown)} 不得评优`
    : `已达优秀线，但优秀名额只有 ${heldDown.quota} 个，按名次未能评优`;
}

function noteOf(heldDown: HeldDown): string {
  return heldDown.by === 'veto'
    ? `${vetoWords(heldDown)}，不得评优`
    : `已达优秀线，优秀名额 ${heldDown.quota} 个，按名次未能评优`;
}

function vetoWords({ veto }: Extract<HeldDown, { by: 'veto' }>): string {
  if (veto === null) return '有未整改的问题';
  return veto.others === 0 ? `有未整改的 ${veto.id}` : `有未整改的 ${veto.id} 等 ${veto.others + 1} 个问题`;
}
