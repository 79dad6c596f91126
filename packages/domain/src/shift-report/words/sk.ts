/** The shift report in Slovak. */
import type { ReportWords } from './words.ts';

export const sk: ReportWords = {
  locale: 'sk',
  title: 'Správa o zmene',
  made: (time, zone) => `Vytvorené ${time}. Časy podľa ${zone}.`,
  soFar: 'Táto zmena ešte trvá: správa ukazuje stav k tejto chvíli.',
  well: 'Čo sa darilo',
  wrong: 'Čo sa nedarilo',
  nothingWell: 'Nič nevyčnieva.',
  nothingWrong: 'Nič nevyčnieva.',
  machines: 'Stroje',
  machine: 'Stroj',
  stops: 'Najdlhšie prestoje',
  noStops: 'Nezaznamenal sa žiaden prestoj.',
  alarms: 'Alarmy, najčastejšie prvé',
  noAlarms: 'Nezaznamenal sa žiaden alarm.',
  gaps: 'Nezaznamenané',
  noGaps: 'Nevie sa o žiadnej medzere.',
  ranOfKnown: 'Bežal, zo známeho času',
  parts: 'Kusy',
  partResets: (count) => (count === 1 ? 'počítadlo raz vynulované' : `počítadlo vynulované ${count}-krát`),
  notCounted: 'nepočíta sa',
  stopCount: 'Prestoje',
  from: 'Od',
  to: 'Do',
  length: 'Trvanie',
  firstAlarm: 'Prvý alarm',
  noAlarm: 'nezaznamenaný',
  meaning: 'Čo znamená',
  open: 'ešte trvá',
  began: (time) => `začal ${time}`,
  alarm: 'Alarm',
  count: 'Počet',
  stood: 'Trval',
  standing: 'ešte trvá',
  compared: 'V porovnaní s predošlou zmenou',
  thisShift: 'Táto zmena',
  shiftBefore: 'Predošlá zmena',
  nothingBefore: 'nevie sa',
  all: 'Všetky stroje',
  page: 'Strana {page} z {of}',
  limits:
    'Beží: riadenie vykonáva program. Pripravený: je pripravené alebo program dokončilo. Stojí: program je pozastavený alebo núdzové zastavenie. Prestoj je čas medzi dvoma behmi, pripravený alebo stojí. Bez údajov sa nikdy nepočíta ako pripravený.',
  alarmsFrom: {
    engine: 'Alarm sa počíta vždy, keď bol ohlásený; odložené, potlačené a vyradené sa nepočítajú.',
    conditions:
      'História alarmov sa nedala prečítať: alarm je podmienka, ktorú ohlásil riadiaci systém; tie, ktoré trvali už viac ako deň pred zmenou, tu nie sú známe.',
  },
  notes: 'Poznámky',
  noNotes: 'Nikto nezanechal poznámku.',
  notesAway: 'Poznámky sa teraz nedajú prečítať.',
  moreNotes: (shown) => `Zobrazených je len posledných ${shown} poznámok; v zázname sú všetky.`,
  time: 'Čas',
  author: 'Kto',
  note: 'Poznámka',
  activity: { running: 'Beží', idle: 'Pripravený', stopped: 'Stojí', noData: 'Bez údajov' },
  statement: (said, { machine, length, share, number }) => {
    switch (said.says) {
      case 'ranMost':
        return `${machine} bežal ${share(said.share)} známeho času.`;
      case 'ranMore':
        return `Stroje bežali ${share(said.share)} známeho času, v predošlej zmene ${share(said.before)}.`;
      case 'ranLess':
        return `Stroje bežali len ${share(said.share)} známeho času, v predošlej zmene ${share(said.before)}.`;
      case 'partsMade':
        return `Napočítané kusy: ${number(said.parts)}${said.before === undefined ? '' : `, v predošlej zmene ${number(said.before)}`}.`;
      case 'noFault':
        return 'Žiaden stroj nemal poruchu.';
      case 'allRecorded':
        return 'Každý stroj sa zaznamenával po celý čas.';
      case 'longStop':
        return `${machine} stál ${length(said.us)}${said.open ? ' a ešte stojí' : ''}. ${said.alarm === undefined ? 'Alarm k tomu sa nezaznamenal.' : `Prvý alarm: ${said.alarm}.`}`;
      case 'alarmOften':
        return `${machine} hlásil ${number(said.count)}-krát ${said.alarm}.`;
      case 'alarmStands':
        return `${machine}: ${said.alarm} ešte trvá.`;
      case 'noData':
        return `${machine}: o ${length(said.us)} sa nič nevie (${share(said.share)} zmeny).`;
      case 'neverRan':
        return `${machine} vôbec nebežal.`;
    }
  },
};
