/** Second reading: how much of the tool is in the material, of each move and each operation. */
import type { MoveChunk } from '../moves/move-chunk.ts';
import { Columns, type RowModel } from './columns.ts';
import type { Engagement, EngagementModel, MoveEngagement, RapidInStock } from './engagement.ts';
import { LatheEstimate } from './estimate/lathe-estimate.ts';
import { MillEstimate } from './estimate/mill-estimate.ts';
import { Groups } from './groups.ts';
import { LatheRemoval } from './lathe/lathe-removal.ts';
import { latheStock } from './lathe/lathe-stock.ts';
import { type TurningTool, turningToolOf } from './lathe/turning-tool.ts';
import { MillRemoval } from './mill/mill-removal.ts';
import { millStocks } from './mill/mill-stock.ts';
import { cuttersOf } from './mill/mill-survey.ts';
import type { Survey } from './survey.ts';

export interface EngagementOptions {
  readonly model: EngagementModel;
  /** Of the same program, from the first reading. */
  readonly survey: Survey;
  /** See `TimeOptions`. */
  readonly groupOf?: (chunk: MoveChunk, row: number) => number;
}

export interface EngagementReducer {
  /** Answers ap and ae of the chunk's rows. */
  take(chunk: MoveChunk): MoveEngagement;
  finish(): {
    /** By group. */
    readonly groups: ReadonlyMap<number, Engagement>;
    /** Only where the stock is known by more than an assumption. */
    readonly rapids: readonly RapidInStock[];
  };
}

/** Memory is bounded by the model's map, whatever the program (48 MiB for mills, 4 MiB a work offset for lathes). */
export function engagementReducer({
  model,
  survey,
  groupOf = () => 0,
}: EngagementOptions): EngagementReducer {
  const groups = new Groups();
  const columns = new Columns();
  const rapids: RapidInStock[] = [];
  const rows = modelOf(model, survey, { groups, columns, rapids });
  return {
    take(chunk) {
      columns.begin(chunk);
      for (let row = 0; row < chunk.count; row++) rows.row(chunk, row, groupOf(chunk, row));
      rows.end();
      return columns;
    },
    finish: () => ({ groups: groups.finish(model), rapids }),
  };
}

interface Outputs {
  readonly groups: Groups;
  readonly columns: Columns;
  readonly rapids: RapidInStock[];
}

function modelOf(model: EngagementModel, survey: Survey, outputs: Outputs): RowModel {
  const { options, note } = survey;
  if (options.kind === 'mill') {
    const stocks = millStocks(survey.mill, { note, given: options.stock });
    const common = { ...outputs, stocks, cutters: cuttersOf(options.tools) };
    return model === 'removal' ? new MillRemoval(common) : new MillEstimate(common);
  }
  const toolOf = turningTools(survey);
  if (model === 'estimate') return new LatheEstimate({ ...outputs, toolOf });
  const stocks = new Map(
    [...survey.lathe].map(([workOffset, found]) => [
      workOffset,
      latheStock(found, note, (tool) => !toolOf(workOffset, tool).inside),
    ]),
  );
  return new LatheRemoval({ ...outputs, toolOf, stocks });
}

function turningTools({ options, lathe }: Survey): (workOffset: number, tool: number) => TurningTool {
  const known = new Map<string, TurningTool>();
  return (workOffset, number) => {
    const key = `${workOffset}/${number}`;
    const before = known.get(key);
    if (before) return before;
    const found = lathe.get(workOffset);
    const tool = turningToolOf(
      options.tools.find((each) => each.number === number),
      found?.retracts.get(number) ?? { inwards: 0, outwards: 0 },
      found?.units ?? 'mm',
    );
    known.set(key, tool);
    return tool;
  };
}
