/**
 * Waits of this process made short, so that retries cost a test no minute. What is waited for, and in which order, stays.
 * For processes of their own; a test file calls `shortenWaits` and undoes it, since the files of one worker share a process.
 */
import { shortenWaits } from './shorten-waits.ts';

shortenWaits();
