/** The shift report in German. */
import type { ReportWords } from './words.ts';

export const de: ReportWords = {
  locale: 'de',
  title: 'Schichtbericht',
  made: (time, zone) => `Erstellt ${time}. Zeiten nach ${zone}.`,
  soFar: 'Diese Schicht läuft noch: Der Bericht zeigt den Stand von jetzt.',
  well: 'Was gut lief',
  wrong: 'Was schlecht lief',
  nothingWell: 'Nichts fällt auf.',
  nothingWrong: 'Nichts fällt auf.',
  machines: 'Maschinen',
  machine: 'Maschine',
  stops: 'Längste Stillstände',
  noStops: 'Es wurde kein Stillstand aufgezeichnet.',
  alarms: 'Alarme, häufigste zuerst',
  noAlarms: 'Es wurde kein Alarm aufgezeichnet.',
  gaps: 'Nicht aufgezeichnet',
  noGaps: 'Es ist keine Lücke bekannt.',
  ranOfKnown: 'Lief, von bekannter Zeit',
  parts: 'Teile',
  partResets: (count) => (count === 1 ? 'Zähler einmal zurückgesetzt' : `Zähler ${count}-mal zurückgesetzt`),
  notCounted: 'nicht gezählt',
  stopCount: 'Stillstände',
  from: 'Von',
  to: 'Bis',
  length: 'Dauer',
  firstAlarm: 'Erster Alarm',
  noAlarm: 'keiner aufgezeichnet',
  meaning: 'Was er bedeutet',
  open: 'noch offen',
  began: (time) => `begann ${time}`,
  alarm: 'Alarm',
  count: 'Anzahl',
  stood: 'Stand an',
  standing: 'steht noch an',
  compared: 'Verglichen mit der Schicht davor',
  thisShift: 'Diese Schicht',
  shiftBefore: 'Schicht davor',
  nothingBefore: 'unbekannt',
  all: 'Alle Maschinen',
  page: 'Seite {page} von {of}',
  limits:
    'Läuft: Die Steuerung arbeitet ein Programm ab. Bereit: Sie ist bereit oder hat eines beendet. Steht: Ein Programm ist angehalten, oder Not-Halt. Ein Stillstand ist die Zeit zwischen zwei Läufen, bereit oder steht. Keine Daten zählt nie als bereit.',
  alarmsFrom: {
    engine:
      'Ein Alarm zählt jedes Mal, wenn er gemeldet wurde; was zurückgestellt, unterdrückt oder außer Betrieb war, zählt nicht.',
    conditions:
      'Der Alarmverlauf war nicht lesbar: Ein Alarm ist eine Bedingung, die die Steuerung meldete; solche, die schon über einen Tag vor der Schicht anstanden, sind hier nicht bekannt.',
  },
  notes: 'Notizen',
  noNotes: 'Niemand hat eine Notiz hinterlassen.',
  notesAway: 'Notizen sind gerade nicht lesbar.',
  moreNotes: (shown) => `Nur die letzten ${shown} Notizen sind gezeigt; im Logbuch stehen alle.`,
  time: 'Zeit',
  author: 'Wer',
  note: 'Notiz',
  activity: { running: 'Läuft', idle: 'Bereit', stopped: 'Steht', noData: 'Keine Daten' },
  statement: (said, { machine, length, share, number }) => {
    switch (said.says) {
      case 'ranMost':
        return `${machine} lief ${share(said.share)} der bekannten Zeit.`;
      case 'ranMore':
        return `Die Maschinen liefen ${share(said.share)} der bekannten Zeit, nach ${share(said.before)} in der Schicht davor.`;
      case 'ranLess':
        return `Die Maschinen liefen nur ${share(said.share)} der bekannten Zeit, nach ${share(said.before)} in der Schicht davor.`;
      case 'partsMade':
        return `Gezählte Teile: ${number(said.parts)}${said.before === undefined ? '' : `, nach ${number(said.before)} in der Schicht davor`}.`;
      case 'noFault':
        return 'Keine Maschine hatte eine Störung.';
      case 'allRecorded':
        return 'Jede Maschine wurde durchgehend aufgezeichnet.';
      case 'longStop':
        return `${machine} stand ${length(said.us)}${said.open ? ' und steht noch' : ''}. ${said.alarm === undefined ? 'Ein Alarm dazu wurde nicht aufgezeichnet.' : `Erster Alarm: ${said.alarm}.`}`;
      case 'alarmOften':
        return `${machine} meldete ${number(said.count)}-mal ${said.alarm}.`;
      case 'alarmStands':
        return `${machine}: ${said.alarm} steht noch an.`;
      case 'noData':
        return `${machine}: Über ${length(said.us)} ist nichts bekannt (${share(said.share)} der Schicht).`;
      case 'neverRan':
        return `${machine} lief nie.`;
    }
  },
};
