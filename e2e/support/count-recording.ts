/** Counts the observations of an SHDR recording without the product's parser: the other side of every end-to-end count. */
import { readFileSync } from 'node:fs';

/** Ids and names of the data items that take more than one field, read from a Devices.xml by pattern alone. */
function wideItems(devicesXml: string | undefined): { conditions: Set<string>; messages: Set<string> } {
  const conditions = new Set<string>();
  const messages = new Set<string>();
  for (const [, text] of (devicesXml ?? '').matchAll(/<DataItem\b([^>]*)>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(text!)?.[1];
    const into =
      attribute('category') === 'CONDITION'
        ? conditions
        : attribute('type') === 'MESSAGE'
          ? messages
          : undefined;
    for (const name of [attribute('id'), attribute('name')]) if (name) into?.add(name);
  }
  return { conditions, messages };
}

/**
 * One for each key with its value, each condition, message, asset, asset removal and adapter command. Without a model a
 * line of seven fields is one condition, as in recordings that hold one observation a line.
 */
export function countRecording(file: string, devicesFile?: string): number {
  const { conditions, messages } = wideItems(devicesFile && readFileSync(devicesFile, 'utf8'));
  let count = 0;
  let endOfDocument: string | undefined;
  for (const line of readFileSync(file, 'latin1').split(/\r?\n/)) {
    if (endOfDocument) {
      if (line.trim() === endOfDocument) endOfDocument = undefined;
      continue;
    }
    if (line === '') continue;
    const fields = line.split('|');
    endOfDocument = /--multiline--\w+/.exec(line)?.[0];
    if (line.startsWith('*') || fields[1]?.startsWith('@')) count += 1;
    else if (!devicesFile && fields.length === 7) count += 1;
    else {
      for (let at = 1; at < fields.length; count += 1) {
        at += conditions.has(fields[at]!) ? 6 : messages.has(fields[at]!) ? 3 : 2;
      }
    }
  }
  return count;
}
