/** Variables from #1000 on, and LinuxCNC's numbered and named ones: what the control itself knows. */
import type { Control } from '../control.ts';
import { reportAt } from '../report.ts';
import { firstCommon, isVacant, orZero, vacant } from './variables.ts';

const inch = 25.4;
const unit = (state: Control): number => (state.modal.inch ? inch : 1);

/** Axis values in the program's units: X as the program writes it. */
const axisOut = (state: Control, axis: number, valueMm: number): number => {
  if (axis >= 3) return valueMm;
  return (valueMm * (axis === 0 && state.modal.diameter ? 2 : 1)) / unit(state);
};

const axisIn = (state: Control, axis: number, value: number): number => {
  if (axis >= 3) return value;
  return (value * unit(state)) / (axis === 0 && state.modal.diameter ? 2 : 1);
};

export const readVariable = (state: Control, number: number): number => {
  const n = Math.round(number);
  if (n <= 0) return state.linuxcnc ? 0 : vacant;
  if (n < 34) {
    const local = state.variables.local(n);
    if (state.linuxcnc) return orZero(local);
    if (isVacant(local) && state.levels.length === 0) needsArguments(state);
    return local;
  }
  state.asked = n;
  const known = state.linuxcnc ? linuxcnc(state, n) : fanuc(state, n);
  if (known !== undefined) return known;
  const written = state.variables.common(n);
  if (written !== undefined) return written;
  if (state.linuxcnc) return 0;
  if (n >= 1000 && !isHaasCommon(state, n)) {
    reportAt(state, 'macro.unknown-variable', { number: n });
    // Signals of the machine are off or on, never vacant.
    return 0;
  }
  return vacant;
};

/** A main program that reads a local variable it has not set is a macro that somebody is to call. */
const needsArguments = (state: Control): void => {
  if (!state.valuesMissing) reportAt(state, 'macro.needs-arguments');
  state.valuesMissing = true;
};

const isHaasCommon = (state: Control, n: number): boolean =>
  (state.dialect === 'haas-mill' || state.dialect === 'haas-lathe') && n >= 10_000 && n < 11_000;

export const writeVariable = (state: Control, number: number, value: number): void => {
  const n = Math.round(number);
  if (n <= 0 || !Number.isFinite(number)) {
    reportAt(state, 'macro.read-only', { number: n });
    return;
  }
  if (n < 34) {
    if (state.variables.setLocal(n, value)) state.quiet = 0;
    return;
  }
  if (n < firstCommon && !state.linuxcnc) {
    reportAt(state, 'macro.read-only', { number: n });
    return;
  }
  if (writeOffset(state, n, orZero(value))) return;
  if (state.variables.setCommon(n, value)) state.quiet = 0;
};

/** #5221 … G54, 20 apart, and #7001 … G54.1 P1: work offsets. */
const workOffsetOf = (n: number): { readonly offset: number; readonly axis: number } | undefined => {
  if (n >= 5221 && n <= 5389) {
    const index = Math.floor((n - 5221) / 20);
    const axis = (n - 5221) % 20;
    return axis < 6 ? { offset: index + 1, axis } : undefined;
  }
  if ((n >= 7001 && n <= 7960) || (n >= 14_001 && n <= 19_980)) {
    const base = n >= 14_001 ? 14_001 : 7001;
    const axis = (n - base) % 20;
    return axis < 6 ? { offset: 101 + Math.floor((n - base) / 20), axis } : undefined;
  }
  return undefined;
};

const writeOffset = (state: Control, n: number, value: number): boolean => {
  const place = workOffsetOf(n);
  if (!place) return false;
  const { offsets } = state.placing;
  const axes = offsets.get(place.offset) ?? new Float64Array(6);
  axes[place.axis] = axisIn(state, place.axis, value);
  offsets.set(place.offset, axes);
  // In force from the next block on, without a motion of its own.
  state.placing.changed();
  state.placing.toProgram(state.position, state.programmed);
  state.context = undefined;
  return true;
};

const readOffset = (state: Control, n: number): number | undefined => {
  const place = workOffsetOf(n);
  if (!place) return undefined;
  return axisOut(state, place.axis, state.placing.offsets.get(place.offset)?.[place.axis] ?? 0);
};

const modalCode = (state: Control, group: number): number | undefined => {
  const { modal } = state;
  switch (group) {
    case 1:
      return Math.max(0, modal.motion) / 10;
    case 2:
      return modal.plane;
    case 3:
      return modal.absolute ? 90 : 91;
    case 5:
      return modal.feedMode === 'per-minute' ? 94 : modal.feedMode === 'per-revolution' ? 95 : 93;
    case 6:
      return modal.inch ? 20 : 21;
    case 7:
      return modal.compensation === 'off' ? 40 : modal.compensation === 'left' ? 41 : 42;
    case 8:
      return modal.lengthOffset === 0 ? 49 : 43;
    case 9:
      return state.cycle?.code ?? 80;
    case 10:
      return modal.returnToInitial ? 98 : 99;
    case 12:
      return state.modalCall ? 66 : 67;
    case 13:
      return modal.surface ? 96 : 97;
    case 14: {
      const offset = state.placing.workOffset();
      return offset > 100 ? 54.1 : 53 + Math.max(1, offset);
    }
    case 15:
      return modal.exactStop ? 61 : 64;
    case 16:
      return state.placing.rotation ? 68 : 69;
    case 107:
      return modal.radiusOffset;
    case 109:
      return modal.feed / unit(state);
    case 111:
      return modal.lengthOffset;
    case 114:
      return orZero(state.block.words[13]!);
    case 115:
      return typeof state.frame.program === 'number' ? state.frame.program : 0;
    case 119:
      return modal.speed;
    case 120:
      return modal.tool;
    case 130:
      return Math.max(0, state.placing.workOffset() - 100);
    default:
      return undefined;
  }
};

const fanuc = (state: Control, n: number): number | undefined => {
  if (n >= 2001 && n <= 2999) {
    const offset = state.profile.toolOffsets[n % 1000 === 0 ? 1000 : n % 1000];
    return state.variables.common(n) ?? (offset ? offset.lengthMm / unit(state) : 0);
  }
  if (n === 3001) {
    state.clockMs += 100;
    return state.clockMs;
  }
  if (n === 3002) return state.clockMs / 3_600_000;
  if (n === 3000 || n === 3006) return 0;
  if (n === 3011 || n === 3012) return 0;
  if (n >= 4001 && n <= 4130) return modalCode(state, n - 4000);
  const axis = (n % 20) - 1;
  if (n >= 5001 && n <= 5066 && axis >= 0 && axis < 6) {
    const block = Math.floor((n - 5001) / 20);
    if (block === 1) return axisOut(state, axis, state.position[axis]! - state.profile.machineZeroMm[axis]!);
    return axisOut(state, axis, state.programmed[axis]!);
  }
  if (n >= 5081 && n <= 5086) {
    const offset = state.profile.toolOffsets[state.modal.lengthOffset];
    return n === 5083 && offset ? offset.lengthMm / unit(state) : 0;
  }
  return readOffset(state, n);
};

const linuxcnc = (state: Control, n: number): number | undefined => {
  if (n >= 5420 && n <= 5425) return axisOut(state, n - 5420, state.programmed[n - 5420]!);
  if (n === 5220) return state.placing.workOffset();
  if (n >= 5211 && n <= 5216) return axisOut(state, n - 5211, state.placing.shift[n - 5211]!);
  if (n === 5400) return state.modal.tool;
  if (n === 5410) return (2 * (state.profile.toolOffsets[state.modal.tool]?.radiusMm ?? 0)) / unit(state);
  return readOffset(state, n);
};

const ofNames: Readonly<Record<string, (state: Control) => number>> = {
  _x: (state) => axisOut(state, 0, state.programmed[0]!),
  _y: (state) => axisOut(state, 1, state.programmed[1]!),
  _z: (state) => axisOut(state, 2, state.programmed[2]!),
  _a: (state) => state.programmed[3]!,
  _b: (state) => state.programmed[4]!,
  _c: (state) => state.programmed[5]!,
  _feed: (state) => state.modal.feed / unit(state),
  _rpm: (state) => state.modal.speed,
  _current_tool: (state) => state.modal.tool,
  _selected_tool: (state) => state.modal.nextTool,
  _line: (state) => state.block.line,
  _metric: (state) => Number(!state.modal.inch),
  _imperial: (state) => Number(state.modal.inch),
  _absolute: (state) => Number(state.modal.absolute),
  _incremental: (state) => Number(!state.modal.absolute),
  _coord_system: (state) => (state.placing.workOffset() + 53) * 10,
  _value: (state) => state.variables.named('_value') ?? 0,
  _value_returned: (state) => state.variables.named('_value_returned') ?? 0,
  _call_level: (state) => state.levels.length,
  _vmajor: () => 2.9,
  _vminor: () => 0,
  _task: () => 0,
};

export const readNamed = (state: Control, name: string): number => {
  const known = ofNames[name] ? ofNames[name](state) : state.variables.named(name);
  if (known === undefined) {
    reportAt(state, 'macro.syntax', { detail: `#<${name}> was never set` });
    return vacant;
  }
  return isVacant(known) ? 0 : known;
};
