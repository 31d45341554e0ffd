import { fitted, type MessageLine, type MessageText } from '../../../shared/digest/message.ts';
import type { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { Refused } from '../../../shared/ports.ts';
import { words } from './words.ts';

/** Characters that a service's markdown would interpret, and the look-alikes that replace them. */
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

/** How the markdown of a service shows a line of a message; headings and links are the same in all of them. */
export function markdownIn(dialect: {
  readonly item: (text: string) => string;
  readonly small: (text: string) => string;
}): (line: MessageLine) => string {
  return (line) => {
    const text = withoutMarkdown(line.text);
    switch (line.kind) {
      case 'heading':
        return `**${text}**`;
      case 'item':
        return dialect.item(line.address ? `[${text}](${line.address})` : text);
      case 'small':
        return dialect.small(text);
      case 'link':
        return `[${text}](${line.address})`;
      default:
        return text;
    }
  };
}

/** As much of a message as `limit` bytes hold. Throws `Refused` where not even its first line fits. */
export function fittedBytes(
  channel: NotifyChannel,
  text: MessageText,
  write: (title: string, lines: readonly MessageLine[]) => string,
  limit: number,
): string {
  try {
    return fitted(text, write, byteLength, limit);
  } catch (error) {
    if (error instanceof RangeError) throw new Refused(words.tooLarge(channel));
    throw error;
  }
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
