/** Names that are files on every system that a school may use, or move to: Windows, macOS and Linux. */

/** A path, an address, a drive or a stream of a file: it leads somewhere else. */
const PATH = /[/\\:]|^\.\.?$/;
/** Devices of Windows, in capitals or not, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const FORBIDDEN = /[<>"|?*\u0000-\u001f\u007f]/;
/** Windows drops them when a file is made, so that the name leads to another one. */
const ENDING = /[. ]$/;

/** What is wrong with a file name: it is a path, a device, holds a character or ends in one that no file may. */
export type FileNameFault = 'path' | 'device' | 'character' | 'ending';

/** `null`: it can be the name of a file everywhere. */
export function fileNameFault(name: string): FileNameFault | null {
  if (PATH.test(name)) return 'path';
  if (DEVICE.test(name)) return 'device';
  if (FORBIDDEN.test(name)) return 'character';
  return ENDING.test(name) ? 'ending' : null;
}

/**
 * Equal for two names that are one file on Windows or on a Mac: neither case nor the way characters are composed
 * counts.
 */
export function fileNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
