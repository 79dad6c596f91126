/** What a machine of the demonstration is told to play. */

export interface Item {
  /** The SHDR key. */
  readonly name: string;
  readonly category: 'SAMPLE' | 'EVENT' | 'CONDITION';
  readonly type: string;
  readonly subType?: string;
  readonly units?: string;
  /** Component type and name: `Linear X`; `Device` for the device itself. */
  readonly component: string;
}

export interface Operation {
  readonly tool: number;
  readonly text: string;
  readonly rpm: number;
  readonly feedMmPerMin: number;
  /** Mean spindle load in percent. */
  readonly load: number;
  readonly seconds: number;
}

type Reading = string | number;

export interface Incident {
  /** Seconds from the beginning. */
  readonly at: number;
  readonly set?: Readonly<Record<string, Reading>>;
  readonly raise?: readonly [item: string, level: 'WARNING' | 'FAULT', code: string, text: string];
  readonly clear?: readonly [item: string, code: string];
  readonly message?: readonly [code: string, text: string];
}

export interface MachineScript {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly manufacturer: string;
  readonly seed: number;
  readonly items: readonly Item[];
  /** Readings that differ at the beginning from a machine running in automatic. */
  readonly initially?: Readonly<Record<string, Reading>>;
  readonly program: string;
  readonly part: string;
  /** Seconds from the end of one part to the beginning of the next. */
  readonly changeSeconds: number;
  readonly operations: readonly Operation[];
  readonly incidents: readonly Incident[];
}
