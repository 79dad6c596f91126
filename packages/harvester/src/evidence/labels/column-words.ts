/** What the columns of tool lists are headed with, in the languages that are read. */
import type { LabelLanguage } from './field-words.ts';
import { type LabelUnit, labelOf, plainWords } from './label.ts';

export type ToolColumn =
  | 'number'
  | 'description'
  | 'kind'
  | 'diameter'
  | 'corner-radius'
  | 'flutes'
  | 'overhang'
  /** Of no use here, but a column of tool lists: that there is one tells a tool list from another. */
  | 'other';

export const toolColumnWords: Readonly<Record<ToolColumn, Readonly<Record<LabelLanguage, string>>>> = {
  number: {
    en: 'tool, tool number, tool no, tool #, t, t #, t no, tno, num, no, tool num, station, pocket, pot, turret, tool id, #, pos',
    de: 'werkzeugnummer, werkzeug nr, werkzeug-nr, werkzeugnr, wz nr, wznr, wkz nr, t nr, wz, platz, platz nr, nr, magazinplatz',
    sk: 'číslo nástroja, č. nástroja, nástroj č, t č, č, poz, pozícia',
    es: 'número de herramienta, nº de herramienta, nº herramienta, nº herr, herramienta nº, nº, posición',
    fr: "numéro d'outil, n° outil, n° d'outil, outil n°, n°, poste outil",
  },
  description: {
    en: 'description, tool description, tool name, comment, name, tooling, tool type and description, cutter, cutter description',
    de: 'beschreibung, werkzeug, werkzeugbezeichnung, werkzeugbeschreibung, werkzeugname, bezeichnung, benennung, bemerkung, kommentar',
    sk: 'nástroj, názov nástroja, popis nástroja, popis, názov, označenie nástroja, poznámka',
    es: 'herramienta, descripción de herramienta, descripción de la herramienta, descripción, nombre de herramienta, comentario',
    fr: "outil, désignation, désignation outil, désignation de l'outil, description, nom outil, commentaire",
  },
  kind: {
    en: 'type, tool type, kind, tool class',
    de: 'typ, werkzeugtyp, art, werkzeugart, wz-typ',
    sk: 'typ, typ nástroja, druh nástroja, druh',
    es: 'tipo, tipo de herramienta, clase',
    fr: "type, type d'outil, type outil",
  },
  diameter: {
    en: 'diameter, dia, diam, tool dia, tool diameter, cutter dia, cutter diameter, ø, d, size',
    de: 'durchmesser, ø, d, werkzeugdurchmesser, durchm, ø d, wz-ø',
    sk: 'priemer, ø, d, priemer nástroja, pr',
    es: 'diámetro, ø, d, diám, diámetro herramienta',
    fr: 'diamètre, ø, d, diam, diamètre outil',
  },
  'corner-radius': {
    en: 'corner radius, corner rad, cr, corner r, radius, nose radius, tip radius, rad, r',
    de: 'eckenradius, radius, r, eckradius, schneidenradius, spitzenradius',
    sk: 'rádius, polomer, r, rádius rohu, polomer rohu, rádius špičky',
    es: 'radio, radio de esquina, radio de punta, r',
    fr: 'rayon, rayon de coin, rayon de bec, r',
  },
  flutes: {
    en: 'flutes, flute, flutes no, number of flutes, no of flutes, teeth, number of teeth, fl, z, # flutes, num flutes',
    de: 'schneiden, zähne, z, schneidenzahl, zähnezahl, anzahl schneiden, anzahl zähne',
    sk: 'počet zubov, zuby, z, počet britov, brity, počet rezných hrán',
    es: 'dientes, número de dientes, nº de dientes, z, filos, labios, nº filos',
    fr: 'dents, nombre de dents, nb dents, z, nb de dents',
  },
  overhang: {
    en: 'overhang, stickout, stick out, tool stickout, projection, out of holder, protrusion, extension, length out of holder, reach, body length, gage out',
    de: 'auskraglänge, auskragung, überstand, ausspannlänge, ausspannung, freie länge',
    sk: 'vyloženie, vysunutie, vyloženie nástroja, voľná dĺžka',
    es: 'voladizo, saliente, vuelo, longitud libre',
    fr: 'sortie, porte-à-faux, sortie outil, longueur sortie, dépassement',
  },
  other: {
    en: 'length, len, loc, flute length, h, h offset, length offset, height offset, dia offset, d offset, crc, cutter comp, holder, tool holder, rpm, speed, feed, feedrate, sfm, ipm, s, f, coolant, insert, vendor, part no of tool, edp, angle, point angle, tip angle, pitch, oal, shank, material of tool, tool material, offset, life',
    de: 'länge, l, gesamtlänge, schneidenlänge, h, drehzahl, n, vorschub, vf, fz, vc, s, f, halter, aufnahme, werkzeughalter, spannzeug, kühlung, spitzenwinkel, steigung, korrektur, hersteller, bestellnummer, schneidstoff, standzeit',
    sk: 'dĺžka, l, celková dĺžka, rezná dĺžka, otáčky, posuv, vf, vc, fz, držiak, upínač nástroja, chladenie, korekcia, vrcholový uhol, stúpanie, výrobca, materiál nástroja',
    es: 'longitud, l, largo, rpm, avance, velocidad, portaherramientas, porta, refrigerante, corrector, ángulo, paso',
    fr: 'longueur, l, porte-outil, vitesse, avance, correcteur, lubrification, angle, pas, rotation, plaquette',
  },
};

export interface ColumnFound {
  readonly column: ToolColumn;
  readonly unit: LabelUnit | undefined;
}

/** Several where a heading means several: `Tool` heads numbers in one list, descriptions in another. */
export function toolColumnsCalled(heading: string): readonly ColumnFound[] {
  if (heading.length > 60) return [];
  const { words, unit } = labelOf(heading);
  const columns = byWords.get(words) ?? [];
  return columns.map((column) => ({ column, unit }));
}

const byWords = new Map<string, ToolColumn[]>();
for (const [column, languages] of Object.entries(toolColumnWords) as [
  ToolColumn,
  Readonly<Record<LabelLanguage, string>>,
][])
  for (const words of Object.values(languages))
    for (const label of words.split(', ')) {
      const key = plainWords(label);
      const columns = byWords.get(key) ?? [];
      if (!columns.includes(column)) byWords.set(key, [...columns, column]);
    }
