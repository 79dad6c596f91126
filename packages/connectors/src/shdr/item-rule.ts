/** What an SHDR key carries, and so how many fields follow it. */
import { type DataItem, type DeviceModel, isNumericEvent } from '@mantinel/domain';

export type ItemForm =
  | 'sample'
  | 'timeSeries'
  | 'state'
  | 'number'
  | 'message'
  | 'alarm'
  | 'assetEvent'
  | 'condition';

/** The form of a key as the device model says; undefined for a key it does not know. Looks a key up by id, name or SHDR source. */
export type ItemRule = (key: string) => ItemForm | undefined;

export function itemRule(model: DeviceModel): ItemRule {
  const forms = new Map<string, ItemForm>();
  for (const item of model.items) {
    for (const name of [item.source, item.name]) if (name !== undefined) forms.set(name, formOf(item));
  }
  // An item's own id wins over another item's name.
  for (const item of model.items) forms.set(item.id, formOf(item));
  return (key) => forms.get(key);
}

function formOf({ category, type, representation }: DataItem): ItemForm {
  if (category === 'CONDITION') return 'condition';
  if (representation === 'DATA_SET' || representation === 'TABLE') return 'state';
  if (category === 'SAMPLE') return representation === 'TIME_SERIES' ? 'timeSeries' : 'sample';
  switch (type) {
    case 'MESSAGE':
      return 'message';
    case 'ALARM': // deprecated in MTConnect 1.1; old adapters still send it
      return 'alarm';
    case 'ASSET_CHANGED':
    case 'ASSET_REMOVED':
    case 'ASSET_ADDED':
      return 'assetEvent';
    default:
      return isNumericEvent(type) ? 'number' : 'state';
  }
}

const qualifiers = new Set(['', 'LOW', 'HIGH']);

/**
 * The form of the key that begins a line, by the line alone, where no model knows it. `fields`: the line without its time.
 * A condition has level, native code, native severity, qualifier (empty, LOW or HIGH) and text after its key; a message has
 * a native code and a text.
 */
export function formByEvidence(fields: readonly string[]): ItemForm | undefined {
  if (fields.length >= 6 && qualifiers.has(fields[4]!.toUpperCase())) {
    const level = fields[1]!.toUpperCase();
    if (level === 'NORMAL' || level === 'WARNING' || level === 'FAULT') return 'condition';
    if (level === 'UNAVAILABLE' && fields.length === 6 && fields.slice(2).every((field) => field === ''))
      return 'condition';
  }
  return fields.length === 3 && fields[2] !== '' ? 'message' : undefined;
}
