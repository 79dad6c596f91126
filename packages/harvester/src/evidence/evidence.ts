/** What a document, a note or a folder's name says of a project: every fact with its source, and how sure it is. */

/** Who read it. `person` and `rule` beat what a reader found. */
export type EvidenceReader = 'program' | 'setup-sheet' | 'tool-list' | 'folder' | 'qif' | 'rule' | 'person';

export type EvidenceField =
  | 'part-number'
  | 'part-name'
  | 'revision'
  | 'customer'
  /** Its number: `10`, `1`. */
  | 'operation'
  | 'operation-name'
  /** Name or number of a program as the document gives it. */
  | 'program'
  | 'machine'
  | 'programmer'
  /** ISO 8601 where it can mean one day alone, else as written. */
  | 'date'
  /** As written; what rules look at. */
  | 'material-name'
  /** A group of `MaterialGroup`. */
  | 'material'
  | 'material-grade'
  | 'stock'
  | 'work-offset'
  | 'fixture'
  /** Seconds. */
  | 'cycle-time'
  /** Of the tool of the same number: its description, a `ToolKind`, mm, mm, a count, mm. */
  | 'tool'
  | 'tool-kind'
  | 'tool-diameter'
  | 'tool-corner-radius'
  | 'tool-flutes'
  | 'tool-overhang';

export interface Evidence {
  readonly field: EvidenceField;
  /** Numbers in the field's unit, with a point. */
  readonly value: string;
  /** Of a tool's facts: its number in the program. */
  readonly tool?: number;
  /** 0–1. 0.9: written out in a form that means nothing else; 0.5: as likely as not. */
  readonly confidence: number;
  readonly reader: EvidenceReader;
  /** Where in the document: `line 12`, `sheet "Tools" row 4`, `page 2 line 3`, `folder "ALU"`. */
  readonly where: string;
  /** What it was read from: `the cell "Material" beside "AL 6082-T6"`. */
  readonly because: string;
  /** Id of the remembered rule that says it. */
  readonly rule?: string;
}

/** A measured dimension of one item. Limits are absolute, in the unit. */
export interface MeasuredCharacteristic {
  /** Serial or running number of the item. */
  readonly item: string;
  readonly characteristic: string;
  readonly nominal: number | undefined;
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly actual: number | undefined;
  readonly unit: string;
  /** As the document says, else by the limits; `unknown` where neither tells. */
  readonly status: 'pass' | 'fail' | 'unknown';
  /** By the document's clock, microseconds. */
  readonly atUs?: number;
}
