/** What a tool list says of each tool, in millimetres and in the words of `ToolKind`. */
import { type NoteLength, readToolNote } from '@mantinel/nc';
import type { Evidence, EvidenceField } from '../evidence.ts';
import { lengthIn, numberIn } from '../labels/quantity.ts';
import type { ListedTool, ToolAttribute, ToolSaying } from './tool-list.ts';
import type { ListUnit } from './tool-units.ts';

type Fact = Pick<Evidence, 'field' | 'value' | 'confidence'>;
type LengthAttribute = ToolAttribute & ('diameter' | 'corner-radius' | 'overhang');

const lengthField: Readonly<Record<LengthAttribute, EvidenceField>> = {
  diameter: 'tool-diameter',
  'corner-radius': 'tool-corner-radius',
  overhang: 'tool-overhang',
};
/** Beyond it nothing of a tool is, mm. */
const longest: Readonly<Record<LengthAttribute, number>> = {
  diameter: 500,
  'corner-radius': 60,
  overhang: 1000,
};

/** Several facts of one field where a list says different things; alike ones once, the surest. */
export function toolFacts(tools: readonly ListedTool[], unit: ListUnit | undefined): readonly Evidence[] {
  const found = new Map<string, Evidence>();
  for (const { number, sayings } of tools)
    for (const saying of sayings)
      for (const fact of factsOf(saying, unit)) {
        const evidence: Evidence = {
          ...fact,
          tool: number,
          confidence: Math.round(fact.confidence * 100) / 100,
          reader: 'tool-list',
          where: saying.where,
          because: `"${saying.label}" of tool ${number}: "${saying.value.slice(0, 80)}"${unitSaid(fact, unit)}`,
        };
        const key = `${number} ${fact.field} ${fact.value}`;
        if ((found.get(key)?.confidence ?? -1) < evidence.confidence) found.set(key, evidence);
      }
  return [...found.values()];
}

const unitSaid = ({ field }: Fact, unit: ListUnit | undefined): string =>
  unit && /diameter|radius|overhang/.test(field) ? `, in ${unit.unit} by ${unit.because}` : '';

function factsOf(saying: ToolSaying, unit: ListUnit | undefined): readonly Fact[] {
  const { attribute, value, confidence } = saying;
  switch (attribute) {
    case 'description':
      return descriptionFacts(value, confidence, unit);
    case 'kind': {
      const { kind } = readToolNote(value);
      return kind
        ? [{ field: 'tool-kind', value: kind.value, confidence: Math.min(confidence, kind.confidence) }]
        : [];
    }
    case 'flutes': {
      const flutes = numberIn(value.replace(/^z\s*=?\s*/i, ''));
      const isCount = flutes !== undefined && Number.isInteger(flutes) && flutes > 0 && flutes <= 60;
      return isCount ? [{ field: 'tool-flutes', value: String(flutes), confidence }] : [];
    }
    case 'diameter':
    case 'corner-radius':
    case 'overhang': {
      const length = lengthIn(value);
      if (!length) return [];
      const own = length.unit ?? (saying.unit === 'mm' || saying.unit === 'inch' ? saying.unit : undefined);
      const said = own ? { unit: own, confidence: 1 } : unit;
      return lengthFact(
        attribute,
        length.value,
        said && { ...said, confidence: said.confidence * confidence },
      );
    }
  }
}

/** A corner radius may be 0; a diameter and an overhang of 0 are cells that nobody filled in. */
function lengthFact(
  attribute: LengthAttribute,
  length: number,
  said: { readonly unit: 'mm' | 'inch'; readonly confidence: number } | undefined,
): readonly Fact[] {
  if (!said || length < 0 || (length === 0 && attribute !== 'corner-radius')) return [];
  const mm = Math.round(length * (said.unit === 'inch' ? 25.4 : 1) * 1e4) / 1e4;
  return mm > longest[attribute]
    ? []
    : [{ field: lengthField[attribute], value: String(mm), confidence: said.confidence }];
}

/** A description names what columns of its own say surer. */
function descriptionFacts(value: string, confidence: number, unit: ListUnit | undefined): readonly Fact[] {
  if (!/\p{L}{2}|\d/u.test(value)) return [];
  const note = readToolNote(value);
  const facts: Fact[] = [{ field: 'tool', value, confidence }];
  if (note.kind)
    facts.push({
      field: 'tool-kind',
      value: note.kind.value,
      confidence: Math.min(confidence, note.kind.confidence),
    });
  if (note.flutes)
    facts.push({
      field: 'tool-flutes',
      value: String(note.flutes.value),
      confidence: confidence * note.flutes.confidence,
    });
  const length = (attribute: LengthAttribute, read: NoteLength | undefined) => {
    if (!read) return;
    const said = read.unit === 'program' ? unit : { unit: read.unit, confidence: 1 };
    const trusted = said && { ...said, confidence: said.confidence * read.confidence * confidence };
    facts.push(...lengthFact(attribute, read.value, trusted));
  };
  length('diameter', note.diameter);
  length('corner-radius', note.cornerRadius);
  return facts;
}
