/** Every finding in words, once. `{name}` is filled in by whoever reports. */
import { checkWords } from '../checks/check-words.ts';
import type { Severity } from './diagnostic.ts';

interface Entry {
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
}

const error = (message: string, remedy: string): Entry => ({ severity: 'error', message, remedy });
const warning = (message: string, remedy: string): Entry => ({ severity: 'warning', message, remedy });
const information = (message: string, remedy: string): Entry => ({
  severity: 'information',
  message,
  remedy,
});

export const catalogue = {
  'text.unknown': error(
    '"{text}" is not a word of any control known here.',
    'Remove it, or put it in parentheses if it is a note.',
  ),
  'text.not-closed': warning(
    'This comment is opened and not closed on its line.',
    'Close it with ")": some controls read on to the next ")" and skip blocks.',
  ),
  'word.twice': warning('{letter} stands twice in this block; the last one counts.', 'Remove one of them.'),
  'word.no-number': error('{letter} has no number behind it.', 'Write the number, or remove the letter.'),
  'code.unknown-g': information(
    '{code} is not known for this dialect and is passed over.',
    'Look it up in the manual of the machine: it may move axes that are not seen here.',
  ),
  'code.not-carried-out': warning(
    '{code} is known, and what it moves is not carried out here: ways and time lack it.',
    'Look at what it does on the machine; behind it the axes it names are taken as not placed.',
  ),
  'units.assumed': information(
    'Neither G20 nor G21 is programmed before this move; {units} are assumed.',
    'Program G20 or G21, or set "units" in the profile of the machine: a control keeps the one that was in force.',
  ),
  'code.conflict': warning(
    '{first} and {second} are of one group and stand in one block; the last one counts.',
    'Keep one of them, or write two blocks.',
  ),
  'dialect.declined': warning(
    'This is a program for {dialect}, whose words mean other things than in ISO code.',
    'Post it for Fanuc, Haas or LinuxCNC, or read it with a tool for {dialect}.',
  ),
  'dialect.decimals-assumed': information(
    'Numbers without a point are read as {reading}; the program does not show which is meant.',
    'Set "decimals" in the profile of the machine (Fanuc parameter 3401 bit 0).',
  ),
  'feed.missing': warning(
    'This move at feed has no feed: F was not programmed before, or is zero.',
    'Program F in this block or before it.',
  ),
  'feed.inverse-missing': error(
    'With G93 every block that moves at feed needs its own F.',
    'Program F in this block.',
  ),
  'arc.no-centre': error(
    'This arc has neither R nor a centre (I, J, K).',
    'Program R, or the centre of the arc.',
  ),
  'arc.as-line': warning(
    'This arc has neither R nor a centre (I, J, K); a Fanuc control goes there in a straight line (parameter 3403 bit 5) or stops with an alarm.',
    'Write G1 if a line is meant, else program R or the centre.',
  ),
  'arc.centre-absolute': warning(
    'The centre of this arc fits only as coordinates, not as a distance from the start; it is read so.',
    'Check that the control is set so (G90.1 on LinuxCNC); a Fanuc or Haas control takes I, J, K as distances and raises an alarm.',
  ),
  'arc.radius-uneven': warning(
    'Start and end of this arc lie {difference} mm apart in radius ({start} and {end} mm).',
    'Correct the centre or the end point: a Fanuc control winds to the end, or raises an alarm, as parameter 3410 says.',
  ),
  'arc.radius-mismatch': error(
    'Start and end of this arc lie {difference} mm apart in radius ({start} and {end} mm).',
    'Correct the centre or the end point; check absolute or incremental centres (G90.1/G91.1) and the plane.',
  ),
  'arc.radius-too-small': error(
    'R is {radius} mm, but start and end are {chord} mm apart: no such arc exists.',
    'Program R of at least half that distance.',
  ),
  'arc.no-radius': error(
    'The centre of this arc is its start: it has no radius.',
    'Program the centre of the arc.',
  ),
  'arc.r-full-circle': error(
    'An arc by R that ends where it begins has no direction.',
    'Program full circles with I, J and K, or as two arcs.',
  ),
  'offset.unknown-work': information(
    '{code} is a work offset that this dialect does not have.',
    'Check the number.',
  ),
  'rotation.incomplete': warning('G68 has no angle (R); 0 is assumed.', 'Program R.'),
  'plane.tilted': information(
    'From here the program writes in a tilted plane. Its ways are told in the coordinates of the part, arcs as short lines; which way rotary axes turn is not known here.',
    'Nothing, if the part is what is to be seen.',
  ),
  'plane.tilted-shape': warning(
    'Cutter compensation and corners (,R ,C) in a tilted plane are not carried out: the path is told as it is programmed.',
    'Look at the path without them.',
  ),
  'virtual.face': information(
    'From here the face is programmed in X and Y, which the machine makes of X and C: ways are told as they are programmed.',
    'Nothing; the speeds of the rotary axis are not looked at.',
  ),
  'virtual.cylinder': information(
    'From here a cylinder of radius {radius} mm is programmed as if it were unrolled: ways are told so.',
    'Nothing; the speeds of the rotary axis are not looked at.',
  ),
  'scaling.unequal-arc': information(
    'This arc is scaled differently along its axes; it is drawn as short lines.',
    'Nothing, if an ellipse is meant; Fanuc controls make another curve of it.',
  ),
  'compensation.no-radius': information(
    'Cutter compensation is called with D{number}, of which the radius is not known; zero is assumed.',
    "Enter the tool's radius in the profile to see the true path.",
  ),
  'compensation.entry-arc': error(
    'Cutter compensation begins or ends with an arc.',
    'Begin and end it with G0 or G1.',
  ),
  'compensation.gouge': error(
    'The tool (radius {radius} mm) does not fit into this corner or arc: it would cut into the contour.',
    'Take a smaller tool, or enlarge the inside radius.',
  ),
  'compensation.plane': error(
    'The plane changes while cutter compensation is on.',
    'Cancel it with G40 first.',
  ),
  'cycle.no-depth': error(
    '{code} has no depth: neither here nor in an earlier block of the cycle.',
    'Program {letter}.',
  ),
  'cycle.no-r': warning('{code} has no R level; the level at the start is taken.', 'Program R.'),
  'cycle.r-below-bottom': error(
    'The R level of {code} lies below the bottom of the hole.',
    'Check R and {letter}, and G90/G91.',
  ),
  'cycle.no-peck': warning('{code} has no peck depth Q; it drills in one go.', 'Program Q.'),
  'cycle.too-many-moves': error(
    'More than {limit} moves are made of this; the rest is not shown.',
    'Check Q, D and the number of repeats.',
  ),
  'cycle.tap-no-pitch': warning(
    'The pitch of this thread is not known: F or S is missing.',
    'Program S and F, or the pitch with G95.',
  ),
  'pattern.no-cycle': error(
    '{code} has no drilling cycle in force, and drills nothing.',
    'Program the cycle before it (with L0, if no hole is wanted in the middle).',
  ),
  'pocket.tool-too-large': error(
    'The tool (radius {tool} mm) is too large for the pocket of {code} with radius {radius} mm.',
    'Take a smaller tool, or check I, K and D.',
  ),
  'thread.lead-gone': error(
    'The lead of this thread falls to nothing before its end.',
    'Check F and K of G34.',
  ),
  'turning.contour-missing': error(
    'The contour of {code} is not found: N{number} does not exist.',
    'Check P and Q against the block numbers.',
  ),
  'turning.contour-short': error(
    'The contour of {code} has no cutting moves.',
    'Check P and Q against the block numbers.',
  ),
  'turning.no-parameters': error(
    '{code} lacks {letters}.',
    'Program them in this block (or in the block before, in the two-line form).',
  ),
  'turning.not-monotone': information(
    'The contour of {code} turns back along its feed direction; pockets are cut as a control with type II does.',
    'Check that the control has type II roughing.',
  ),
  'call.no-number': error(
    '{code} has neither P nor a name and so does not say which program.',
    'Program P with the number of the subprogram, or its name as <NAME>.',
  ),
  'call.not-found': error(
    'Program {program} is not found in this file nor beside it.',
    'Put the subprogram into the same folder, or correct its number or name.',
  ),
  'call.elsewhere': warning(
    'Program {program} is not found, nor is any other that this one calls: their folder is not this one.',
    'Put the subprograms into the same folder if what they move is to be seen.',
  ),
  'call.resident': warning(
    'Program {program} is not found; programs of this number, or a number that is computed, usually lie in the control itself.',
    'Put it beside this file if what it moves is to be seen.',
  ),
  'call.too-deep': error(
    'Programs call each other more than {limit} levels deep.',
    'Check for a program that calls itself.',
  ),
  'jump.not-found': error(
    'GOTO {number}: no block N{number} exists in this program.',
    'Number the block, or correct GOTO.',
  ),
  'macro.syntax': error('This expression cannot be read: {detail}.', 'Correct it.'),
  'macro.needs-arguments': information(
    'This program reads a local variable that nobody has set: it is a macro, and is read without its arguments.',
    'Read the program that calls it (G65) to see it with its values.',
  ),
  'macro.division-by-zero': error('Division by zero.', 'Check the variables before dividing.'),
  'macro.domain': error('{function} of {value} has no result.', 'Check the variables before.'),
  'macro.alarm': information(
    'The program raises alarm {number} here: {text}',
    'Nothing, if that is meant: it ends the program.',
  ),
  'macro.unknown-variable': information(
    '#{number} is set by the machine and not known here; it reads as zero.',
    'Give it in the profile if the way of the program depends on it.',
  ),
  'macro.read-only': error('#{number} cannot be written.', 'Use a variable of #100 – #199 or #500 – #999.'),
  'macro.loop-unmatched': error('{keyword} has no counterpart.', 'Complete the loop or the condition.'),
  'macro.waits': information(
    'The program waits here for #{number}, which the machine sets; it is read no further.',
    'Nothing, if that is meant. Give #{number} in the profile to read on.',
  ),
  'macro.endless': error('This loop has no end: nothing changes in it.', 'Check the condition of the loop.'),
  'macro.budget': error(
    'More than {limit} blocks were carried out: this loop may have no end.',
    'Check the condition of the loop; raise the limit if the program is meant to run so long.',
  ),
  'reference.no-axis': information('{code} names no axis.', 'Name the axes that are to move.'),
  ...checkWords,
} as const satisfies Record<string, Entry>;

export type DiagnosticCode = keyof typeof catalogue;
