/** Data sets and tables of MTConnect as JSON text: `{"key":"value"}`, `{"row":{"cell":"value"}}`; a removed entry is null. */
import type { XmlElement } from '../xml/parse-xml.ts';

export const entriesAsJson = (element: XmlElement): string => JSON.stringify(entries(element));

type Entries = { [key: string]: string | null | Entries };

function entries(element: XmlElement): Entries {
  const result: Entries = Object.create(null);
  for (const child of element.children) {
    // Keys stand in the attribute; elements of vendors without one are named by themselves.
    const key = child.attributes.key ?? child.name;
    if (child.attributes.removed === 'true') result[key] = null;
    else result[key] = child.children.length > 0 ? entries(child) : child.text.trim();
  }
  return result;
}
