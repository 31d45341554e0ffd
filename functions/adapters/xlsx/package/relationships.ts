import { posix } from 'node:path';
import { LINKS } from './namespaces.ts';
import type { Package } from './package.ts';
import { escapeAttribute } from './text.ts';
import { append, attribute, attributeWithin, childrenOf, type Element, rootOf, scopeOf, spliceAll } from './xml.ts';

/** A link from one part to another. */
export interface Relationship {
  readonly id: string;
  /** Last word of the type's address: `worksheet`, `comments`, … the same in both dialects of the format. */
  readonly kind: string;
  readonly type: string;
  /** Name of the part; as written where it lies outside the package. */
  readonly target: string;
  readonly external: boolean;
}

const NAMESPACE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Id of the link that an element names, such as `r:id`; `ancestors` tell what its prefixes mean. */
export function linkIdOf(element: Element, ancestors: readonly Element[] = []): string | null {
  return attributeWithin(element, scopeOf([...ancestors, element]), LINKS, 'id');
}

/** Name of the part that holds the relationships of `part` (`''` = of the package). */
export function relationshipsPart(part: string): string {
  const folder = posix.dirname(part);
  return posix.join(part === '' || folder === '.' ? '' : folder, '_rels', `${posix.basename(part)}.rels`);
}

function resolved(part: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const whole = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(part), path);
  try {
    return decodeURIComponent(whole);
  } catch {
    return whole;
  }
}

export function readRelationships(pack: Package, part: string): Relationship[] {
  const xml = pack.text(relationshipsPart(part));
  if (xml === null) return [];
  return childrenOf(xml, rootOf(xml))
    .filter((element) => element.name === 'Relationship')
    .map((element) => {
      const type = attribute(element, 'Type') ?? '';
      const target = attribute(element, 'Target') ?? '';
      const external = attribute(element, 'TargetMode') === 'External';
      return {
        id: attribute(element, 'Id') ?? '',
        kind: type.slice(type.lastIndexOf('/') + 1),
        type,
        target: external ? target : resolved(part, target),
        external,
      };
    });
}

/** Adds a link and gives its id. */
export function addRelationship(pack: Package, part: string, type: string, target: string): string {
  const relsPart = relationshipsPart(part);
  const xml =
    pack.text(relsPart) ??
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${NAMESPACE}"></Relationships>`;
  const taken = new Set(readRelationships(pack, part).map((link) => link.id.toLowerCase()));
  let number = 1;
  while (taken.has(`rid${number}`)) number++;
  const id = `rId${number}`;
  const path = posix.relative(posix.dirname(part), target);
  const root = rootOf(xml);
  const fragment = `<${root.prefix}Relationship Id="${id}" Type="${type}" Target="${escapeAttribute(path)}"/>`;
  pack.put(relsPart, append(xml, root, fragment));
  return id;
}

/** Takes away the links with these ids; a list that becomes empty goes too. */
export function removeRelationships(pack: Package, part: string, ids: ReadonlySet<string>): void {
  const relsPart = relationshipsPart(part);
  const xml = pack.text(relsPart);
  if (xml === null || ids.size === 0) return;
  const links = childrenOf(xml, rootOf(xml));
  const gone = links.filter((element) => ids.has(attribute(element, 'Id') ?? ''));
  if (gone.length === 0) return;
  if (gone.length === links.length) {
    pack.remove(relsPart);
    return;
  }
  pack.put(
    relsPart,
    spliceAll(
      xml,
      gone.map(({ start, end }) => ({ start, end, text: '' })),
    ),
  );
}
