/** What a document says of a part, its program and its tools. */
import type { DocumentContent } from '../documents/document.ts';
import type { Evidence } from '../evidence.ts';
import type { LabelLanguage } from '../labels/field-words.ts';
import { labelledValues } from './labelled-values.ts';
import { partFacts } from './part-facts.ts';
import { toolFacts } from './tool-facts.ts';
import { toolList } from './tool-list.ts';
import { listUnit } from './tool-units.ts';

export interface EvidenceOptions {
  /** Its words win where those of two languages read alike. */
  readonly language?: LabelLanguage;
}

/** Facts in the document's order, those of the part first; what is said twice alike stands once, where it is surest. */
export function evidenceOf(document: DocumentContent, options: EvidenceOptions = {}): readonly Evidence[] {
  const values = labelledValues(document, options.language);
  const tools = toolList(document);
  const found = new Map<string, Evidence>();
  for (const evidence of [...partFacts(values), ...toolFacts(tools, listUnit(tools, values))]) {
    const key = `${evidence.tool ?? ''} ${evidence.field} ${evidence.value.toLowerCase()}`;
    const before = found.get(key);
    if (!before || before.confidence < evidence.confidence) found.set(key, evidence);
  }
  const product = inspected(document);
  return product ? [...found.values(), product] : [...found.values()];
}

/** Notes of a program's beginning, each on its line: the same labels count there. Materials and tools are read by `nc`, surer. */
export function noteEvidence(
  notes: readonly { readonly text: string; readonly line: number }[],
): readonly Evidence[] {
  const lines = notes.map(({ text, line }) => ({ text, where: `line ${line}` }));
  const values = labelledValues({ format: 'text', lines, tables: [] });
  return partFacts(values)
    .filter(({ field }) => !field.startsWith('material'))
    .map((fact) => ({ ...fact, reader: 'program' }));
}

const inspected = ({ inspection }: DocumentContent): Evidence | undefined =>
  inspection?.part === undefined
    ? undefined
    : {
        field: 'part-name',
        value: inspection.part,
        confidence: 0.9,
        reader: 'qif',
        where: 'its header',
        because: `the name of the inspected part, "${inspection.part}"`,
      };
