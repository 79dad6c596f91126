/** The keys that adapters commonly use for a few items, so that a machine without a device model still shows its state. */

const types: Readonly<Record<string, string>> = {
  avail: 'AVAILABILITY',
  availability: 'AVAILABILITY',
  block: 'BLOCK',
  controllermode: 'CONTROLLER_MODE',
  emergency_stop: 'EMERGENCY_STOP',
  emergencystop: 'EMERGENCY_STOP',
  estop: 'EMERGENCY_STOP',
  exec: 'EXECUTION',
  execution: 'EXECUTION',
  line: 'LINE',
  mode: 'CONTROLLER_MODE',
  controller_mode: 'CONTROLLER_MODE',
  part_count: 'PART_COUNT',
  partcount: 'PART_COUNT',
  path_feedrate: 'PATH_FEEDRATE',
  program: 'PROGRAM',
  tool_id: 'TOOL_ID',
};

/** The MTConnect type that a key is commonly used for; undefined when it is none of a few well-known ones. */
export function conventionalType(key: string): string | undefined {
  const word = key.slice(key.indexOf(':') + 1).toLowerCase();
  return Object.hasOwn(types, word) ? types[word] : undefined;
}
