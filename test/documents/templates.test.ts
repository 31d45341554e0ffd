import { describe, expect, it } from 'vitest';
import { openTemplate } from '../../functions/adapters/docx/fill.ts';
import { REASONS } from '../../functions/adapters/docx/words.ts';
import { paragraph, rowsTable } from '../../functions/document-templates/markup.ts';
import { packTemplate } from '../../functions/document-templates/package.ts';
import { partsOf, textOf, withParts } from './read-docx.ts';

const blank = (...body: readonly string[]): Promise<Buffer> => packTemplate({ name: '试', foot: '', body });
/** A paragraph as Word leaves it after somebody has typed, corrected and coloured a letter: in many runs. */
const torn = (...pieces: readonly string[]): string =>
  `<w:p>${pieces.map((piece) => `<w:r><w:t xml:space="preserve">${piece}</w:t></w:r>`).join('')}</w:p>`;

describe('a template', () => {
  it('is filled wherever Word has torn a placeholder apart, and what is put in is never read again', async () => {
    const template = await openTemplate(
      await blank(torn('甲{组', '织', '名称', '}乙'), torn('{#行}', '{名}', '；{/行}')),
    );
    expect(template.placeholders).toEqual([
      { name: '组织名称', role: 'text' },
      { name: '行', role: 'open' },
      { name: '名', role: 'text' },
      { name: '行', role: 'close' },
    ]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what somebody might type.
    const nasty = '{#行}<w:p>&"\u0001\uD800{组织名称} ${process.exit()}';
    const filled = await template.fill({ 组织名称: nasty, 行: [{ 名: nasty }, { 名: '二' }] });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the same.
    const readable = '{#行}<w:p>&"{组织名称} ${process.exit()}';
    expect(textOf(filled)).toBe(`甲${readable}乙\n${readable}；二；\n`);
  });

  it('leaves a line where nothing is known, and a cell of a row empty', async () => {
    const columns = [
      { head: '甲', cell: '{名}', width: 50 },
      { head: '乙', cell: '{分}', width: 50 },
    ];
    const template = await openTemplate(await blank(paragraph('{日期}'), rowsTable('行', columns)));
    const filled = await template.fill({ 日期: null, 行: [{ 名: '一', 分: null }] });
    expect(textOf(filled)).toBe('＿＿＿＿\n甲\n乙\n一\n\n');
  });

  it('gives the same bytes for the same values', async () => {
    const template = await openTemplate(await blank(paragraph('{名}')));
    const first = await template.fill({ 名: '一' });
    expect((await template.fill({ 名: '一' })).equals(first)).toBe(true);
    expect((await template.fill({ 名: '二' })).equals(first)).toBe(false);
  });

  it.each([
    ['没有合上{组织名称', '“没有合上{组织名称”里有“{”没有“}”，或一个占位符跨了两段。请补上，或删去“{”'],
    ['没有打开}', '“没有打开}”里有“}”没有“{”。请补上，或删去“}”'],
    ['{名 [x: (() => 1)()]}', '占位符“{名 [x: (() => 1)()]}”的方括号里写法不对。请删去方括号'],
  ])('is told what is wrong: %s', async (text, reason) => {
    await expect(openTemplate(await blank(paragraph(text)))).rejects.toThrow(reason);
  });
});

describe('a file that is no template, or means harm', () => {
  const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const body = (inner: string, head = ''): string =>
    `${head}<w:document ${WORD}><w:body>${inner}</w:body></w:document>`;
  const relation = (type: string, target: string): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/></Relationships>`;
  const RELATIONS = 'word/_rels/document.xml.rels';

  it.each<readonly [string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', () => Buffer.alloc(0), REASONS.notDocx],
    ['a text', () => Buffer.from('{组织名称}'), REASONS.notDocx],
    ['an old .doc', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), REASONS.oldDoc],
    ['an archive that breaks off', async () => (await blank(paragraph('{名}'))).subarray(0, 900), REASONS.damaged],
    ['a workbook', async () => withParts(await blank(), { '[Content_Types].xml': '<Types/>' }), REASONS.notDocx],
    [
      'macros',
      async () => {
        const bytes = await blank();
        const types = String(partsOf(bytes).get('[Content_Types].xml'));
        return withParts(bytes, {
          '[Content_Types].xml': types.replace(
            '</Types>',
            '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
          ),
        });
      },
      REASONS.macros,
    ],
    [
      'entities that grow',
      async () =>
        withParts(await blank(), {
          'word/document.xml': body('<w:p/>', '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'),
        }),
      REASONS.entities,
    ],
    [
      'an entity from outside',
      async () =>
        withParts(await blank(), {
          'word/footer1.xml': '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:ftr/>',
        }),
      REASONS.entities,
    ],
    [
      'XML that does not end',
      async () => withParts(await blank(), { 'word/document.xml': '<w:document' }),
      REASONS.damaged,
    ],
    [
      'a tower of elements',
      async () =>
        withParts(await blank(), { 'word/document.xml': body('<w:sdt>'.repeat(5_000) + '</w:sdt>'.repeat(5_000)) }),
      REASONS.tooDeep,
    ],
    [
      'a bomb',
      async () => withParts(await blank(), { 'word/media/a.bin': Buffer.alloc(80 * 1_048_576) }),
      REASONS.tooBig,
    ],
    [
      'a picture from the net',
      async () => withParts(await blank(), { [RELATIONS]: relation('image', 'http://198.51.100.1/a.png') }),
      REASONS.outside,
    ],
    [
      'a template from the net',
      async () => withParts(await blank(), { [RELATIONS]: relation('attachedTemplate', '\\\\198.51.100.1\\a.dotm') }),
      REASONS.outside,
    ],
  ])('is refused: %s', async (_, make, reason) => {
    await expect(openTemplate(await make())).rejects.toThrow(reason);
  });

  it.each([
    ['hyperlink', 'https://example.edu.cn/'],
    ['attachedTemplate', 'file:///C:\\Users\\a\\Normal.dotm'],
  ])('is not meant where Word writes it everywhere: %s', async (type, target) => {
    const bytes = await withParts(await blank(paragraph('{名}')), {
      'word/_rels/settings.xml.rels': relation(type, target),
    });
    await expect(openTemplate(bytes)).resolves.toMatchObject({ placeholders: [{ name: '名' }] });
  });
});
