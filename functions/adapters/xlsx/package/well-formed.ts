import { SaxesParser } from 'saxes';
import { decodePart, isPlainUtf8 } from './decode-part.ts';
import { withoutPlainRows } from './plain-rows.ts';

/**
 * What is wrong with the XML of a part, namespaces included, by a parser that others wrote; `null` where it is well formed.
 * @param contents the part as it stands in the archive
 */
export function xmlFault(part: string, contents: Buffer): string | null {
  try {
    const parser = new SaxesParser({ xmlns: true });
    const text = decodePart(part, isPlainUtf8(contents) ? withoutPlainRows(contents) : contents);
    parser.write(isDrawingOfComments(part) ? withClosedBreaks(text) : text).close();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const isDrawingOfComments = (part: string): boolean => part.toLowerCase().endsWith('.vml');

/** Excel itself writes `<br>` into these drawings and reads it back. */
function withClosedBreaks(text: string): string {
  return text.replace(/<br>(?!<\/br>)/gi, '<br/>');
}
