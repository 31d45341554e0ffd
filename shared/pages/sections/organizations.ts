import { formatHundredths } from '../../domain/points.ts';
import { Severity } from '../../domain/vocabulary.ts';
import type { Facts, Scope } from '../facts.ts';
import { nothing, tableOf } from '../figure.ts';
import { organizationPageFile } from '../files.ts';
import { type Html, html, plain } from '../html.ts';
import { rankedNow } from '../ranked-now.ts';

/** The organizations of a college, with links to their pages. */
export function organizationList({ input }: Facts, { groups }: Scope): Html {
  if (groups.length === 0) return nothing('组织', '“组织”表里还没有参加考评的组织。');
  const ranked = rankedNow(input);
  return tableOf({
    head: ['组织', '组别', '总分', '名次', '等次', '错误', '警告'],
    rows: groups.map(({ id, name, open }) => {
      const standing = input.standings.get(id);
      const shown = ranked.get(id);
      return [
        html`<a href="${plain(encodeURI(organizationPageFile(id)))}">${name}</a>`,
        standing?.pool ?? '—',
        standing ? html`${plain(formatHundredths(standing.balance.total))}` : '—',
        shown?.rank ?? '—',
        shown?.grade ?? '—',
        open.filter(({ severity }) => severity === Severity.error).length,
        open.filter(({ severity }) => severity === Severity.warning).length,
      ];
    }),
  });
}
