import { hash } from 'node:crypto';

/** Entity keys that identify the subject of a finding or position; flat, all texts. */
export type Subject = readonly string[];

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** SHA-256 in hexadecimal digits. The only use of the platform in `shared/`: a pure function of the text. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/**
 * Identity of a violation: rule, college and subject, never a row number (rules.md §1).
 * @param college 学院编号, `null` for a school-wide matter
 */
export function fingerprint(rule: string, college: string | null, subject: Subject): string {
  return sha256(JSON.stringify([rule, college, subject]));
}

/** 问题编号: rule id and the first `digits` Crockford base-32 digits of the fingerprint; 5 unless they collide. */
export function violationId(rule: string, print: string, digits = 5): string {
  const bits = BigInt(`0x${print}`);
  let text = '';
  for (let i = 0; i < digits; i++) text += CROCKFORD[Number((bits >> BigInt(256 - 5 * (i + 1))) & 31n)];
  return `${rule}-${text}`;
}

/** JSON with object keys sorted, so that equal content gives equal text. Takes only plain data. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
