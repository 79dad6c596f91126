/** Documents of tests in the form in which readers give them. */
import type { DocumentContent } from '../../src/evidence/documents/document.ts';
import { readDocument } from '../../src/evidence/documents/read-document.ts';

/** Fails the test where the document is refused. */
export async function readable(bytes: Uint8Array | string, name = 'sheet'): Promise<DocumentContent> {
  const document = await readDocument(name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  if (!document.readable) throw new Error(`${name}: ${document.reason}: ${document.detail}`);
  return document;
}
