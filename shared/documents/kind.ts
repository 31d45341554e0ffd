import type { PapersInput } from './input.ts';

/** The text of a placeholder; `null`: nothing is known, it is filled in by hand. */
export type Text = string | null;

/** Placeholders of a document: a sentence of explanation each, or rows that repeat. */
export interface PaperFields {
  readonly [name: string]: string | Rows;
}

export interface Rows {
  readonly help: string;
  readonly rows: PaperFields;
}

/** The values that replace the placeholders, for any kind. */
export interface Values {
  readonly [name: string]: Text | readonly Values[];
}

/** The same for known placeholders: none missing, none extra. */
export type ValuesOf<F extends PaperFields> = {
  readonly [Name in keyof F]: F[Name] extends { readonly rows: infer R extends PaperFields }
    ? readonly ValuesOf<R>[]
    : Text;
};

/** One document: what it is about, and what stands in it. */
export interface Paper<V extends Values = Values> {
  /** What the file is called, apart from the kind and the ending: names as people know them. */
  readonly name: readonly string[];
  /** 学院编号; `null`: the whole school. */
  readonly college: string | null;
  /** 组织编号, where it is one organization's. */
  readonly organization: string | null;
  readonly values: V;
}

/** A kind of document that the office hands in or posts. */
export interface DocumentKind {
  readonly name: string;
  /** What there is one of: 每个党支部一份. */
  readonly per: string;
  /** The built-in template; kinds that differ in their rows only share one. */
  readonly template: string;
  readonly fields: PaperFields;
  papers(input: PapersInput): Iterable<Paper>;
}

/** A kind; the compiler checks its values against its placeholders. */
export function defineKind<const F extends PaperFields>(
  kind: Omit<DocumentKind, 'fields' | 'papers'> & {
    readonly fields: F;
    papers(input: PapersInput): Iterable<Paper<ValuesOf<F> & Values>>;
  },
): DocumentKind {
  return kind;
}
