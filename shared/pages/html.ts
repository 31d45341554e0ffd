/**
 * HTML as tagged literals. What stands in the literal is ours; every text put into it is somebody's, and is escaped and
 * rid of 学号 when the page is written: a template cannot forget it.
 */

/** What may be put into a literal: nothing, a number, a text of somebody's, HTML, or several of them. */
export type Value = null | number | string | Html | Plain | readonly Value[];

/** HTML that has not been written yet. */
export interface Html {
  readonly literals: readonly string[];
  readonly values: readonly Value[];
}

/** A text that the program has made itself (a day, a file name, a hash): escaped, and otherwise left as it is. */
export interface Plain {
  readonly plain: string;
}

export function html(literals: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { literals, values };
}

/** Marks a text of our own. Never for a text that anybody has typed. */
export function plain(text: string): Plain {
  return { plain: text };
}

/** Takes what no page may show out of a text. */
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
