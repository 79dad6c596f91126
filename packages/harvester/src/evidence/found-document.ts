/** A document of a source, read for what it says of programs. */
import { readDocument } from './documents/read-document.ts';
import type { Evidence } from './evidence.ts';
import type { Inspection } from './inspection/inspection.ts';
import { inspectionOf } from './inspection/inspection-of.ts';
import { evidenceOf } from './sheets/evidence-of.ts';

export interface FoundDocument {
  /** Below the source. */
  readonly path: string;
  readonly evidence: readonly Evidence[];
  readonly inspection: Inspection | undefined;
}

/** Never rejects for what is in it. */
export async function readFoundDocument(
  path: string,
  bytes: Uint8Array,
): Promise<FoundDocument | { readonly skipped: { readonly reason: string; readonly detail: string } }> {
  const document = await readDocument(path, bytes);
  if (!document.readable) return { skipped: { reason: document.reason, detail: document.detail } };
  return { path, evidence: evidenceOf(document), inspection: inspectionOf(document) };
}
