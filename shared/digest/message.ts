/** A message for people, independent of services: each channel writes it in its own dialect. */

/**
 * One line. `isPersonal`: it may name people and is shown to its group only. Texts are plain; the channel escapes
 * characters that its dialect would interpret.
 */
export type MessageLine =
  | { readonly kind: 'heading' | 'text' | 'small'; readonly text: string; readonly isPersonal?: true }
  /** `address`: where the item links to. */
  | { readonly kind: 'item'; readonly text: string; readonly address?: string | null; readonly isPersonal?: true }
  | { readonly kind: 'link'; readonly text: string; readonly address: string; readonly isPersonal?: true };

/** Long links that a message gets when it is sent; they are dropped first if a channel has too little room. */
export interface MessageLinks {
  readonly lines: readonly MessageLine[];
  /** The line below the links, given how many are shown and how many had no room. */
  readonly about: (shown: number, left: number) => string;
}

/** The content of one message. Where a channel has too little room, links are dropped from the end, then items. */
export interface MessageText {
  /** Title in the list of messages, and subject of a mail. */
  readonly title: string;
  readonly head: readonly MessageLine[];
  readonly items: readonly MessageLine[];
  readonly tail: readonly MessageLine[];
  /** The line in place of `count` items that did not fit. */
  readonly more: (count: number) => string;
  readonly links?: MessageLinks;
}

/** Every line of a message, for a channel with room for all. */
export function linesOf({ head, items, links, tail }: MessageText): readonly MessageLine[] {
  return [...head, ...items, ...(links ? linkLines(links, links.lines.length) : []), ...tail];
}

function linkLines({ lines, about }: MessageLinks, shown: number): readonly MessageLine[] {
  return [...lines.slice(0, shown), { kind: 'small', text: about(shown, lines.length - shown) }];
}

/**
 * The largest message that a channel accepts: all items with as many links as fit, else as many items as fit, without
 * links, and a line that says how many are left out. Due tasks appear in the items and nowhere else as conveniently; a
 * link's target can also be reached from the workbook.
 * @param write returns the complete message in the channel's dialect, as it is sent
 * @param limit largest number of bytes of UTF-8 that `write` may return
 * @throws RangeError if not even head and tail fit
 * @throws RangeError where not even head and tail fit
 */
export function fitted<Written>(
  { title, head, items, tail, more, links }: MessageText,
  write: (title: string, lines: readonly MessageLine[]) => Written,
  bytesOf: (written: Written) => number,
  limit: number,
): Written {
  const bare = items.map((line): MessageLine => (line.kind === 'item' ? { ...line, address: null } : line));
  const withItems = (count: number, shown = 0, list: readonly MessageLine[] = bare): Written => {
    const left = items.length - count;
    const rest: readonly MessageLine[] = left === 0 ? [] : [{ kind: 'small', text: more(left) }];
    const linked = links ? linkLines(links, shown) : [];
    return write(title, [...head, ...list.slice(0, count), ...rest, ...linked, ...tail]);
  };
  for (let shown = links?.lines.length ?? 0; shown >= 0; shown--) {
    const whole = withItems(items.length, shown, items);
    if (bytesOf(whole) <= limit) return whole;
  }
  const whole = withItems(items.length);
  if (bytesOf(whole) <= limit) return whole;
  // Binary search: the size grows with every item.
  let fits = 0;
  let tooMany = items.length;
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (bytesOf(withItems(middle)) <= limit) fits = middle;
    else tooMany = middle;
  }
  const cut = withItems(fits);
  if (bytesOf(cut) > limit) throw new RangeError(`a message of ${bytesOf(cut)} bytes; ${limit} are allowed`);
  return cut;
}
