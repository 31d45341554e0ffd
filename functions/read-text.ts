import { readFileSync } from 'node:fs';

/**
 * A text file that a person has written: UTF-8, with or without the mark in front that Notepad writes, or UTF-16 as
 * PowerShell's `>` writes it.
 * @throws what reading threw
 */
export function readText(path: string): string {
  return decodedText(readFileSync(path));
}

export function decodedText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // The decoder leaves the mark out.
  return new TextDecoder().decode(bytes);
}
