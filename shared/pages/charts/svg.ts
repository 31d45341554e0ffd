import { type Html, html, type Value } from '../html.ts';

/** A drawing of the given size in units; screen readers read `title` instead of it. */
export function drawing(title: string, width: number, height: number, body: readonly Value[]): Html {
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`;
}

/** A text at a place; `anchor` says which end of the text is there. */
export function label(
  x: number,
  y: number,
  text: Value,
  look = '',
  anchor: 'start' | 'middle' | 'end' = 'start',
): Html {
  const kind = [look, anchor === 'start' ? '' : anchor === 'middle' ? 'm' : 'e'].filter((one) => one !== '').join(' ');
  return kind === ''
    ? html`<text x="${round(x)}" y="${round(y)}">${text}</text>`
    : html`<text x="${round(x)}" y="${round(y)}" class="${kind}">${text}</text>`;
}

export function box(x: number, y: number, width: number, height: number, look: string): Html {
  return html`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" class="${look}"/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, look: string): Html {
  return html`<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${look}"/>`;
}

function round(amount: number): number {
  return Math.round(amount * 10) / 10;
}

/** A name shortened to fit before a row. */
export function short(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
