/** Operations as conversations, for fine-tuning a language model on what a shop runs. */
import type { DatasetProject } from '@mantinel/contract';

export interface ChatExample {
  readonly messages: readonly { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }[];
  readonly project: string;
  readonly splits: DatasetProject['splits'];
}

const system =
  'You know how a machine shop cuts. Answer with what this shop ran in such a case, as JSON; leave out what is not known. Every value is checked by physics and machine limits before anybody uses it.';

/** Of every operation whose tool and data are known. */
export function* chatExamples({ id, splits, material, programs }: DatasetProject): Generator<ChatExample> {
  for (const { kind: machine, operations, tools } of programs)
    for (const operation of operations) {
      const { n, vc, f, vf, fz, apMm, aeMm, toolKind, diameterMm } = operation;
      if (operation.kind === 'unknown' || toolKind === undefined || (vc === undefined && n === undefined))
        continue;
      const tool = tools.find(({ number }) => number === operation.tool);
      const asked = {
        machine,
        operation: operation.kind,
        material: material ? (material.grade ?? material.group) : 'not told',
        tool: toolKind,
        diameterMm,
        flutes: tool?.flutes,
        depthMm: operation.depthMm,
      };
      yield {
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: `What did we run here? ${JSON.stringify(asked)}` },
          { role: 'assistant', content: JSON.stringify({ n, vc, f, vf, fz, apMm, aeMm }) },
        ],
        project: id,
        splits,
      };
    }
}
