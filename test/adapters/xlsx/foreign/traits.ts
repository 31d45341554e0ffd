import { OF_CELLS_AND_TEXTS } from './cells-and-texts.ts';
import type { Trait } from './edits.ts';
import { OF_NAMES_AND_LINKS } from './names-and-links.ts';
import { OF_NOTES_AND_LOOKS } from './notes-and-looks.ts';

/** The corpus. */
export const TRAITS: readonly Trait[] = [...OF_NAMES_AND_LINKS, ...OF_CELLS_AND_TEXTS, ...OF_NOTES_AND_LOOKS];
