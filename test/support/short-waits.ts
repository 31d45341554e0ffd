/**
 * Shortens the waits of this process, so that retries do not cost a test minutes. What the process waits for, and in which
 * order, does not change. For child processes; a test file calls `shortenWaits` and undoes it, since the files of one
 * worker share a process.
 */
import { shortenWaits } from './shorten-waits.ts';

shortenWaits();
