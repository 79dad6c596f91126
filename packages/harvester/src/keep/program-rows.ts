/** What was read of a program as rows of its tables. */
import type { NewOperation, NewTool } from '@mantinel/store';
import type { ReadProgram } from '../read/read-program.ts';

/** Of the whole program: its box, its way and its findings. */
export const featuresOf = ({ box, cutMm, diagnostics, dialect }: ReadProgram) => ({
  box: box.map((range) => range ?? null),
  cutMm: rounded(cutMm),
  errors: diagnostics.error,
  warnings: diagnostics.warning,
  macro: dialect.macroB,
  reasons: dialect.reasons.slice(0, 4).map(({ because, line }) => ({ because, line })),
});

export const toolsOf = (revision: string, { tools }: ReadProgram): NewTool[] =>
  tools.map((tool) => ({
    revision,
    number: tool.number,
    kind: tool.kind?.value ?? null,
    diameter_mm: tool.diameterMm?.value ?? null,
    corner_radius_mm: tool.cornerRadiusMm?.value ?? null,
    flutes: tool.flutes?.value ?? null,
    pitch_mm: tool.pitchMm?.value ?? null,
    description: tool.description?.value ?? null,
    confidence: tool.kind?.confidence ?? tool.diameterMm?.confidence ?? 0,
    calls: tool.calls,
    line: tool.line,
  }));

export function operationsOf(revision: string, { tools, operations }: ReadProgram): NewOperation[] {
  const byNumber = new Map(tools.map((tool) => [tool.number, tool]));
  return operations.map(({ operation, path, seconds, engagement, firstLine, lastLine }) => {
    const tool = byNumber.get(operation.tool);
    const { n, vc, f, vf, fz } = operation.cutting;
    return {
      revision,
      number: operation.index,
      name: operation.name ?? null,
      kind: operation.kind,
      confidence: operation.confidence,
      tool: operation.tool,
      tool_kind: tool?.kind?.value ?? null,
      diameter_mm: tool?.diameterMm?.value ?? null,
      first_line: firstLine,
      last_line: lastLine,
      seconds,
      cut_mm: operation.cutMm,
      n: n?.typical ?? null,
      vc: vc?.typical ?? null,
      f: f?.typical ?? null,
      vf: vf?.typical ?? null,
      fz: fz?.typical ?? null,
      ap_mm: engagement?.apMm?.typical ?? null,
      ae_mm: engagement?.aeMm?.typical ?? null,
      depth_mm: depthOf(path?.levels, operation.cycleDepthMm),
      features: JSON.stringify({
        cutting: operation.cutting,
        cycles: operation.cycles,
        reasons: operation.reasons,
        engagement: engagement && {
          confidence: engagement.confidence,
          because: engagement.because,
          unknown: engagement.unknown,
        },
        path: path && { ...path, levels: path.levels.slice(0, 16) },
      }),
    };
  });
}

/** Of a cycle its depth; of levels what lies between the highest and the lowest. */
function depthOf(
  levels: readonly { readonly atMm: number }[] | undefined,
  cycleDepthMm: number,
): number | null {
  if (cycleDepthMm > 0) return cycleDepthMm;
  if (!levels || levels.length < 2) return null;
  const heights = levels.map(({ atMm }) => atMm);
  return Math.max(...heights) - Math.min(...heights);
}

const rounded = (mm: number): number => Math.round(mm * 1000) / 1000;
