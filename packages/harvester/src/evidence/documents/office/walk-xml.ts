/** XML as events, in pieces: no tree, no entities of the document's own, no document type. */
import { SaxesParser } from 'saxes';
import type { Budget } from '../budget.ts';
import { DocumentRefused } from '../document.ts';

export interface XmlEvents {
  /** Names and attributes without their prefixes. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Deeper nesting is no document but an attack on whoever walks it. */
const deepest = 500;
const piece = 1 << 16;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Throws `DocumentRefused`. UTF-8 and UTF-16 with its mark, as OOXML and QIF are. */
export function walkXml(bytes: Uint8Array, events: XmlEvents, budget: Budget): void {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on('doctype', () => {
    throw new DocumentRefused('document-dtd');
  });
  parser.on('opentag', (tag) => {
    if (++depth > deepest)
      throw new DocumentRefused('document-damaged', `elements nested deeper than ${deepest}`);
    const attributes: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(tag.attributes)) {
      attributes[name] = value;
      attributes[local(name)] ??= value;
    }
    events.open?.(local(tag.name), attributes);
  });
  parser.on('closetag', (tag) => {
    depth--;
    events.close?.(local(tag.name));
  });
  const text = (some: string) => events.text?.(some);
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('error', (error) => {
    throw new DocumentRefused('document-damaged', error.message);
  });
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const decoder = new TextDecoder(wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8');
  for (let at = 0; at < bytes.length; at += piece) {
    budget.inTime();
    parser.write(decoder.decode(bytes.subarray(at, at + piece), { stream: true }));
  }
  parser.write(decoder.decode()).close();
}
