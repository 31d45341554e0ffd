/**
 * Text from a sheet may hold characters that control a terminal (escapes that clear the screen or set its title) or
 * that reverse the order of what follows; none of them is shown.
 */
const OBEYED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/g;

/** Text for a terminal, its lines kept. */
export function terminalText(text: string): string {
  return text.replace(OBEYED, '').toWellFormed();
}

/** Text for a terminal on one line. */
export function terminalLine(text: string): string {
  return terminalText(text.replace(/[\r\n\t]+/g, ' '));
}
