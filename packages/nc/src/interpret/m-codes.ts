/** M codes: spindle, coolant, tools, stops. Those of the machine's builder pass through as events. */
import { MoveKind } from '../moves/move-kind.ts';
import { has, Word } from './block.ts';
import type { Control } from './control.ts';
import { event } from './motion/emit.ts';

/** Carried out before the block moves. */
export const beforeMotion = (state: Control): void => {
  const { block } = state;
  for (let i = 0; i < block.mCount; i++) {
    const code = block.m[i]!;
    switch (code) {
      case 6:
      case 61:
        changeTool(state);
        break;
      case 3:
      case 4:
        spindle(state, code === 3 ? 'clockwise' : 'counterclockwise');
        break;
      case 13:
      case 14:
        if (!isShopCode(state)) spindle(state, code === 13 ? 'clockwise' : 'counterclockwise');
        coolant(state, true, state.modal.mist);
        break;
      case 7:
        coolant(state, state.modal.flood, true);
        break;
      case 8:
        coolant(state, true, state.modal.mist);
        break;
      case 29:
        state.modal.rigid = true;
        break;
      case 5:
        if (state.linuxcnc) spindle(state, 'off');
        break;
      case 9:
        if (state.linuxcnc) coolant(state, false, false);
        break;
      default:
    }
  }
};

/** Carried out behind the motion. M98 and M99 are the caller's. */
export const behindMotion = (state: Control): void => {
  const { block } = state;
  for (let i = 0; i < block.mCount; i++) {
    const code = block.m[i]!;
    switch (code) {
      case 0:
        event(state, MoveKind.stop, 0);
        break;
      case 1:
        event(state, MoveKind.optionalStop, 1);
        break;
      case 5:
        if (!state.linuxcnc) spindle(state, 'off');
        break;
      case 9:
        if (!state.linuxcnc) coolant(state, false, false);
        break;
      case 2:
      case 30:
        state.ended = true;
        break;
      case 3:
      case 4:
      case 6:
      case 61:
      case 7:
      case 8:
      case 29:
      case 97:
      case 98:
      case 99:
      case 198:
        break;
      case 23:
      case 24:
        if (state.lathe)
          state.turning.threadChamferLeads = code === 23 ? state.profile.threadChamferLeads : 0;
        event(state, MoveKind.mCode, code);
        break;
      default:
        event(state, MoveKind.mCode, code);
    }
  }
};

/** M13 of a Haas or Fanuc lathe is the builder's own. */
const isShopCode = (state: Control): boolean => state.lathe;

export const spindle = (state: Control, to: Control['modal']['spindle']): void => {
  const { modal } = state;
  if (modal.spindle !== to) {
    modal.spindle = to;
    state.context = undefined;
  }
  if (to === 'off') modal.rigid = false;
  event(state, MoveKind.spindle, 0);
};

const coolant = (state: Control, flood: boolean, mist: boolean): void => {
  const { modal } = state;
  if (modal.flood !== flood || modal.mist !== mist) {
    modal.flood = flood;
    modal.mist = mist;
    state.context = undefined;
  }
  event(state, MoveKind.coolant, 0);
};

const changeTool = (state: Control): void => {
  const { modal, block } = state;
  // A lathe has read its T, with the offset behind it, when it comes to M6.
  if (has(block, Word.T) && !state.lathe) modal.nextTool = block.words[Word.T]!;
  if (block.mCount > 0 && has(block, Word.Q) && block.m[0] === 61) modal.nextTool = block.words[Word.Q]!;
  putIn(state, modal.nextTool);
};

const putIn = (state: Control, tool: number): void => {
  state.modal.tool = tool;
  state.context = undefined;
  event(state, MoveKind.toolChange, tool);
};

/** T of a mill that knows no M6. */
export const callTool = (state: Control, word: number): void => {
  const tool = Math.abs(Math.trunc(word));
  state.modal.nextTool = tool;
  if (tool !== state.modal.tool && tool !== 0) putIn(state, tool);
};

/** T of a lathe: two digits of tool, two of offset; it turns the turret at once. */
export const latheTool = (state: Control, word: number): void => {
  const { modal } = state;
  const value = Math.abs(Math.trunc(word));
  const tool = value >= 100 ? Math.floor(value / 100) : value;
  const offset = value >= 100 ? value % 100 : 0;
  const same = tool === modal.tool;
  modal.nextTool = tool;
  if (modal.lengthOffset !== offset) {
    modal.lengthOffset = offset;
    modal.radiusOffset = offset;
    state.context = undefined;
  }
  if (!same && tool !== 0) putIn(state, tool);
};
