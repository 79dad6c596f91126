/** What sheets call the facts of a part, in the languages that are read. Compared whole, without case, accents and punctuation. */
import type { EvidenceField } from '../evidence.ts';
import { plainWords } from './label.ts';

export type LabelLanguage = 'en' | 'de' | 'sk' | 'es' | 'fr';

/** What is told beside labels; `units` and `serial` are of help to other facts. */
export type LabelledField =
  | Exclude<EvidenceField, `tool${string}` | 'material-name' | 'operation-name'>
  | 'units'
  | 'serial';

export const fieldWords: Readonly<Record<LabelledField, Readonly<Record<LabelLanguage, string>>>> = {
  'part-number': {
    en: 'part number, part no, part nr, part #, p/n, pn, part num, drawing number, drawing no, drawing, dwg, dwg no, dwg number, item number, item no, part id, component number',
    de: 'teilenummer, teile nr, teilenr, teil nr, artikelnummer, artikel nr, artikelnr, zeichnungsnummer, zeichnungs nr, zeichnungsnr, zeichnung, zeichnung nr, sachnummer, sach nr, werkstücknummer, werkstück nr, identnummer, ident nr',
    sk: 'číslo dielu, č. dielu, číslo výkresu, č. výkresu, výkres, výkres č, číslo súčiastky, č. súčiastky, číslo súčasti, číslo výrobku, artikel',
    es: 'número de pieza, nº de pieza, n.º de pieza, no de pieza, núm pieza, referencia, número de plano, nº plano, plano, código de pieza',
    fr: 'numéro de pièce, n° de pièce, n° pièce, no pièce, référence, référence pièce, numéro de plan, n° plan, n° de plan, plan, repère',
  },
  'part-name': {
    en: 'part name, part, part description, component, component name, item description, workpiece, title',
    de: 'teil, teilename, teilebezeichnung, bezeichnung, benennung, werkstück, artikelbezeichnung, teilebenennung',
    sk: 'názov dielu, názov súčiastky, názov súčasti, súčiastka, súčasť, diel, názov výrobku, názov, obrobok, pomenovanie',
    es: 'pieza, nombre de pieza, nombre de la pieza, denominación, descripción de pieza, descripción de la pieza',
    fr: 'pièce, nom de pièce, nom de la pièce, désignation, désignation pièce, désignation de la pièce',
  },
  revision: {
    en: 'revision, rev, rev no, rev level, revision level, part revision, drawing revision, dwg rev, part rev, issue',
    de: 'revision, rev, rev stand, revisionsstand, änderungsstand, änderungsindex, zeichnungsindex, index',
    sk: 'revízia, rev, index zmeny, zmena, index výkresu, číslo zmeny',
    es: 'revisión, rev, edición, revisión de plano',
    fr: 'révision, rev, indice, indice de plan, ind',
  },
  customer: {
    en: 'customer, client, customer name, company, cust',
    de: 'kunde, kundenname, auftraggeber, firma',
    sk: 'zákazník, odberateľ, objednávateľ, firma',
    es: 'cliente, empresa',
    fr: 'client, société',
  },
  operation: {
    en: 'operation, operation number, operation no, op, op no, op number, op #, setup, setup number, setup no',
    de: 'arbeitsgang, arbeitsgang nr, arbeitsfolge, ag, ag nr, operation, spannung, aufspannung, arbeitsvorgang',
    sk: 'operácia, číslo operácie, č. operácie, op, upnutie',
    es: 'operación, nº de operación, número de operación, fase, op, amarre',
    fr: 'opération, n° opération, phase, n° phase, op, sous-phase',
  },
  program: {
    en: 'program, program name, program number, program no, program #, prog, prog no, nc program, nc file, nc file name, cnc program, program file, o number, main program, program id, nc program number',
    de: 'programm, programmname, programmnummer, programm nr, nc programm, nc-programm nr, cnc programm, hauptprogramm, nc datei, nc-programmname, programmnr',
    sk: 'program, názov programu, číslo programu, č. programu, nc program, cnc program, hlavný program',
    es: 'programa, nombre del programa, nombre de programa, número de programa, nº de programa, programa cnc, programa cn, nº programa',
    fr: 'programme, nom du programme, numéro de programme, n° programme, n° de programme, programme cn, programme principal',
  },
  machine: {
    en: 'machine, machine name, machine tool, machine type, cnc machine, work center, work centre, machine no, machine description',
    de: 'maschine, maschinenname, maschinentyp, arbeitsplatz, werkzeugmaschine, maschine nr, fertigungseinrichtung',
    sk: 'stroj, názov stroja, typ stroja, obrábací stroj, pracovisko',
    es: 'máquina, nombre de máquina, centro de mecanizado, máquina cnc',
    fr: 'machine, machine-outil, nom de la machine, poste, moyen',
  },
  programmer: {
    en: 'programmer, programmed by, author, created by, prog by, nc programmer, prepared by',
    de: 'programmierer, programmiert von, ersteller, erstellt von, erstellt durch, bearbeiter, verfasser',
    sk: 'programátor, programoval, vypracoval, autor, vytvoril, zostavil',
    es: 'programador, programado por, autor, creado por, realizado por, elaborado por',
    fr: 'programmeur, programmé par, auteur, créé par, rédacteur, établi par',
  },
  date: {
    en: 'date, date created, created, program date, creation date, prog date',
    de: 'datum, erstellt am, erstelldatum, erstellungsdatum',
    sk: 'dátum, dátum vytvorenia, vytvorené, dňa',
    es: 'fecha, fecha de creación',
    fr: 'date, date de création, créé le',
  },
  material: {
    en: 'material, matl, mat, mat l, mtl, material type, part material, stock material, workpiece material, material spec, raw material, alloy',
    de: 'material, werkstoff, werkstoff nr, werkstoffnummer, rohmaterial, werkstückmaterial, werkstoffbezeichnung',
    sk: 'materiál, mat, akosť materiálu, akosť, materiál obrobku, materiál polotovaru, trieda materiálu',
    es: 'material, material de la pieza, materia prima, aleación',
    fr: 'matière, matériau, mat, matière première, nuance, matière pièce, alliage',
  },
  'material-grade': {
    en: 'material grade, grade, alloy grade',
    de: 'werkstoffgüte, güte, werkstoffsorte, legierung',
    sk: 'trieda ocele, zliatina',
    es: 'grado, grado del material',
    fr: 'nuance matière',
  },
  stock: {
    en: 'stock, stock size, raw stock, blank, blank size, material size, rough stock, bar size, stock dimensions, raw size, billet',
    de: 'rohteil, rohling, rohteilmaße, rohmaß, halbzeug, rohteilabmessung, rohteilabmessungen, abmessung rohteil, zuschnitt',
    sk: 'polotovar, rozmer polotovaru, rozmery polotovaru, materiál rozmer, prírez',
    es: 'bruto, material en bruto, dimensiones en bruto, tocho, medidas de material, material bruto',
    fr: 'brut, dimensions brut, dimensions du brut, ébauche, débit',
  },
  'work-offset': {
    en: 'work offset, work offsets, wcs, wcs offset, work coordinate, work coordinate system, fixture offset, datum offset, zero point, workoffset',
    de: 'nullpunkt, npv, nullpunktverschiebung, nullpunkt nr, werkstücknullpunkt',
    sk: 'nulový bod, posunutie nulového bodu, nulový bod obrobku, nb',
    es: 'cero pieza, origen, origen de pieza, decalaje de origen, punto cero',
    fr: 'origine, origine pièce, origine programme, décalage origine, op origine',
  },
  fixture: {
    en: 'fixture, workholding, work holding, fixture number, fixture no, clamping, vise, vice, fixture id, holding, chuck',
    de: 'spannmittel, vorrichtung, aufspannvorrichtung, spannvorrichtung, vorrichtung nr, schraubstock, spannfutter',
    sk: 'upínač, upínanie, prípravok, číslo prípravku, upínací prípravok, zverák, skľučovadlo',
    es: 'utillaje, útil, sujeción, mordaza, fijación, útil de amarre',
    fr: 'montage, porte-pièce, bridage, étau, prise de pièce, mors, mandrin',
  },
  'cycle-time': {
    en: 'cycle time, run time, runtime, machining time, estimated cycle time, total time, est cycle time, program time, total cycle time, time per part, machine time, total machining time, cutting time total',
    de: 'laufzeit, bearbeitungszeit, zykluszeit, stückzeit, taktzeit, maschinenlaufzeit, programmlaufzeit, gesamtzeit, hauptzeit, fertigungszeit',
    sk: 'čas cyklu, strojový čas, čas obrábania, výrobný čas, kusový čas, čas programu, celkový čas, doba cyklu',
    es: 'tiempo de ciclo, tiempo de mecanizado, tiempo total, tiempo ciclo, tiempo estimado',
    fr: "temps de cycle, temps cycle, temps d'usinage, temps usinage, temps total, durée",
  },
  units: {
    en: 'units, unit, unit system, units of measure, output units, measurement units',
    de: 'einheit, einheiten, maßeinheit',
    sk: 'jednotky, jednotka, merné jednotky',
    es: 'unidades, unidad',
    fr: 'unités, unité',
  },
  serial: {
    en: 'serial number, serial no, serial, sn, s/n, sample, piece no',
    de: 'seriennummer, serien nr, stück nr, prüfling',
    sk: 'výrobné číslo, sériové číslo, kus č',
    es: 'número de serie, nº de serie, muestra',
    fr: 'numéro de série, n° de série, échantillon',
  },
};

/**
 * Labels that also begin sentences, head columns or name one of many: they count where something stands behind them and nothing surer does. The
 * number is the most that a fact read by them is trusted.
 */
const doubtful: Readonly<Record<string, number>> = {
  drawing: 0.7,
  dwg: 0.7,
  zeichnung: 0.7,
  vykres: 0.7,
  plano: 0.6,
  plan: 0.5,
  referencia: 0.6,
  reference: 0.5,
  repere: 0.5,
  artikel: 0.6,
  part: 0.6,
  title: 0.5,
  teil: 0.6,
  nazov: 0.6,
  diel: 0.6,
  pieza: 0.6,
  piece: 0.5,
  bezeichnung: 0.5,
  designation: 0.5,
  denominacion: 0.5,
  index: 0.5,
  issue: 0.5,
  zmena: 0.5,
  company: 0.6,
  firma: 0.5,
  empresa: 0.5,
  societe: 0.5,
  setup: 0.5,
  spannung: 0.5,
  fase: 0.6,
  grade: 0.6,
  mat: 0.7,
  created: 0.6,
  'total time': 0.7,
  origen: 0.6,
  origine: 0.6,
  stock: 0.7,
  author: 0.6,
  autor: 0.6,
};

export interface FieldLabel {
  readonly field: LabelledField;
  /** The most that a value beside this label is trusted. */
  readonly confidence: number;
}

export type FieldLabels = ReadonlyMap<string, FieldLabel>;

/** By the words of `labelOf`. With a language, its own words win over another's that read alike. */
export function fieldLabels(language?: LabelLanguage): FieldLabels {
  const found = new Map<string, FieldLabel>();
  const languages: readonly LabelLanguage[] = ['en', 'de', 'sk', 'es', 'fr'];
  const ordered = language ? [language, ...languages.filter((each) => each !== language)] : languages;
  for (const each of ordered)
    for (const [field, words] of Object.entries(fieldWords) as [
      LabelledField,
      Readonly<Record<LabelLanguage, string>>,
    ][])
      for (const label of words[each].split(', ')) {
        const key = plainWords(label);
        if (!found.has(key)) found.set(key, { field, confidence: doubtful[key] ?? 0.9 });
      }
  return found;
}
