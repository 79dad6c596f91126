/** The few words of an export itself; what stands in it is written as it was recorded. */
import type { ExportColumn, Language } from '@mantinel/contract';

export interface ExportWords {
  readonly title: string;
  /** When the file was made, and in which zone its times are. */
  readonly made: (time: string, zone: string) => string;
  readonly chosen: string;
  readonly rows: (count: number) => string;
  /** That the file ends before the selection does. */
  readonly cut: (rows: number) => string;
  /** Holds `{page}` and `{of}`. */
  readonly page: string;
  readonly columns: Readonly<Record<ExportColumn, string>>;
}

const number = (language: Language, count: number) => count.toLocaleString(language);

const en: ExportWords = {
  title: 'Events',
  made: (time, zone) => `Made ${time}. Times are those of ${zone}.`,
  chosen: 'Selection',
  rows: (count) => (count === 1 ? '1 event' : `${number('en', count)} events`),
  cut: (rows) =>
    `This file ends here: it holds the first ${number('en', rows)} events of the selection. CSV and NDJSON hold all of them.`,
  page: 'Page {page} of {of}',
  columns: {
    id: 'Event',
    time: 'Time',
    received: 'Received',
    site: 'Site',
    machine: 'Machine',
    machineName: 'Machine name',
    path: 'Data item',
    kind: 'Kind',
    severity: 'Severity',
    code: 'Code',
    value: 'Value',
    message: 'What happened',
    quality: 'Quality',
    attributes: 'Attributes',
    traceId: 'Trace',
  },
};

const de: ExportWords = {
  title: 'Ereignisse',
  made: (time, zone) => `Erstellt ${time}. Zeiten nach ${zone}.`,
  chosen: 'Auswahl',
  rows: (count) => (count === 1 ? '1 Ereignis' : `${number('de', count)} Ereignisse`),
  cut: (rows) =>
    `Die Datei endet hier: Sie enthält die ersten ${number('de', rows)} Ereignisse der Auswahl. CSV und NDJSON enthalten alle.`,
  page: 'Seite {page} von {of}',
  columns: {
    id: 'Ereignis',
    time: 'Zeit',
    received: 'Empfangen',
    site: 'Standort',
    machine: 'Maschine',
    machineName: 'Maschinenname',
    path: 'Datenpunkt',
    kind: 'Art',
    severity: 'Schwere',
    code: 'Code',
    value: 'Wert',
    message: 'Was geschah',
    quality: 'Qualität',
    attributes: 'Attribute',
    traceId: 'Trace',
  },
};

const sk: ExportWords = {
  title: 'Udalosti',
  made: (time, zone) => `Vytvorené ${time}. Časy podľa ${zone}.`,
  chosen: 'Výber',
  rows: (count) => {
    if (count === 1) return '1 udalosť';
    return `${number('sk', count)} ${count >= 2 && count <= 4 ? 'udalosti' : 'udalostí'}`;
  },
  cut: (rows) =>
    `Súbor tu končí: obsahuje prvých ${number('sk', rows)} udalostí výberu. CSV a NDJSON obsahujú všetky.`,
  page: 'Strana {page} z {of}',
  columns: {
    id: 'Udalosť',
    time: 'Čas',
    received: 'Prijaté',
    site: 'Závod',
    machine: 'Stroj',
    machineName: 'Názov stroja',
    path: 'Údaj',
    kind: 'Druh',
    severity: 'Závažnosť',
    code: 'Kód',
    value: 'Hodnota',
    message: 'Čo sa stalo',
    quality: 'Kvalita',
    attributes: 'Atribúty',
    traceId: 'Trace',
  },
};

export const exportWords: Readonly<Record<Language, ExportWords>> = { en, de, sk };
