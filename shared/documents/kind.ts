import type { PapersInput } from './input.ts';

/** The text of a placeholder; `null`: unknown, to be filled in by hand. */
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

/** One document: what it is about, and its contents. */
export interface Paper<V extends Values = Values> {
  /** Parts of the file name besides kind and extension: names as people know them. */
  readonly name: readonly string[];
  /** 学院编号; `null`: the whole school. */
  readonly college: string | null;
  /** 组织编号, if it is about one organization. */
  readonly organization: string | null;
  readonly values: V;
}

/** A kind of document that the office hands in or posts. */
export interface DocumentKind {
  readonly name: string;
  /** What each document covers: 每个党支部一份. */
  readonly per: string;
  /** The built-in template; kinds that differ only in their rows share one. */
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
