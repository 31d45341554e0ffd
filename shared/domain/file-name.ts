/** Names that are valid for files on every system that a school may use or move to: Windows, macOS and Linux. */

/** A path, an address, a drive or a stream of a file: it points somewhere else. */
const PATH = /[/\\:]|^\.\.?$/;
/** Devices of Windows, in either case, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const FORBIDDEN = /[<>"|?*\u0000-\u001f\u007f]/;
/** Windows drops these when it creates a file, so the name would point to another file. */
const ENDING = /[. ]$/;

/** Why a file name is invalid: it is a path or a device, or contains or ends in a forbidden character. */
export type FileNameFault = 'path' | 'device' | 'character' | 'ending';

/** `null`: the name is valid for a file on every system. */
export function fileNameFault(name: string): FileNameFault | null {
  if (PATH.test(name)) return 'path';
  if (DEVICE.test(name)) return 'device';
  if (FORBIDDEN.test(name)) return 'character';
  return ENDING.test(name) ? 'ending' : null;
}

/**
 * Equal for two names that mean the same file on Windows or on a Mac: neither case nor the composition of characters
 * counts.
 */
export function fileNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
