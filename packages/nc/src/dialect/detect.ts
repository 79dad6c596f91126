/** Decides the dialect by evidence, and says by which. */
import type { ByteSource } from '../source/byte-source.ts';
import { type DialectFinding, type DialectName, type DialectReason, latheDialects } from './dialect.ts';
import { evidence } from './evidence.ts';
import type { Evidence } from './rule.ts';
import { type Sample, takeSample } from './sample.ts';

const fanucLathes: readonly DialectName[] = ['fanuc-lathe-a', 'fanuc-lathe-b'];
const declined: readonly DialectName[] = ['sinumerik', 'heidenhain', 'okuma', 'philips'];

/** `given` spares the decision, not the look: how numbers and `;` are meant is still to be found. */
export const detectDialect = (source: ByteSource, given?: DialectName): DialectFinding => {
  const sample = takeSample(source);
  const scores: Record<DialectName, number> = {
    ...{ 'fanuc-mill': 0, 'fanuc-lathe-a': 0, 'fanuc-lathe-b': 0, 'haas-mill': 0, 'haas-lathe': 0 },
    ...{ linuxcnc: 0, iso: 0, sinumerik: 0, heidenhain: 0, okuma: 0, philips: 0 },
  };
  const reasons: DialectReason[] = [];
  for (const rule of evidence) {
    const line = seenAt(rule, sample);
    if (line === 0) continue;
    for (const dialect of rule.for) {
      scores[dialect] += rule.weight;
      reasons.push({ dialect, weight: rule.weight, because: rule.because, line });
    }
  }
  const order = (Object.keys(scores) as DialectName[]).sort((a, b) => scores[b] - scores[a]);
  const dialect = given ?? order[0]!;
  const best = scores[order[0]!];
  const second = Math.max(0, scores[order[1]!]);
  return {
    dialect,
    confidence: given ? 1 : best > 0 ? Math.max(0.5, best / (best + second)) : 0,
    readable: !declined.includes(dialect),
    macroB: /#\d|\bG65 ?P|\bGOTO\b|\bWHILE ?\[/.test(sample.code),
    scores,
    reasons: reasons.filter((reason) => reason.dialect === dialect),
    machine: machineOf(sample, dialect),
    toolCall: toolCallOf(sample, dialect),
    decimals: decimalsOf(sample, dialect),
    semicolon: semicolonOf(sample, dialect),
    carriageReturn: sample.returnsOnly ? 'end-of-block' : 'blank',
  };
};

/** The line where a rule saw it; 0: nowhere. */
const seenAt = (rule: Evidence, sample: Sample): number => {
  if (typeof rule.seen === 'function') return rule.seen(sample) ? 1 : 0;
  const found = rule.seen.exec(rule.inNotes ? sample.text : sample.code);
  if (!found) return 0;
  return rule.inNotes ? sample.lineAt(found.index) : 1;
};

/** Diameters (G7, G8), threads, or speeds and feeds of turning, and nothing along Y, in a language that has no lathe of its own. */
const machineOf = ({ words, g }: Sample, dialect: DialectName): DialectFinding['machine'] => {
  if (latheDialects.includes(dialect)) return 'lathe';
  if (dialect !== 'linuxcnc' && dialect !== 'iso') return 'mill';
  const flat = (words.get('X') ?? 0) > 3 && (words.get('Z') ?? 0) > 3 && !words.has('Y');
  return flat && turningCodes.some((code) => g.has(10 * code)) && !g.has(170) ? 'lathe' : 'mill';
};

const turningCodes = [7, 8, 18, 33, 70, 71, 72, 75, 76, 95, 96, 97, 99];

/** T of a macro call is its argument. LinuxCNC only makes the tool ready, whatever the program forgets. */
const toolCallOf = (sample: Sample, dialect: DialectName): DialectFinding['toolCall'] => {
  if (latheDialects.includes(dialect)) return 'T';
  if (dialect === 'linuxcnc' || sample.m.has(6) || sample.m.has(61)) return 'M6';
  return /^(?![^\n]*\bG6[56])[^\n]*(?<![A-Z#<[])T ?\d/m.test(sample.code) ? 'T' : 'M6';
};

/** No part is a metre long in whole millimetres only; in thousandths every part is. */
const decimalsOf = (sample: Sample, dialect: DialectName): DialectFinding['decimals'] => {
  if (dialect === 'linuxcnc' || dialect === 'iso') return 'calculator';
  if (sample.countedDepths > 0 && fanucLathes.includes(dialect)) return 'least-increment';
  if (sample.whole === 0) return 'unknown';
  return sample.largestWhole >= 2000 ? 'least-increment' : 'calculator';
};

/**
 * `;` within a line with a word behind it, in most places where anything is behind it: the end of a block. Who begins lines with it
 * sets blocks aside.
 */
const semicolonOf = (sample: Sample, dialect: DialectName): DialectFinding['semicolon'] => {
  if (dialect === 'linuxcnc' || dialect === 'iso') return 'comment';
  const behind = sample.bare.match(/[\dA-Z.)\]] *;[ \t]*[^\s;]/gi)?.length ?? 0;
  const aside = sample.bare.match(/^[ \t]*;[ \t]*[A-Z(]/gim)?.length ?? 0;
  if (behind < 2 || aside > behind) return 'comment';
  const words =
    sample.bare.match(/[\dA-Z.)\]] *;[ \t]*(?=[A-Z#/(%])(?:[NGMTXYZOFS] ?-?[\d.]|\(|#|\/|%)/gi)?.length ?? 0;
  return words * 2 > behind ? 'end-of-block' : 'comment';
};
