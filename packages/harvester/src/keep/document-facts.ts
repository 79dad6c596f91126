/** What documents say of the programs they lie beside, on its way into the store. */
import type { PlaceId } from '@mantinel/domain';
import type { Fact, Measurement, ProgramOfSource, Store } from '@mantinel/store';
import type { FoundDocument } from '../evidence/found-document.ts';
import { pairEvidence } from '../evidence/pairing/pair-evidence.ts';
import { applyRules } from '../evidence/rules/apply-rules.ts';
import { factRules } from './fact-rules.ts';
import { settleProjects } from './settle-projects.ts';

/** All of it or nothing. Documents that speak of no program of the source say nothing. Throws `store.unavailable`. */
export async function keepDocuments(
  store: Pick<Store, 'transaction'>,
  { place, source, nowUs }: { place: PlaceId; source: string; nowUs: () => number },
  documents: readonly FoundDocument[],
): Promise<void> {
  if (documents.length === 0) return;
  await store.transaction(async (tx) => {
    await tx.programs.lock();
    const programs = await tx.programFiles.programsOf(source);
    const byPath = new Map(programs.map((program) => [program.path, program]));
    const rules = await factRules(tx, place);
    const facts: Fact[] = [];
    const measurements: Measurement[] = [];
    const byDocument = new Map(documents.map((document) => [document.path, document]));
    const measured = new Set<string>();
    for (const pairing of pairEvidence(documents, programs)) {
      const document = byDocument.get(pairing.document)!;
      const program = byPath.get(pairing.program)!;
      facts.push(...factsOf(document, program, { ...pairing, rules }));
      // An inspection is of one part: that of the surest pairing, which comes first.
      if (!document.inspection || measured.has(document.path)) continue;
      measured.add(document.path);
      for (const each of document.inspection.characteristics)
        measurements.push({ ...each, project: program.project, source: document.path });
    }
    await tx.facts.add(facts);
    await tx.measurements.add(measurements);
    await settleProjects(tx, nowUs, {
      projects: facts.map(({ project }) => project),
      programs: facts.flatMap(({ program = [] }) => program),
    });
    await tx.projects.mergeSameParts(place);
  });
}

/** A fact is as sure as it is written and as the document is about the program. */
function factsOf(
  { path, evidence }: FoundDocument,
  { project, program }: ProgramOfSource,
  pairing: { confidence: number; because: string; rules: Parameters<typeof applyRules>[1] },
): Fact[] {
  return applyRules(evidence, pairing.rules, path).evidence.map((each) => ({
    project,
    program,
    tool: each.tool,
    field: each.field,
    value: each.value,
    confidence: Math.round(each.confidence * pairing.confidence * 100) / 100,
    reader: each.reader,
    source: `${path} ${each.where}`,
    because: `${each.because}; ${pairing.because}`,
    rule: each.rule,
  }));
}
