/** What the fields of a dialog hold: always text, as it is typed. */
export type Values = Readonly<Record<string, string>>;

export interface Versioned {
  readonly version: number;
  readonly values: Values;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What a message must match to be stored, told while it is typed. */
  readonly check?: (value: string) => string | undefined;
  readonly optional?: boolean;
  readonly maxLength?: number;
  readonly type?: 'text' | 'number' | 'date';
  /** So many lines to write on. */
  readonly lines?: number;
  /** Shown while this one of the dialog's groups is chosen; always when left out. */
  readonly group?: string;
  /** One of these; else free text. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Whether what the others hold asks for it; always when left out. */
  readonly asked?: (values: Values) => boolean;
  /** What stands here until something else is typed. */
  readonly proposed?: (values: Values) => string;
}

/** As people read it: the label of a choice, the text of a text. */
export const shownValue = ({ options }: Field, value: string): string =>
  options?.find((option) => option.value === value)?.label ?? value;
