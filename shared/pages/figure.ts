import { type Html, html, type Value } from './html.ts';

/** Figures in rows and columns, under headings. */
export interface FigureTable {
  readonly head: readonly Value[];
  readonly rows: readonly (readonly Value[])[];
}

/** A picture with its title and its figures. */
export interface Picture {
  readonly title: string;
  readonly svg: Html;
  readonly table: FigureTable;
  /** How to read it, in one sentence. */
  readonly note?: Value;
}

export function tableOf({ head, rows }: FigureTable): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="表格"><table><thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : cellOf(cell)))}</tr>`,
  )}</tbody></table></div>`;
}

function cellOf(cell: Value): Html {
  return typeof cell === 'number' ? html`<td class="n">${cell}</td>` : html`<td>${cell}</td>`;
}

/** A picture as every page shows it: title, drawing, one sentence, and a table that can be opened. */
export function figure({ title, svg, table, note = null }: Picture): Html {
  return html`<figure><figcaption>${title}</figcaption><div class="scroll" tabindex="0" role="group" aria-label="${title}">${svg}</div>${
    note === null ? null : html`<p class="note">${note}</p>`
  }<details><summary>看数据表</summary>${tableOf(table)}</details></figure>`;
}

/** Replaces a picture that has nothing to show yet. */
export function nothing(title: string, why: string): Html {
  return html`<figure><figcaption>${title}</figcaption><p class="none">${why}</p></figure>`;
}
