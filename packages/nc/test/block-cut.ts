/** A program cut out of a given block, for properties of the model. */
import type { Engagement, GivenStock, NcProgram } from '../src/index.ts';
import { toolsOf } from '../src/index.ts';
import { engagementRun } from './engagement-of.ts';

export interface BlockCut {
  readonly list: readonly Engagement[];
  /** Way at feed of the first operation, mm, and radius of the first tool. */
  readonly length: number;
  readonly radius: number;
}

export function engagementOfBlock(program: NcProgram, stock: GivenStock): BlockCut {
  const run = engagementRun(program, { dialect: 'fanuc-mill', stock });
  return {
    list: [...run.groups.values()],
    length: run.operations[0]?.cutMm ?? 0,
    radius: toolsOf(program)[0]!.diameterMm!.value / 2,
  };
}
