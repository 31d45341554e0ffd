import type { TabImage } from '../sheet/image.ts';

/** What is drawn of a tab. Its key and title stand in the lists of output-tabs.ts, so a tab that no list knows does not compile. */
export type TabBody = Omit<TabImage, 'key' | 'title'>;
