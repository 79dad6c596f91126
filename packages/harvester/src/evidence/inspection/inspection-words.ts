/** What the columns of inspection tables are headed with, in the languages that are read. */
import type { LabelLanguage } from '../labels/field-words.ts';
import { plainWords } from '../labels/label.ts';

export type InspectionColumn =
  | 'characteristic'
  | 'number'
  | 'nominal'
  | 'tolerance'
  | 'plus'
  | 'minus'
  | 'lower'
  | 'upper'
  | 'actual'
  | 'unit'
  | 'status'
  | 'item';

export const inspectionColumnWords: Readonly<
  Record<InspectionColumn, Readonly<Record<LabelLanguage, string>>>
> = {
  characteristic: {
    en: 'characteristic, feature, dimension, dimension name, description, name, char, requirement',
    de: 'merkmal, prüfmerkmal, maß, bezeichnung, merkmalsbezeichnung',
    sk: 'znak, rozmer, charakteristika, meraný znak, kóta, názov',
    es: 'característica, cota, dimensión, descripción',
    fr: 'caractéristique, cote, dimension, désignation',
  },
  number: {
    en: 'char no, balloon, balloon no, item no, no, #, id, characteristic number',
    de: 'nr, merkmal nr, merkmalsnummer, pos',
    sk: 'č, číslo, poz, číslo znaku',
    es: 'nº, número, pos',
    fr: 'n°, numéro, repère',
  },
  nominal: {
    en: 'nominal, nom, target, nominal value, basic',
    de: 'nennmaß, soll, sollwert, sollmaß, nennwert, nominal',
    sk: 'menovitý rozmer, menovitá hodnota, nominál, menovitý, požadovaná hodnota',
    es: 'nominal, valor nominal, medida nominal',
    fr: 'nominal, valeur nominale, cote nominale',
  },
  tolerance: {
    en: 'tolerance, tol, tol +/-, +/-, +/- tol, ±',
    de: 'toleranz, tol',
    sk: 'tolerancia, tol',
    es: 'tolerancia, tol',
    fr: 'tolérance, tol, it',
  },
  plus: {
    en: 'tol+, + tol, +tol, upper tol, tol plus, plus tol, tol +, upper tolerance, plus, uptol',
    de: 'obere toleranz, oberes abmaß, tol +, o tol, ot',
    sk: 'horná odchýlka, horná tolerancia, tol +',
    es: 'tolerancia superior, tol +, desviación superior',
    fr: 'tolérance supérieure, tol +, écart supérieur',
  },
  minus: {
    en: 'tol-, - tol, -tol, lower tol, tol minus, minus tol, lower tolerance, minus, lotol',
    de: 'untere toleranz, unteres abmaß, u tol, ut',
    sk: 'dolná odchýlka, dolná tolerancia',
    es: 'tolerancia inferior, desviación inferior',
    fr: 'tolérance inférieure, écart inférieur',
  },
  lower: {
    en: 'lower limit, min, lsl, lower, low limit, minimum, lower spec',
    de: 'untergrenze, min, mindestmaß, ugw, utg, kleinstmaß',
    sk: 'dolná hranica, min, dolná medza, minimum',
    es: 'límite inferior, mín, mínimo',
    fr: 'limite inférieure, min, mini, minimum',
  },
  upper: {
    en: 'upper limit, max, usl, upper, high limit, maximum, upper spec',
    de: 'obergrenze, max, höchstmaß, ogw, otg, größtmaß',
    sk: 'horná hranica, max, horná medza, maximum',
    es: 'límite superior, máx, máximo',
    fr: 'limite supérieure, max, maxi, maximum',
  },
  actual: {
    en: 'actual, measured, measured value, actual value, result, measurement, reading, meas',
    de: 'ist, istwert, istmaß, messwert, gemessen',
    sk: 'nameraná hodnota, skutočný rozmer, skutočnosť, namerané, skutočná hodnota, meranie',
    es: 'real, medido, valor real, valor medido, medida real, medición',
    fr: 'mesuré, mesure, valeur mesurée, réel, valeur réelle, relevé',
  },
  unit: {
    en: 'unit, units, uom',
    de: 'einheit',
    sk: 'jednotka, mj',
    es: 'unidad, unidades',
    fr: 'unité',
  },
  status: {
    en: 'status, result ok, pass/fail, pass fail, ok/nok, ok, ok nok, verdict, in tolerance, accept',
    de: 'status, ok, i o, bewertung, ergebnis, beurteilung',
    sk: 'stav, vyhodnotenie, ok, výsledok, vyhovuje',
    es: 'estado, ok, resultado, conforme',
    fr: 'statut, ok, conforme, résultat, conformité',
  },
  item: {
    en: 'part, part no, serial, serial number, serial no, sn, s/n, sample, piece, part id',
    de: 'teil, teil nr, seriennummer, serien nr, stück, stück nr, prüfling, teilenummer',
    sk: 'kus, kus č, výrobné číslo, sériové číslo, vzorka, diel',
    es: 'pieza, nº de serie, número de serie, muestra',
    fr: 'pièce, n° de série, numéro de série, échantillon',
  },
};

/** By plain words; the first column named so. `±` and `tol+` lose their signs otherwise, so they are kept by hand. */
const byWords = new Map<string, InspectionColumn>();
for (const [column, languages] of Object.entries(inspectionColumnWords) as [
  InspectionColumn,
  Readonly<Record<LabelLanguage, string>>,
][])
  for (const words of Object.values(languages))
    for (const label of words.split(', ')) {
      const key = signed(label);
      if (!byWords.has(key)) byWords.set(key, column);
    }

/** Signs are words here: `Tol -` is another column than `Tol +`. */
function signed(text: string): string {
  const sign = /\+\s*\/\s*-|±/.test(text)
    ? 'both'
    : /\+/.test(text)
      ? 'plus'
      : /(?:^|\s)[-−–](?:\s|$|tol)|tol\.?\s*[-−–]\s*$/i.test(text)
        ? 'minus'
        : '';
  return `${plainWords(text.replace(/[+±]/g, ' '))} ${sign}`.trim();
}

export const inspectionColumnCalled = (heading: string): InspectionColumn | undefined =>
  heading.length > 60 || /^[\d\s.,-]*$/.test(heading) ? undefined : byWords.get(signed(heading));
