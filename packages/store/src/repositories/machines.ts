/** The machines of this node: those of mantinel.yaml and those that people connected. */

export interface MachineRow {
  readonly id: string;
  readonly name: string;
  readonly site: string;
  readonly connector: string;
  readonly timeZone: string;
  readonly demo: boolean;
  /** `config`: mantinel.yaml owns it. `person`: connected on a screen; `settings` is all there is of it. */
  readonly origin: 'config' | 'person';
  /** The machine's configuration as its schema in the contract parses it; may hold secrets of the connection. */
  readonly settings: unknown;
}

export interface Machines {
  /** Ordered by id. */
  list(): Promise<MachineRow[]>;
  get(id: string): Promise<MachineRow | undefined>;
  /** Throws `machine.exists` when the id is taken. */
  add(machine: MachineRow): Promise<void>;
  /** Makes the rows of origin `config` equal to these: adds, changes, removes. A person's machine of the same id is taken over. */
  syncConfigured(machines: readonly Omit<MachineRow, 'origin'>[]): Promise<void>;
  /** Throws `machine.notFound`. Its events stay in the logbook. */
  remove(id: string): Promise<void>;
}
