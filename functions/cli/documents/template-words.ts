import type { DocumentKind, PaperFields } from '../../../shared/documents/kind.ts';
import type { PlaceholderFault } from '../../../shared/documents/placeholders.ts';

/** What is wrong with a placeholder of a template, and what to write instead. */
export function placeholderWords(fault: PlaceholderFault): string {
  const { name } = fault;
  switch (fault.kind) {
    case 'unknown':
      return `没有占位符 {${name}}${fault.nearest === null ? '' : `（是不是 {${fault.nearest}}？）`}`;
    case 'needsRows':
      return `{${name}} 有好几行，要写成 {#${name}} … {/${name}}，中间写每一行的内容`;
    case 'outside':
      return `{${name}} 只能写在 {#${fault.within}} 和 {/${fault.within}} 之间`;
    case 'notOpened':
      return `有 {/${name}}，前面没有 {#${name}}`;
    case 'notClosed':
      return `有 {#${name}}，后面没有 {/${name}}`;
    case 'crossed':
      return `{#${fault.open}} 还没有结束，就写了 {/${name}}`;
  }
}

/** The placeholders of a kind with what they mean, rows indented below their name. */
export function fieldLines(fields: PaperFields, indent = '  '): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    typeof field === 'string'
      ? [`${indent}{${name}}　${field}`]
      : [`${indent}{#${name}} … {/${name}}　${field.help}：`, ...fieldLines(field.rows, `${indent}    `)],
  );
}

/** The line for a kind in a list of all kinds. */
export function kindLine({ name, per }: DocumentKind): string {
  return `  ${name}　${per}`;
}
