/** The rooms of the house and who may know whom: the one place that says so. Rooms yet to be built stand here as well. */

export interface Room {
  /** Rooms that this one may name in its manifest. */
  readonly mayUse: readonly string[];
  /** Without I/O: runs in browser and server alike, so its sources may not import Node's modules. */
  readonly pure?: true;
}

const first = ['domain', 'nc', 'machining'];
const second = [...first, 'contract'];
const third = ['logbook', 'clickhouse', 'connectors', 'simulator', 'store'];

export const rooms: Readonly<Record<string, Room>> = {
  domain: { mayUse: [], pure: true },
  nc: { mayUse: [], pure: true },
  machining: { mayUse: [], pure: true },
  contract: { mayUse: first, pure: true },
  logbook: { mayUse: second },
  /** Knows the logbook for what both have in common: the border `EventStore`, identity, cursors, people's keys, proofs (0078). */
  clickhouse: { mayUse: [...second, 'logbook'] },
  connectors: { mayUse: second },
  simulator: { mayUse: second },
  store: { mayUse: second },
  /** Keeps what it reads in the store, by itself in a command as well as within the server. */
  harvester: { mayUse: [...second, 'store'] },
  server: { mayUse: [...second, ...third, 'harvester'] },
  cli: { mayUse: [...second, ...third, 'harvester', 'server'] },
  web: { mayUse: second },
  /** Published on its own: whoever uses the API gets nothing of the house but its description. */
  client: { mayUse: [], pure: true },
};

/** Outside the house: tests of the whole, which may use every room. */
export const wholeHouse: Room = { mayUse: Object.keys(rooms) };

export const scope = '@mantinel/';
