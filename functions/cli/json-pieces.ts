/** Characters of one piece; a piece ends with the item that reaches it. */
const PIECE = 1_000_000;

/**
 * The text of `JSON.stringify(value, null, 2)` and a line break, in pieces: as one string, the findings of a large
 * school would exceed the maximum string length. Lists directly in `value` are written item by item.
 * @param value plain data
 */
export function* jsonPieces(value: Readonly<Record<string, unknown>>): Generator<string> {
  let piece = '{';
  let isFirst = true;
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    piece += `${isFirst ? '' : ','}\n  ${JSON.stringify(key)}: `;
    isFirst = false;
    if (!Array.isArray(item) || item.length === 0) {
      piece += indented(item, '  ');
      continue;
    }
    for (const [at, each] of item.entries()) {
      piece += `${at === 0 ? '[' : ','}\n    ${indented(each, '    ')}`;
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
    piece += '\n  ]';
  }
  yield `${piece}${isFirst ? '' : '\n'}}\n`;
}

function indented(value: unknown, by: string): string {
  // A line break inside a text is written as `\n`: any real line break belongs to the layout.
  return (JSON.stringify(value, null, 2) ?? 'null').replaceAll('\n', `\n${by}`);
}
