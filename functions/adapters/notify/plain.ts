/** Signs that a service's markdown would take for its own, and what a reader sees the same in. */
const SIGNS: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '(': '（',
  ')': '）',
  '*': '＊',
  '`': '｀',
  '#': '＃',
  '@': '＠',
  '~': '～',
  '|': '｜',
  '\\': '＼',
  '&': '＆',
  _: '＿',
};

/**
 * A text that no dialect reads as a mention, a link or a mark-up: signs become their wide forms, line ends become
 * spaces. An activity with the topic `@all` notifies nobody.
 */
export function withoutMarkdown(text: string): string {
  return text.replace(/[<>[\]()*`#@~|\\&_]/g, (sign) => SIGNS[sign] ?? sign).replace(/\s+/g, ' ');
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
