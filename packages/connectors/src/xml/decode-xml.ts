/** The bytes of an XML document → its text, in the encoding that it names itself (XML 1.0, appendix F). */
import { XmlError } from './parse-xml.ts';

/** Throws `XmlError` for an encoding that is not known, or bytes that are not of the one named. */
export function decodeXml(bytes: Uint8Array): string {
  const label = markedEncoding(bytes) ?? declaredEncoding(bytes) ?? 'utf-8';
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch (cause) {
    throw new XmlError(`its encoding ${label} is not known`, { cause });
  }
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new XmlError(`it is not ${label} text`, { cause });
  }
}

/** By the byte order mark, or by the zero bytes that `<?` has in UTF-16. */
function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return undefined;
}

/** Every encoding left now writes the declaration as ASCII does. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1');
  const label = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1];
  // Text that reached us as bytes of one kind cannot be UTF-16 any more, whatever its first line still says.
  return label !== undefined && /^utf-?16/i.test(label) ? undefined : label;
}
