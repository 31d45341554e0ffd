import type { TabImage } from '../sheet/image.ts';

/** The drawn content of a tab. Its key and title are in output-tabs.ts, so a tab missing there does not compile. */
export type TabBody = Omit<TabImage, 'key' | 'title'>;
