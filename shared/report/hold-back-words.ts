import { formatDay } from '../domain/calendar.ts';
import type { HoldBack, Loss } from '../domain/hold-back.ts';

/** Why a workbook was held back, and what applies meanwhile: whole sentences. */
export function holdBackWords(heldBack: HoldBack): string {
  return reasonWords(heldBack) + meanwhileWords(heldBack);
}

/** Lines above the results of the last accepted reading: the reason, what to do, and which reading it is. */
export function heldBackLines(heldBack: HoldBack): readonly string[] {
  return [
    `未处理：${reasonWords(heldBack)}`,
    meanwhileWords(heldBack),
    `以下是 ${formatDay(heldBack.readOn)} 读到的内容`,
  ];
}

function reasonWords({ losses }: HoldBack): string {
  return losses.map(lossWords).join('');
}

function meanwhileWords({ losses, readOn }: HoldBack): string {
  return `这次读到的内容没有采用，仍按 ${formatDay(readOn)} 读到的内容检查和计分；${remedyWords(losses)}`;
}

function lossWords(loss: Loss): string {
  switch (loss.kind) {
    case 'tab':
      return `找不到“${loss.tab}”工作表${insteadWords(loss.instead)}`;
    case 'headingRow':
      return `“${loss.tab}”的前五行里找不到标题行。`;
    case 'heading':
      return loss.instead === null
        ? `“${loss.tab}”缺少“${loss.heading}”一栏。`
        : `“${loss.tab}”缺少“${loss.heading}”一栏；有一栏“${loss.instead}”，是不是它改了名？`;
    case 'rows':
      return `${loss.tab}由 ${loss.before} 行变为 ${loss.after} 行。`;
  }
}

function insteadWords(titles: readonly string[]): string {
  if (titles.length === 0) return '，可能被删除了。';
  if (titles.length === 1) return `；有一张“${titles[0]}”，是不是它改了名？`;
  return `；有${titles.map((title) => `“${title}”`).join('、')}这几张没有认出的表，是不是其中一张改了名？`;
}

function remedyWords(losses: readonly Loss[]): string {
  return losses.every(({ kind }) => kind === 'rows')
    ? '误删的请恢复，确实应当减少的请学校豁免问题清单里的 DAT-17。'
    : '请把名称改回来或把内容补上，下次检查就会恢复。';
}
