import { copied } from './copied.ts';
import { ApiError } from './model.ts';

/** Field masks such as `sheets(properties.title,merges),spreadsheetId`: fields they do not name are left out. */

export type Mask = Map<string, Mask>;

export function parseMask(text: string): Mask {
  let at = 0;
  const list = (): Mask => {
    const mask: Mask = new Map();
    while (at < text.length && text[at] !== ')') {
      const name = /^[A-Za-z]+|^\*/.exec(text.slice(at))?.[0];
      if (name === undefined) throw new ApiError(400, `Invalid field mask: ${text}`);
      at += name.length;
      let inner: Mask = new Map();
      if (text[at] === '.' || text[at] === '/') {
        at++;
        inner = one();
      } else if (text[at] === '(') {
        at++;
        inner = list();
        if (text[at] !== ')') throw new ApiError(400, `Invalid field mask: ${text}`);
        at++;
      }
      const known = mask.get(name);
      if (known) join(known, inner);
      else mask.set(name, inner);
      if (text[at] === ',') at++;
      else break;
    }
    return mask;
  };
  const one = (): Mask => {
    const name = /^[A-Za-z]+/.exec(text.slice(at))?.[0] ?? '';
    at += name.length;
    if (name === '') throw new ApiError(400, `Invalid field mask: ${text}`);
    if (text[at] === '(') {
      at++;
      const inner = list();
      at++;
      return new Map([[name, inner]]);
    }
    if (text[at] === '.') {
      at++;
      return new Map([[name, one()]]);
    }
    return new Map([[name, new Map()]]);
  };
  const mask = list();
  if (at !== text.length || mask.size === 0) throw new ApiError(400, `Invalid field mask: ${text}`);
  return mask;
}

function join(mask: Mask, more: Mask): void {
  for (const [name, inner] of more) {
    const known = mask.get(name);
    if (known) join(known, inner);
    else mask.set(name, inner);
  }
}

/** Only what the mask names, at every depth. */
export function masked(value: unknown, mask: Mask): unknown {
  if (mask.size === 0 || mask.has('*') || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => masked(item, mask));
  const source = value as Record<string, unknown>;
  const result: Record<string, unknown> = {};
  for (const [name, inner] of mask) if (source[name] !== undefined) result[name] = masked(source[name], inner);
  return result;
}

/** Refuses a mask that names an unknown field. */
export function checkNames(mask: Mask, known: ReadonlySet<string>): void {
  for (const [name, inner] of mask) {
    if (!known.has(name)) throw new ApiError(400, `Invalid field: ${name}`);
    checkNames(inner, known);
  }
}

/** Copies the fields that the mask names from `source` to `target`, and deletes those that the source lacks. */
export function assign(target: Record<string, unknown>, source: Record<string, unknown>, mask: Mask): void {
  for (const [name, inner] of mask) {
    if (inner.size === 0) {
      if (source[name] === undefined || source[name] === null) delete target[name];
      else target[name] = copied(source[name]);
      continue;
    }
    const child = (target[name] ?? {}) as Record<string, unknown>;
    assign(child, (source[name] ?? {}) as Record<string, unknown>, inner);
    target[name] = child;
  }
}
