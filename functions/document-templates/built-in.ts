import { packTemplate } from './package.ts';
import { TEMPLATE_SOURCES } from './templates.ts';

/** A template that ships, as a .docx file. Throws `Error` for a name that none has. */
export function builtInTemplate(name: string): Promise<Buffer> {
  const source = TEMPLATE_SOURCES.find((one) => one.name === name);
  if (!source) throw new Error(`no template ${name}`);
  return packTemplate(source);
}
