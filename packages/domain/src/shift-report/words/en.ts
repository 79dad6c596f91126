/** The shift report in English. */
import type { ReportWords } from './words.ts';

export const en: ReportWords = {
  locale: 'en',
  title: 'Shift report',
  made: (time, zone) => `Made ${time}. Times are those of ${zone}.`,
  soFar: 'This shift still runs: the report is as of now.',
  well: 'What went well',
  wrong: 'What went wrong',
  nothingWell: 'Nothing stands out.',
  nothingWrong: 'Nothing stands out.',
  machines: 'Machines',
  machine: 'Machine',
  stops: 'Longest standstills',
  noStops: 'No standstill was recorded.',
  alarms: 'Alarms, most frequent first',
  noAlarms: 'No alarm was recorded.',
  gaps: 'Not recorded',
  noGaps: 'No gap is known.',
  ranOfKnown: 'Ran, of known time',
  parts: 'Parts',
  partResets: (count) => (count === 1 ? 'counter reset once' : `counter reset ${count} times`),
  notCounted: 'not counted',
  stopCount: 'Standstills',
  from: 'From',
  to: 'To',
  length: 'Length',
  firstAlarm: 'First alarm',
  noAlarm: 'none recorded',
  meaning: 'What it means',
  open: 'still open',
  began: (time) => `began ${time}`,
  alarm: 'Alarm',
  count: 'Times',
  stood: 'Stood for',
  standing: 'still standing',
  compared: 'Compared with the shift before',
  thisShift: 'This shift',
  shiftBefore: 'Shift before',
  nothingBefore: 'unknown',
  all: 'All machines',
  page: 'Page {page} of {of}',
  limits:
    'Running: the control executes a program. Idle: it is ready or has completed one. Stopped: a program is held, or emergency stop. A standstill is the time between two runs, idle or stopped. No data is never counted as idle.',
  alarmsFrom: {
    engine:
      'An alarm counts each time that it was annunciated; what was shelved, suppressed or out of service is not among them.',
    conditions:
      'The alarm history could not be read: an alarm is a condition that the control raised, and those that have stood for longer than a day before the shift are not known here.',
  },
  notes: 'Notes',
  noNotes: 'Nobody left a note.',
  notesAway: 'Notes cannot be read now.',
  moreNotes: (shown) => `Only the last ${shown} notes are shown; the log has all of them.`,
  time: 'Time',
  author: 'Author',
  note: 'Note',
  activity: { running: 'Running', idle: 'Idle', stopped: 'Stopped', noData: 'No data' },
  statement: (said, { machine, length, share, number }) => {
    switch (said.says) {
      case 'ranMost':
        return `${machine} ran ${share(said.share)} of the time that is known.`;
      case 'ranMore':
        return `The machines ran ${share(said.share)} of the known time, after ${share(said.before)} in the shift before.`;
      case 'ranLess':
        return `The machines ran only ${share(said.share)} of the known time, after ${share(said.before)} in the shift before.`;
      case 'partsMade':
        return `Parts counted: ${number(said.parts)}${said.before === undefined ? '' : `, after ${number(said.before)} in the shift before`}.`;
      case 'noFault':
        return 'No machine had a fault.';
      case 'allRecorded':
        return 'Every machine was recorded throughout.';
      case 'longStop':
        return `${machine} stood for ${length(said.us)}${said.open ? ' and still does' : ''}. ${said.alarm === undefined ? 'No alarm was recorded with it.' : `First alarm: ${said.alarm}.`}`;
      case 'alarmOften':
        return `${machine} raised ${said.alarm} ${number(said.count)} times.`;
      case 'alarmStands':
        return `${machine}: ${said.alarm} still stands.`;
      case 'noData':
        return `${machine}: nothing is known of ${length(said.us)} (${share(said.share)} of the shift).`;
      case 'neverRan':
        return `${machine} never ran.`;
    }
  },
};
