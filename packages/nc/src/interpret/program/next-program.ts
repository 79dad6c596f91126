/** Where one program of a file ends because the next one begins. */
import type { Control } from '../control.ts';
import { isSameProgram } from './program-name.ts';

/** An O number (or `<NAME>`) names the program; a second one begins the next program, so this one has ended without M30 or M99. */
export const nextProgram = (state: Control, program: number | string): boolean => {
  const { frame } = state;
  if (frame.program !== undefined) {
    if (isSameProgram(frame.program, program)) return false;
    if (!isOtherName(state, program)) {
      state.fellThrough = true;
      return true;
    }
  }
  state.frame = { ...frame, program };
  state.context = undefined;
  return false;
};

/** A number that follows another one at once is the program's other name: nothing stands in the first. */
const isOtherName = ({ frame, file, levels }: Control, program: number | string): boolean => {
  if (levels.length > 0) return false;
  const [first, second] = file.programs();
  return first?.number === frame.program && second?.number === program && second.line === first!.line + 1;
};
