/** What is drawn on the paper of a PDF, as messages to the thread that draws it. */

export interface PdfOptions {
  readonly title: string;
  readonly language: string;
  readonly landscape?: boolean;
  readonly createdUs: number;
}

export interface PdfColumn {
  readonly head: string;
  /** Share of the width. */
  readonly share: number;
  readonly align?: 'right';
}

export interface PdfCell {
  readonly text: string;
  readonly colour?: string;
  readonly bold?: boolean;
  readonly link?: string | undefined;
}

export interface PdfKey {
  /** Hatched when undefined. */
  readonly colour: string | undefined;
  readonly text: string;
}

export type PdfStep =
  | { readonly do: 'heading'; readonly text: string; readonly size?: number }
  | ({ readonly do: 'text' } & PdfCell)
  /** Colours of equal width beside each other; hatched where there is none. */
  | { readonly do: 'strip'; readonly label: string; readonly colours: readonly (string | undefined)[] }
  | { readonly do: 'legend'; readonly keys: readonly PdfKey[] }
  /** Begins a table; its head stands on every page. */
  | { readonly do: 'table'; readonly columns: readonly PdfColumn[] }
  | { readonly do: 'row'; readonly cells: readonly PdfCell[] };

export const pdfMuted = '#4a5056';
