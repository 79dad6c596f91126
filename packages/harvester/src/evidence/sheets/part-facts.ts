/** What a sheet says of the part, its program and its setting up, each field in its form. */
import { materialNamed } from '@mantinel/nc';
import type { Evidence, EvidenceField } from '../evidence.ts';
import { dateIn, durationIn } from '../labels/quantity.ts';
import type { LabelledValue } from './labelled-values.ts';

type Fact = Pick<Evidence, 'field' | 'value' | 'confidence'>;

/** Of each labelled value what it means; nothing where its value cannot be one of its field. */
export function partFacts(values: readonly LabelledValue[]): readonly Evidence[] {
  return values.flatMap((said) =>
    factsOf(said).map((fact) => ({
      ...fact,
      reader: 'setup-sheet' as const,
      where: said.where,
      because: `"${said.label.replace(/\s*[:=]\s*$/, '')}" beside "${said.value.slice(0, 80)}"`,
    })),
  );
}

function factsOf(said: LabelledValue): readonly Fact[] {
  const { field, value, confidence } = said;
  const as = (named: EvidenceField, its = value, trusted = confidence): readonly Fact[] => [
    { field: named, value: its, confidence: Math.round(trusted * 100) / 100 },
  ];
  switch (field) {
    case 'part-number': {
      const [, number = value, revision] =
        /^(.*?\S)[\s,;_-]+REV(?:ISION)?[.\s_-]*([A-Z]\d?|\d{1,2})$/i.exec(value) ?? [];
      if (!/\d/.test(number) || number.length > 60 || dateIn(number)) return [];
      return [...as('part-number', number), ...(revision ? as('revision', revision, confidence * 0.9) : [])];
    }
    case 'part-name':
      // `Part: 12345-678` names a number.
      return /\d{3}/.test(value) && !/\s/.test(value)
        ? as('part-number', value, confidence * 0.9)
        : as('part-name');
    case 'revision': {
      const revision =
        /^(?:rev(?:ision)?\.?\s*)?([A-Z]{1,2}\d{0,2}|\d{1,3}(?:\.\d{1,2})?|[A-Z]\.\d{1,2})$/i.exec(value);
      return revision ? as('revision', revision[1]) : [];
    }
    case 'operation': {
      const number = /^(?:op(?:eration)?\.?\s*)?#?\s*(\d{1,3})(?:\s*(?:of|von|z|zo|de|\/)\s*\d{1,3})?$/i.exec(
        value,
      );
      return number
        ? as('operation', String(Number(number[1])))
        : /\p{L}{3}/u.test(value)
          ? as('operation-name')
          : [];
    }
    case 'program':
      return /[\p{L}\d]/u.test(value) && value.length <= 100 ? as('program') : [];
    case 'material':
      return materialFacts(value, confidence);
    case 'material-grade':
      return [
        ...materialFacts(value, confidence * 0.8).filter((fact) => fact.field === 'material'),
        ...as('material-grade'),
      ];
    case 'date':
      return /\d/.test(value) ? as('date', dateIn(value) ?? value, dateIn(value) ? confidence : 0.5) : [];
    case 'work-offset': {
      const offsets = value.toUpperCase().match(/\bG5[4-9](?:\.\d)?(?:\s*P\s*\d{1,3})?/g);
      return as(
        'work-offset',
        offsets ? [...new Set(offsets)].join(', ') : value,
        offsets ? confidence : confidence * 0.7,
      );
    }
    case 'cycle-time': {
      const unit = said.unit === 'h' || said.unit === 'min' || said.unit === 's' ? said.unit : undefined;
      const time = durationIn(value, unit);
      const isTime = time && time.seconds > 0 && time.seconds < 30 * 86_400;
      return isTime
        ? as('cycle-time', String(Math.round(time.seconds * 10) / 10), Math.min(confidence, time.confidence))
        : [];
    }
    case 'customer':
    case 'machine':
    case 'programmer':
      return /\p{L}/u.test(value) && value.length <= 80 ? as(field) : [];
    case 'stock':
    case 'fixture':
      return /[\p{L}\d]/u.test(value) ? as(field) : [];
    case 'units':
    case 'serial':
      return [];
  }
}

function materialFacts(value: string, confidence: number): readonly Fact[] {
  const facts: Fact[] = [{ field: 'material-name', value, confidence }];
  const named = materialNamed(value, true);
  if (named)
    facts.push({ field: 'material', value: named.group, confidence: Math.min(confidence, named.confidence) });
  if (named?.grade)
    facts.push({ field: 'material-grade', value: named.grade, confidence: confidence * 0.95 });
  return facts.map((fact) => ({ ...fact, confidence: Math.round(fact.confidence * 100) / 100 }));
}
