/** An XML document as a small tree; MTConnect's own namespace prefixes are taken off, vendors' are kept. */
import { SaxesParser } from 'saxes';

export interface XmlElement {
  /** Local name; with its prefix when it is a vendor's extension (`x:Motion`). */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** Its own text, children's not included. */
  text: string;
}

export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/** Deeper nesting is no MTConnect document but an attack on the stack of whoever walks it. */
const deepest = 200;

/** Throws `XmlError` naming line and column when the document is not well-formed. Entities of a DTD are not expanded. */
export function parseXml(xml: string): XmlElement {
  const parser = new SaxesParser();
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  /** Prefixes bound to MTConnect itself on the root: `m:`, `mt:`. */
  let ownPrefixes = new Set<string>();

  parser.on('opentag', (tag) => {
    if (!root) {
      ownPrefixes = new Set(
        Object.entries(tag.attributes)
          .filter(([name, value]) => name.startsWith('xmlns:') && value.startsWith('urn:mtconnect.org:'))
          .map(([name]) => name.slice(6)),
      );
    }
    if (open.length >= deepest) throw new XmlError(`elements nested deeper than ${deepest}`);
    const colon = tag.name.indexOf(':');
    const own = colon > 0 && ownPrefixes.has(tag.name.slice(0, colon));
    const element: XmlElement = {
      name: own ? tag.name.slice(colon + 1) : tag.name,
      attributes: tag.attributes,
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('error', (error) => {
    throw new XmlError(error.message, { cause: error });
  });
  parser.write(xml.startsWith('\uFEFF') ? xml.slice(1) : xml).close();
  if (!root) throw new XmlError('the document is empty');
  return root;
}
