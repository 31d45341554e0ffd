/**
 * HTML as tagged literals. The literal itself is ours; every text put into it is somebody else's, and is escaped and
 * stripped of 学号 when the page is written, so a template cannot forget it.
 */

/** What a literal may contain: nothing, a number, somebody else's text, HTML, or several of them. */
export type Value = null | number | string | Html | Plain | readonly Value[];

/** HTML that has not been written yet. */
export interface Html {
  readonly literals: readonly string[];
  readonly values: readonly Value[];
}

/** A text that the program itself has made (a day, a file name, a hash): escaped, but otherwise unchanged. */
export interface Plain {
  readonly plain: string;
}

export function html(literals: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { literals, values };
}

/** Marks a text of our own. Never use it for a text that anybody has typed. */
export function plain(text: string): Plain {
  return { plain: text };
}

/** Removes from a text what no page may show. */
export type Hide = (text: string) => string;

/** Writes a page. */
export function written(page: Html, hide: Hide): string {
  const parts: string[] = [];
  write(page, hide, parts);
  return parts.join('');
}

function write(value: Value, hide: Hide, parts: string[]): void {
  if (value === null) return;
  if (typeof value === 'number') parts.push(String(value));
  else if (typeof value === 'string') parts.push(escaped(hide(value)));
  else if ('plain' in value) parts.push(escaped(value.plain));
  else if ('literals' in value) {
    const { literals, values } = value;
    for (let i = 0; i < literals.length; i++) {
      parts.push(literals[i] as string);
      if (i < values.length) write(values[i] ?? null, hide, parts);
    }
  } else for (const one of value) write(one, hide, parts);
}

const SPECIAL = /[&<>"']/g;
const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.search(SPECIAL) < 0 ? text : text.replace(SPECIAL, (character) => NAMES[character] as string);
}
