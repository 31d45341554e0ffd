import { formatAcademicYear, formatDay } from '../domain/calendar.ts';
import { sha256 } from '../domain/identity.ts';
import { type Hide, type Html, html, plain, type Value, written } from './html.ts';
import type { PagesInput } from './input.ts';
import { STYLE } from './style.ts';

/** One part of a page. */
export interface Part {
  /** Its anchor. */
  readonly id: string;
  readonly title: string;
  readonly body: Value;
  /** It begins a new page in print. */
  readonly startsPage?: boolean;
}

export interface PageContent {
  readonly title: string;
  /** Pages above it, the highest first. */
  readonly above: readonly { readonly file: string; readonly title: string }[];
  readonly parts: readonly Part[];
}

/** A page as a file; `hash` ignores the as-of day and shows whether the page says anything new. */
export interface Page {
  readonly file: string;
  readonly hash: string;
  readonly text: string;
}

/** What printing all pages of a school has in common. */
export interface Print {
  readonly input: PagesInput;
  readonly hide: Hide;
  readonly styleHash: string;
  /** `alone`: links to other pages are removed, their words stay. */
  readonly kind: 'linked' | 'alone';
}

/** The style is part of a page's look, and long: it is hashed once for all pages. */
export function printOf(input: PagesInput, hide: Hide, kind: Print['kind']): Print {
  return { input, hide, styleHash: sha256(STYLE), kind };
}

/** Digits of the hash that are shown as 校验码. */
const SHOWN = 12;
const MARK = '<meta name="xietong-page" content="';

/** A link to another page. Text in a cell cannot imitate one: its markup is escaped. */
const LINK_AWAY = /<a href="[^#"][^"]*">(.*?)<\/a>/gsu;

/** Builds a page. Its hash covers everything but the as-of day: an unchanged page is not written again. */
export function pageOf(file: string, content: PageContent, { input, hide, styleHash, kind }: Print): Page {
  const { title, above, parts } = content;
  const drawn = written(bodyOf(parts), hide);
  const main = kind === 'alone' ? drawn.replace(LINK_AWAY, '$1') : drawn;
  const whose = written(html`${input.schoolName} ${title}`, hide);
  const hash = sha256(`${styleHash}\n${input.year}\n${whose}\n${main}`);
  const head = written(headOf(title, kind === 'alone' ? [] : above, parts, input, hash), hide);
  const text = `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">${MARK}${hash}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${written(html`${title}`, hide)}</title><style>${STYLE}</style></head><body>${head}<main>${main}</main>${written(FOOT, hide)}</body></html>\n`;
  return { file, hash, text };
}

/** The hash in the head of one of our pages; `null`: it is not ours. */
export function hashIn(text: string): string | null {
  const at = text.indexOf(MARK);
  return at < 0 || at > 200 ? null : text.slice(at + MARK.length, at + MARK.length + 64);
}

function headOf(
  title: string,
  above: PageContent['above'],
  parts: readonly Part[],
  { schoolName, year, asOf }: PagesInput,
  hash: string,
): Html {
  return html`<header><h1>${title}</h1><p class="facts">${schoolName === null ? null : html`<b>${schoolName}</b>　`}<b>${plain(formatAcademicYear(year))}</b> 学年　截至 <b>${plain(formatDay(asOf))}</b>　校验码 <b>${plain(hash.slice(0, SHOWN))}</b>　<b>仅供内部使用</b></p><nav aria-label="本页目录"><ul>${above.map(
    ({ file, title: name }) => html`<li><a href="${plain(encodeURI(file))}">← ${name}</a></li>`,
  )}${parts.map(({ id, title: name }) => html`<li><a href="#${plain(id)}">${name}</a></li>`)}</ul></nav></header>`;
}

function bodyOf(parts: readonly Part[]): Html {
  return html`${parts.map(
    ({ id, title, body, startsPage }) =>
      html`<section id="${plain(id)}"${startsPage === true ? html` class="new-page"` : null}><h2>${title}</h2>${body}</section>`,
  )}`;
}

const FOOT = html`<footer><p>本页由台账校验结果和积分账本生成，数字与各表格的“概览”“问题清单”“积分明细”相同。内容没有变化时不重新生成，“截至”是最近一次有变化的日期。</p></footer>`;
