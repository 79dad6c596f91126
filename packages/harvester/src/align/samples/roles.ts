/** What each data item of a machine says about the program that runs, by MTConnect's types (`machine.<type>` codes). */
import { type DataItem, type DeviceModel, readingCode } from '@mantinel/domain';

/** Items that the aligner listens to. Everything else a machine tells shows only that it is heard. */
export type Role =
  | 'execution'
  | 'mode'
  | 'emergencyStop'
  | 'singleBlock'
  | 'program'
  | 'line'
  | 'label'
  | 'block'
  | 'tool'
  | 'feedOverride'
  | 'spindleOverride'
  | 'spindleSpeed'
  | 'load'
  | 'parts'
  | 'scrap'
  | 'rework';

/** Role of an item, by the code of its events and its path; undefined for what says nothing of a program. */
export type Roles = (code: string, path: string) => Role | undefined;

const roleOfCode: Readonly<Record<string, Role>> = {
  'machine.execution': 'execution',
  'machine.controllerMode': 'mode',
  'machine.emergencyStop': 'emergencyStop',
  'machine.controllerModeOverride': 'singleBlock',
  'machine.program': 'program',
  'machine.activeProgram': 'program',
  // LINE is deprecated since 1.4, yet what most adapters send.
  'machine.line': 'line',
  'machine.lineNumber': 'line',
  'machine.blockNumber': 'line',
  'machine.lineLabel': 'label',
  'machine.block': 'block',
  'machine.toolNumber': 'tool',
  'machine.toolId': 'tool',
  'machine.pathFeedrateOverride': 'feedOverride',
  'machine.rotaryVelocityOverride': 'spindleOverride',
  'machine.rotaryVelocity': 'spindleSpeed',
  'machine.spindleSpeed': 'spindleSpeed',
  'machine.load': 'load',
  'machine.partCount': 'parts',
};

/** Without a device model the names that adapters commonly use tell a rapid override, a subprogram and an axis from a spindle. */
const otherOverride = /rapid|rpd|jog|rov/i;
const subordinate = /^sub|sub_?prog/i;
const axisLoad = /^[XYZABCUVW]\d?_?load/i;

export function roles(model?: DeviceModel): Roles {
  const items = new Map<string, DataItem>();
  for (const item of model?.items ?? []) {
    for (const key of [item.source, item.name, item.id]) if (key !== undefined) items.set(key, item);
  }
  const spindles = spindleComponents(model);
  const known = new Map<string, Role | undefined>();
  const find = (code: string, path: string): Role | undefined => {
    const item = items.get(path);
    const role = roleOfCode[code];
    const subType = item?.subType?.replace(/^x:/, '') ?? '';
    switch (role) {
      case 'feedOverride':
        if (item?.subType === undefined ? otherOverride.test(path) : /^(RAPID|JOG)$/.test(subType))
          return undefined;
        return role;
      case 'program':
        return /^SUB/.test(subType) || subordinate.test(path) ? undefined : role;
      case 'line':
        return subType === 'MAXIMUM' || subType === 'MINIMUM' ? undefined : role;
      case 'load':
        if (item && spindles.size > 0) return spindles.has(item.component) ? role : undefined;
        return axisLoad.test(path) ? undefined : role;
      case 'singleBlock':
        return subType === 'SINGLE_BLOCK' || /single/i.test(path) ? role : undefined;
      case 'parts':
        if (/^(BAD|FAILED)$/.test(subType)) return 'scrap';
        if (subType === 'REWORK') return 'rework';
        return subType === '' || subType === 'ALL' || subType === 'COMPLETE' ? role : undefined;
      default:
        return role;
    }
  };
  return (code, path) => {
    const key = `${code} ${path}`;
    if (!known.has(key)) known.set(key, find(code, path));
    return known.get(key);
  };
}

/** Components that turn at a speed the program sets: their load tells of cutting. */
function spindleComponents(model: DeviceModel | undefined): ReadonlySet<string> {
  const turning = new Set(['machine.rotaryVelocity', 'machine.spindleSpeed']);
  const found = (model?.items ?? []).filter(({ type }) => turning.has(readingCode(type)));
  return new Set(found.map(({ component }) => component));
}
