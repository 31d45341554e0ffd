import type { MessageLine } from '../digest/message.ts';
import { digestWords } from '../digest/words.ts';
import type { CalendarDay } from '../domain/calendar.ts';
import type { SignedAddresses } from '../ports.ts';
import { isPageThere, type KeptPages, keptPagesIn, LIST_KEY, PAGES_PREFIX } from './page-list.ts';

/** A page that a digest leads to. */
export interface DigestPage {
  /** File of the page. */
  readonly file: string;
  /** Whose page it is, as people call them. */
  readonly name: string;
}

/** A day and a minute of it in Asia/Shanghai. */
interface Moment {
  readonly day: CalendarDay;
  readonly minute: number;
}

/**
 * Links to pages for messages about to be sent. A link opens its page for anybody who has it: no link is kept or
 * logged.
 */
export interface PageLinks {
  /** A freshly signed link for each of these pages that exists. Throws `TryLater` or `Refused`. */
  linesFor(pages: readonly DigestPage[]): Promise<readonly MessageLine[]>;
}

/** @param momentOf an instant (ISO 8601) as people in Beijing read it */
export function openPageLinks(
  addresses: SignedAddresses,
  today: CalendarDay,
  momentOf: (instant: string) => Moment,
): PageLinks {
  let list: Promise<KeptPages> | null = null;
  return {
    async linesFor(pages) {
      // Read once for all groups of a morning, and only when a message is about to go out.
      list ??= addresses.read(LIST_KEY).then(keptPagesIn);
      const kept = await list;
      const lines: MessageLine[] = [];
      for (const { file, name } of pages) {
        const signed = isPageThere(kept, file, today) ? await addresses.sign(PAGES_PREFIX + file) : null;
        if (signed === null) continue;
        const { day, minute } = momentOf(signed.until);
        lines.push({ kind: 'link', text: digestWords.page(name, day, minute), address: signed.address });
      }
      return lines;
    },
  };
}
