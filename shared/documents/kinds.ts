import type { DocumentKind } from './kind.ts';
import { developmentMaterials } from './kinds/development-materials.ts';
import { excellentList, qualifiedList, remedyList } from './kinds/grade-lists.ts';
import { publicNotice } from './kinds/public-notice.ts';
import { recommendationMinutes } from './kinds/recommendation-minutes.ts';
import { statementPaper } from './kinds/statement.ts';
import { tallyForm } from './kinds/tally-form.ts';

/** Every kind of document, in the order in which help lists them. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  recommendationMinutes,
  publicNotice,
  tallyForm,
  excellentList,
  qualifiedList,
  remedyList,
  statementPaper,
  developmentMaterials,
];
