import { readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Types into cells of a tab by address, as another program would; nothing else in the file changes. */
export function typeInto(path: string, tab: string, cells: Readonly<Record<string, string | number>>): void {
  const parts = unzipSync(new Uint8Array(readFileSync(path)));
  const part = partOf(parts, tab);
  let xml = strFromU8(parts[part] as Uint8Array);
  for (const [address, value] of Object.entries(cells)) {
    const cell = new RegExp(`<c r="${address}"((?: [a-z]+="[^"]*")*?)(?:/>|>.*?</c>)`);
    const attributes = cell.exec(xml)?.[1];
    if (attributes === undefined) throw new Error(`${tab} has no cell ${address}`);
    const style = / s="\d+"/.exec(attributes)?.[0] ?? '';
    xml = xml.replace(cell, () =>
      typeof value === 'number'
        ? `<c r="${address}"${style}><v>${value}</v></c>`
        : `<c r="${address}"${style} t="inlineStr"><is><t>${value}</t></is></c>`,
    );
  }
  parts[part] = strToU8(xml);
  writeFileSync(path, zipSync(parts));
}

function partOf(parts: Readonly<Record<string, Uint8Array>>, tab: string): string {
  const text = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const id = new RegExp(`<sheet name="${tab}"[^>]* r:id="([^"]+)"`).exec(text('xl/workbook.xml'))?.[1];
  const link = text('xl/_rels/workbook.xml.rels')
    .split('<Relationship ')
    .find((one) => one.includes(`Id="${id}"`));
  const target = /Target="([^"]+)"/.exec(link ?? '')?.[1];
  if (!target) throw new Error(`no tab ${tab}`);
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}
