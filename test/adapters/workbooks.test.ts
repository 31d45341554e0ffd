import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { aGoogleBackend, notesOf, sheetCalled, typeIn } from '../support/google-server/backend.ts';
import { type OpenSubject, workbooksContract } from './workbooks-contract.ts';
import { editPart, folderWithSmall, partsOf, partText } from './xlsx/support.ts';

const ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>学号</t></is></c></row>';

const aFile: OpenSubject = async (titles) => {
  const { folder, path } = await folderWithSmall(Object.fromEntries(titles.map((title) => [title, ROW])));
  return {
    workbooks: xlsxWorkbooks(folder),
    id: 'a',
    type: (tab, cells) => typeInto(path, tab, cells),
    rename: (from, to) => editPart(path, 'xl/workbook.xml', (xml) => xml.replaceAll(from, to)),
    notes: async () => {
      if (!('xl/comments1.xml' in (await partsOf(path)))) return {};
      const xml = await partText(path, 'xl/comments1.xml');
      const comments = [...xml.matchAll(/<comment ref="(\w+)".*?<\/comment>/gs)];
      return Object.fromEntries(
        comments.map(([whole, ref]) => [
          ref,
          [...whole.matchAll(/<t[ >][^<]*/g)]
            .map(([text]) => text.replace(/^<t[^>]*>/, ''))
            .join('')
            .replaceAll('\u200b', ''),
        ]),
      );
    },
  };
};

const aSpreadsheet: OpenSubject = async (titles) => {
  const { server, workbooks } = await aGoogleBackend();
  const id = 'spreadsheet-1';
  for (const sheet of server.add(id, titles).sheets) typeIn(sheet, { A1: '学号' });
  return {
    workbooks,
    id,
    type: (tab, cells) => typeIn(sheetCalled(server.workbook(id), tab), cells),
    rename: (from, to) => {
      sheetCalled(server.workbook(id), from).properties.title = to;
    },
    notes: async (tab) => {
      const notes = notesOf(sheetCalled(server.workbook(id), tab));
      return Object.fromEntries(Object.entries(notes).map(([at, text]) => [at, text.replaceAll('\u200b', '')]));
    },
  };
};

workbooksContract('files', aFile);
workbooksContract('Google', aSpreadsheet);
