import { MAX_COLUMNS, MAX_ROWS } from './limits.ts';

/**
 * Cells as nearly every program writes them: `<c r="B2" s="3" t="s"><v>41</v></c>`, `<c r="B2" s="3"><v>7</v></c>` and
 * `<c r="B2" s="3"/>`, attributes in any order, one space before each. Reads them without taking a piece of the text, in
 * a third of the time; all else is left to the thorough way. One reader serves a whole tab, so that a cell costs no object.
 */
export class PlainCell {
  row = 0;
  column = 0;
  style = 0;
  /** `null` for a cell without a value. */
  value: string | number | null = null;
  /** Index after the cell. */
  end = 0;
  readonly #xml: string;
  readonly #strings: readonly string[];

  constructor(xml: string, strings: readonly string[]) {
    this.#xml = xml;
    this.#strings = strings;
  }

  /** Reads the cell whose `<c` stands at `start`; false where it is written in another way, or is worth a second look. */
  read(start: number): boolean {
    const xml = this.#xml;
    let at = start + 2;
    let shared = false;
    this.style = 0;
    this.row = -1;
    while (xml.charCodeAt(at) === 32) {
      const name = xml.charCodeAt(at + 1);
      if (xml.charCodeAt(at + 2) !== 61 || xml.charCodeAt(at + 3) !== 34) return false;
      at += 4;
      if (name === 114) at = this.#address(at);
      else if (name === 115) {
        at = this.#digits(at);
        this.style = this.#number;
      } else if (name === 116 && xml.charCodeAt(at) === 115) {
        shared = true;
        at++;
      } else return false;
      if (at < 0 || xml.charCodeAt(at) !== 34) return false;
      at++;
    }
    if (this.row < 0) return false;
    if (xml.charCodeAt(at) === 47 && xml.charCodeAt(at + 1) === 62) {
      this.value = null;
      this.end = at + 2;
      return true;
    }
    if (!xml.startsWith('><v>', at)) return false;
    at = this.#digits(at + 4);
    if (at < 0 || !xml.startsWith('</v></c>', at)) return false;
    const value = shared ? this.#strings[this.#number] : this.#number;
    if (value === undefined) return false;
    this.value = value;
    this.end = at + 8;
    return true;
  }

  #number = 0;

  /** Whole number of at most fifteen digits; gives the index after it, -1 where none stands. */
  #digits(from: number): number {
    const xml = this.#xml;
    let at = from;
    let number = 0;
    for (; ; at++) {
      const digit = xml.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      number = number * 10 + digit;
    }
    this.#number = number;
    return at === from || at - from > 15 ? -1 : at;
  }

  /** Capital letters and digits; gives the index after them, -1 where they are no address of a sheet. */
  #address(from: number): number {
    const xml = this.#xml;
    let at = from;
    let column = 0;
    for (; at < from + 3; at++) {
      const letter = xml.charCodeAt(at) - 64;
      if (!(letter >= 1 && letter <= 26)) break;
      column = column * 26 + letter;
    }
    const end = at === from ? -1 : this.#digits(at);
    if (end < 0 || column > MAX_COLUMNS || this.#number > MAX_ROWS) return -1;
    this.row = this.#number - 1;
    this.column = column - 1;
    return end;
  }
}
