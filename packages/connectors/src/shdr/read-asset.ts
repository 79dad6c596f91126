/** Asset commands of SHDR: `@ASSET@|id|type|document`, `@UPDATE_ASSET@`, `@REMOVE_ASSET@`, `@REMOVE_ALL_ASSETS@`. */
import type { Observation } from '../connector.ts';
import type { Stamp } from './stamp.ts';

/** `document`: the lines between the multi-line marks. Undefined when the command is unknown or lacks its fields. */
export function readAsset(
  fields: readonly string[],
  stamp: Stamp,
  document: string | undefined,
): Observation | undefined {
  const [, command, assetId = '', assetType = ''] = fields;
  switch (command) {
    case '@ASSET@':
      if (assetId === '' || assetType === '') return undefined;
      return {
        kind: 'asset',
        action: 'changed',
        assetId,
        assetType,
        document: document ?? fields.slice(4).join('|'),
        ...stamp,
      };
    case '@UPDATE_ASSET@':
      if (assetId === '') return undefined;
      // What follows the id are the changed parts, by key and value or as XML: kept as sent.
      return {
        kind: 'asset',
        action: 'changed',
        assetId,
        assetType: '',
        document: fields.slice(3).join('|'),
        ...stamp,
      };
    case '@REMOVE_ASSET@':
      if (assetId === '') return undefined;
      return { kind: 'asset', action: 'removed', assetId, assetType, ...stamp };
    case '@REMOVE_ALL_ASSETS@':
      return { kind: 'asset', action: 'removedAll', assetType: assetId, ...stamp };
    default:
      return undefined;
  }
}
