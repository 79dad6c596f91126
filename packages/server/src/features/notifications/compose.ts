/** A message of plain words: what happened where, what to do, and where to look. */
import type { Language } from '@mantinel/contract';
import type { ZonedTime } from '@mantinel/domain';
import type { MatterTold } from '@mantinel/store';

export interface Composed {
  readonly subject: string;
  readonly body: string;
}

export interface ComposeOptions {
  readonly rule: { readonly id: string; readonly name: string };
  readonly language: Language;
  readonly zone: ZonedTime;
  readonly machineName: (id: string) => string;
  readonly panelUrl: string;
  /** 0 is the first; later ones are there because nobody acknowledged. */
  readonly step: number;
}

export interface Tellable {
  readonly told: MatterTold;
  readonly more: number;
}

interface Words {
  readonly todo: string;
  readonly more: (count: number) => string;
  readonly escalated: string;
  readonly because: (name: string) => string;
  readonly several: (count: number, name: string) => string;
  readonly test: string;
  readonly testText: string;
  readonly silent: (minutes: number) => string;
  readonly databaseAway: string;
  readonly diskFull: (days: number) => string;
}

export const notificationWords: Readonly<Record<Language, Words>> = {
  en: {
    todo: 'What to do',
    more: (count) => `… and ${count} more.`,
    escalated: 'Nobody has acknowledged this, and it is not over.',
    because: (name) => `You are told because of the rule "${name}". Who may change it does so here:`,
    several: (count, name) => `${count} × ${name}`,
    test: 'Test',
    testText: 'This is a test. Nothing has happened; messages of this rule arrive.',
    silent: (minutes) => `Nothing has been heard of the machine for ${minutes} min`,
    databaseAway: 'The database does not answer. Machines are recorded all the same.',
    diskFull: (days) => `The disk is full in about ${days} days`,
  },
  de: {
    todo: 'Was zu tun ist',
    more: (count) => `… und ${count} weitere.`,
    escalated: 'Niemand hat dies quittiert, und es ist nicht vorbei.',
    because: (name) => `Sie erfahren dies durch die Regel „${name}“. Wer darf, ändert sie hier:`,
    several: (count, name) => `${count} × ${name}`,
    test: 'Test',
    testText: 'Dies ist ein Test. Es ist nichts geschehen; Nachrichten dieser Regel kommen an.',
    silent: (minutes) => `Von der Maschine ist seit ${minutes} min nichts zu hören`,
    databaseAway: 'Die Datenbank antwortet nicht. Maschinen werden trotzdem aufgezeichnet.',
    diskFull: (days) => `Die Platte ist in etwa ${days} Tagen voll`,
  },
  sk: {
    todo: 'Čo urobiť',
    more: (count) => `… a ešte ${count}.`,
    escalated: 'Nikto to nepotvrdil a ešte to neskončilo.',
    because: (name) => `Dozvedáte sa to podľa pravidla „${name}“. Kto smie, zmení ho tu:`,
    several: (count, name) => `${count} × ${name}`,
    test: 'Skúška',
    testText: 'Toto je skúška. Nič sa nestalo; správy tohto pravidla prichádzajú.',
    silent: (minutes) => `O stroji už ${minutes} min nič nepočuť`,
    databaseAway: 'Databáza neodpovedá. Stroje sa zaznamenávajú aj tak.',
    diskFull: (days) => `Disk bude plný asi o ${days} dní`,
  },
};

const shownMatters = 20;

export function compose(matters: readonly Tellable[], options: ComposeOptions): Composed {
  const { rule, language, zone, machineName, panelUrl, step } = options;
  const words = notificationWords[language];
  const count = countOf(matters);
  const [first] = matters;
  const place = ({ machine }: MatterTold) => (machine === undefined ? undefined : machineName(machine));
  const head =
    count === 1 && first
      ? [place(first.told), first.told.title].filter((part) => part !== undefined).join(': ')
      : words.several(count, rule.name);
  const shown = matters.slice(0, shownMatters);
  const left = count - shown.length;
  const paragraphs = [
    ...(step > 0 ? [words.escalated] : []),
    ...shown.map(({ told }) =>
      [
        [zone.text(told.atUs), place(told)].filter((part) => part !== undefined).join('  '),
        told.code === undefined || told.code === told.title ? told.title : `${told.code}: ${told.title}`,
        ...(told.action === undefined ? [] : [`${words.todo}: ${told.action}`]),
        ...(told.event === undefined
          ? []
          : [`${panelUrl}/events/${encodeURIComponent(told.event)}?level=technical`]),
      ]
        .map(oneLine)
        .join('\n'),
    ),
    ...(left > 0 ? [words.more(left)] : []),
    `${oneLine(words.because(rule.name))}\n${panelUrl}/admin/notifications/${rule.id}`,
  ];
  return { subject: subjectOf(head), body: `${paragraphs.join('\n\n')}\n` };
}

/** Of one line: what a machine says must not become a header of a mail. */
export const subjectOf = (text: string): string => `[Mantinel] ${oneLine(text)}`.slice(0, 180);

export const countOf = (matters: readonly Tellable[]): number =>
  matters.reduce((sum, { more }) => sum + 1 + more, 0);

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
