/** Which CAM system and post-processor wrote a program, by what they leave in it. */
import type { ByteSource } from '../../source/byte-source.ts';
import { type Line, linesOfBeginning } from './beginning.ts';

export interface CamReason {
  readonly system: string;
  readonly weight: number;
  /** What was seen. */
  readonly because: string;
  readonly line: number;
}

export interface CamFinding {
  /** `Fusion 360`, `Mastercam` …; `hand`: no trace of a CAM system, and notes or macros as people write them. Undefined: nothing shows it. */
  readonly system: string | undefined;
  /** 0–1. */
  readonly confidence: number;
  /** As the program names it; undefined where it does not. */
  readonly post: string | undefined;
  readonly reasons: readonly CamReason[];
}

type Sign = readonly [pattern: RegExp, system: string, weight: number, because: string];

/** Named outright. */
const named: readonly Sign[] = [
  [/\bFUSION ?(360)?\b/, 'Fusion 360', 4, 'its name'],
  [/\bHSM ?WORKS\b|INVENTOR (HSM|CAM)/, 'HSMWorks', 4, 'its name'],
  [/MASTERCAM|\.E?MCAM\b|\.MCX(-\d)?\b|\bMCX? FILE\b/, 'Mastercam', 4, 'its name or a file of it'],
  [/SOLIDCAM/, 'SolidCAM', 4, 'its name'],
  [/CAMWORKS/, 'CAMWorks', 4, 'its name'],
  [/FEATURECAM/, 'FeatureCAM', 4, 'its name'],
  [/BOBCAD|BOBCAM/, 'BobCAD-CAM', 4, 'its name'],
  [/GIBBSCAM|\bGIBBS\b|\.VNC\b/, 'GibbsCAM', 4, 'its name or a file of it'],
  [/\bESPRIT\b/, 'ESPRIT', 3, 'its name'],
  [/VCARVE|VECTRIC|\bASPIRE\b|CUT2D/, 'Vectric', 4, 'its name'],
  [/GCODETOOLS|INKSCAPE/, 'Inkscape Gcodetools', 4, 'its name'],
  [/ESTLCAM/, 'Estlcam', 4, 'its name'],
  [/FREECAD/, 'FreeCAD', 4, 'its name'],
  [/CAMBAM/, 'CamBam', 4, 'its name'],
  [/SHEETCAM/, 'SheetCam', 4, 'its name'],
  [/POWERMILL/, 'PowerMill', 4, 'its name'],
  [/ARTCAM/, 'ArtCAM', 4, 'its name'],
  [/EDGECAM/, 'Edgecam', 4, 'its name'],
  [/SURFCAM/, 'Surfcam', 4, 'its name'],
  [/HYPERMILL/, 'hyperMILL', 4, 'its name'],
  [/\bTEBIS\b/, 'Tebis', 4, 'its name'],
  [/SIEMENS NX|UNIGRAPHICS|\bNX ?CAM\b/, 'Siemens NX', 4, 'its name'],
  [/\bCATIA\b/, 'CATIA', 4, 'its name'],
  [/TOPSOLID/, 'TopSolid', 4, 'its name'],
  [/SPRUTCAM/, 'SprutCAM', 4, 'its name'],
  [/CIMATRON/, 'Cimatron', 4, 'its name'],
  [/PYCAM/, 'PyCAM', 4, 'its name'],
  [/FLATCAM/, 'FlatCAM', 4, 'its name'],
  [/KIRI:?MOTO/, 'Kiri:Moto', 4, 'its name'],
  [/HEEKS/, 'HeeksCNC', 4, 'its name'],
  [/CARBIDE CREATE/, 'Carbide Create', 4, 'its name'],
  [/\bJSCUT\b/, 'jscut', 4, 'its name'],
  [/PCB2GCODE|PCB-GCODE|GENERATED FROM THE BOARD/, 'pcb-gcode', 4, 'its name'],
];

/** Ways of writing of certain systems. */
const habits: readonly Sign[] = [
  [
    /^[(;]\s*T\d+\s+D=[\d.]+ CR=[\d.]+/,
    'Fusion 360',
    2.5,
    'a tool list as Autodesk posts write it (T… D=… CR=…)',
  ],
  [/WHEN USING FUSION/, 'Fusion 360', 3, 'the note of the personal licence'],
  [
    /^\(\s*T\d+\s*\|[^|]*\|\s*H\d+/,
    'Mastercam',
    2.5,
    'a tool list as Mastercam posts write it (T… | … | H…)',
  ],
  [
    /^\(DATE=DD-MM-YY|^\(DATE - .*TIME -|^\(\*?PROGRAM NAME - /,
    'Mastercam',
    2,
    'a headline as Mastercam posts write it',
  ],
  [/XY STOCK TO LEAVE/, 'Mastercam', 2, 'stock to leave in the tool list'],
  [/TOOL -?\d+-? .*(DIA|MILL).* R[\d.]+ *MM/, 'SolidCAM', 2, 'a tool list as SolidCAM posts write it'],
];

const signs = [...named, ...habits];

/** From the notes of the first 32 KiB. */
export function camOf(source: ByteSource): CamFinding {
  const lines = linesOfBeginning(source);
  const reasons: CamReason[] = [];
  const seen = new Set<string>();
  for (const { text, line } of lines) {
    const note = text.toUpperCase();
    if (!/[(;%]/.test(note)) continue;
    for (const [pattern, system, weight, because] of signs) {
      const key = `${system} ${because}`;
      if (seen.has(key) || !pattern.test(note)) continue;
      seen.add(key);
      reasons.push({ system, weight, because: `${because}: "${text.trim().slice(0, 60)}"`, line });
    }
  }
  if (reasons.length === 0) reasons.push(...handWritten(lines));
  const scores = new Map<string, number>();
  for (const { system, weight } of reasons) scores.set(system, (scores.get(system) ?? 0) + weight);
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  return {
    system: best?.[0],
    confidence: best ? Math.round((100 * best[1]) / (best[1] + (second?.[1] ?? 0) + 1)) / 100 : 0,
    post: postOf(lines),
    reasons,
  };
}

const postOf = (lines: readonly Line[]): string | undefined => {
  for (const { text } of lines) {
    const found = /[(;].*?\bPOST(?:[- ]?PROCESSOR|\s+DEV|\s+VERSION)?\s*[-:=]+\s*([^)]+)/i.exec(text);
    if (found?.[1]?.trim()) return found[1].trim();
  }
  return undefined;
};

/** What no post writes: several notes at the end of blocks that say what the block does, and odd spacing. */
const handWritten = (lines: readonly Line[]): CamReason[] => {
  const behind = lines.filter(({ text }) => /^[^(;]*[A-Z][\d.]+[^(;]*[(;].{4,}/i.test(text));
  const blocks = lines.filter(({ text }) => /^[^(;%]*[A-Z][-\d.]/i.test(text)).length;
  const macros = lines.find(({ text }) => /#\d+\s*=|\bWHILE\s*\[|\bIF\s*\[/.test(text));
  const reasons: CamReason[] = [];
  if (blocks > 5 && behind.length > 0.15 * blocks)
    reasons.push({
      system: 'hand',
      weight: 1.5,
      because: `${behind.length} of ${blocks} blocks have a note behind them`,
      line: behind[0]!.line,
    });
  if (macros)
    reasons.push({ system: 'hand', weight: 1, because: 'variables are computed', line: macros.line });
  return reasons;
};
