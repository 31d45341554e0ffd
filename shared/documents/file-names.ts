import { fileNameKey } from '../domain/file-name.ts';
import { sha256 } from '../domain/identity.ts';
import { visibleText } from '../domain/visible-text.ts';
import type { Paper } from './kind.ts';

/** Characters that a file name must not contain, or that read badly in one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const UNFIT = /[\\/:*?"<>|\u0000-\u001f\u007f\s]+/g;
/** Longest file name, in characters of three bytes each. */
const LONGEST = 60;

/**
 * File names of documents, such as `支部成绩单-电信2301团支部-JSJ-L-2301.docx`: a document has the same name every time, and no
 * two documents share a name.
 */
export function documentNames(kind: string, papers: readonly Pick<Paper, 'name'>[]): readonly string[] {
  const taken = new Set<string>();
  return papers.map(({ name }) => {
    const whole = [kind, ...name].filter((part) => part !== '').join('-');
    const plain = withoutTail([...visibleText(whole).replace(UNFIT, '_')].slice(0, LONGEST).join(''));
    let stem = plain;
    for (let again = 1; taken.has(fileNameKey(stem)); again++)
      stem = `${plain}-${sha256(`${whole}\n${again}`).slice(0, 8)}`;
    taken.add(fileNameKey(stem));
    return `${stem}.docx`;
  });
}

/** Windows removes a dot or a blank at the end of a name. */
function withoutTail(name: string): string {
  let end = name.length;
  while (end > 0 && '. _'.includes(name.charAt(end - 1))) end -= 1;
  return name.slice(0, end);
}
