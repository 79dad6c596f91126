/** What was read of a document: its lines and its tables with their places, or why it was not read. */
import type { Inspection } from '../inspection/inspection.ts';

export type DocumentFormat = 'text' | 'delimited' | 'xlsx' | 'doc' | 'docx' | 'pdf' | 'html' | 'qif';

export interface DocumentLine {
  /** Without its end; tabs and runs of spaces as they are, for they are columns. */
  readonly text: string;
  /** `line 12`, `page 2 line 4`. */
  readonly where: string;
}

export interface TableRow {
  readonly cells: readonly string[];
  /** `sheet "Tools" row 4`, `table 1 row 2`. */
  readonly where: string;
}

export interface DocumentTable {
  /** Of a sheet its name. */
  readonly name: string;
  readonly rows: readonly TableRow[];
}

export type DocumentNotice =
  | 'macros-not-run'
  /** Cells whose formula has no stored value: formulas are never evaluated. */
  | 'formulas-without-value'
  /** It goes on beyond what is read of one document. */
  | 'cut'
  /** Pages without text: drawings or scans. */
  | 'pages-without-text';

export interface DocumentContent {
  readonly readable: true;
  readonly name: string;
  readonly format: DocumentFormat;
  readonly lines: readonly DocumentLine[];
  readonly tables: readonly DocumentTable[];
  readonly notices: readonly DocumentNotice[];
  /** Of a QIF document. */
  readonly inspection?: Inspection;
}

/** Stable codes, each with a sentence that says what to do. */
export const unreadableReasons = {
  'document-format':
    'No kind of document that is read here: text, CSV, XLSX, DOC, DOCX, PDF, HTML or QIF. Save it as one of these.',
  'document-old-excel': 'A workbook in the form before Excel 2007. Save it as XLSX.',
  'document-rtf': 'An RTF document. Save it as DOCX.',
  'document-binary': 'It is neither text nor a document that is read here.',
  'document-empty': 'There is nothing in it.',
  'document-too-large': 'It is larger than documents are that are read here. Harvest a shorter one.',
  'document-too-slow': 'Reading it took too long and was given up. Save it again as text or PDF.',
  'document-damaged': 'It is damaged or was cut short. Save it again.',
  'document-encrypted': 'It is protected by a password. Save it without one.',
  'document-scanned':
    'Its pages are pictures without text. Type what matters into the project by hand, or read it with text recognition first.',
  'document-dtd':
    'It declares entities of its own, as no office program and no inspection software does. Save it again.',
  'document-bomb': 'It unpacks to many times its size, as files do that are made to fill memories.',
} as const;

export type UnreadableReason = keyof typeof unreadableReasons;

export interface NotReadable {
  readonly readable: false;
  readonly name: string;
  readonly reason: UnreadableReason;
  /** For people, with a remedy. */
  readonly detail: string;
}

/** Thrown within this room alone; `readDocument` makes a `NotReadable` of it. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, what?: string) {
    super(what ? `${unreadableReasons[reason]} (${what})` : unreadableReasons[reason]);
    this.reason = reason;
  }
}
