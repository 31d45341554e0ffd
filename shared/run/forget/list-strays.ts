import * as z from 'zod';
import type { CalendarDay } from '../../domain/calendar.ts';
import type { StoredTexts } from '../../ports.ts';

const headed = z.object({ hash: z.string() });
const sealed = z.object({ manifest: z.string(), purgedAt: z.exactOptional(z.string()) });
const content = z.object({ content: z.object({ workbooks: z.array(z.object({ snapshot: z.string() })) }) });

/**
 * Notes readings that nothing names and no list holds, as if they had been left on this day: an earlier version kept no
 * such lists. From then on the night forgets them like the others. Reads the whole store, so only commands that do so
 * anyway call it. Returns how many there were.
 */
export async function listStrays(texts: StoredTexts, today: CalendarDay): Promise<number> {
  const all = await texts.all();
  const known = new Set<string>();
  for (const { kind, name, text } of all) {
    if (kind === 'head') known.add(headed.parse(JSON.parse(text)).hash);
    else if (kind === 'left') known.add(name);
    else if (kind === 'seal') {
      const { manifest, purgedAt } = sealed.parse(JSON.parse(text));
      const { workbooks } = purgedAt === undefined ? content.parse(JSON.parse(manifest)).content : { workbooks: [] };
      for (const { snapshot } of workbooks) known.add(snapshot);
    }
  }
  const strays = all.flatMap(({ kind, name }) => (kind === 'snapshot' && !known.has(name) ? [name] : []));
  if (strays.length > 0) await texts.leave(strays, today);
  return strays.length;
}
