/** What can be wrong with the text of a search; `at` counts characters from 1. */
import type { ErrorEntry } from './error-entry.ts';

export const queryErrors = {
  'query.openQuote': {
    status: 400,
    operator: 'The quotation mark at character {at} is never closed.',
    remedy: 'Put another " where the phrase ends.',
  },
  'query.openRegex': {
    status: 400,
    operator: 'The expression that begins with / at character {at} is never closed.',
    remedy: 'End it with /, or put a text with slashes in quotation marks.',
  },
  'query.badRegex': {
    status: 400,
    operator: 'The expression {part} at character {at} cannot be searched by: {reason}.',
    remedy:
      'Put a backslash before signs that are meant as they are, or search for plain text in quotation marks.',
  },
  'query.openParenthesis': {
    status: 400,
    operator: 'The parenthesis at character {at} is never closed.',
    remedy: 'Put ) where the group ends, or the text in quotation marks.',
  },
  'query.strayParenthesis': {
    status: 400,
    operator: 'The parenthesis at character {at} closes nothing.',
    remedy: 'Take it away, or put the text in quotation marks.',
  },
  'query.missingTerm': {
    status: 400,
    operator: 'Beside {part} at character {at} something is missing.',
    remedy: 'Write what is looked for, or take {part} away; as a word it goes in quotation marks.',
  },
  'query.missingValue': {
    status: 400,
    operator: 'After {part} at character {at} the value is missing.',
    remedy: 'Write it directly behind, without a space.',
  },
  'query.unknownValue': {
    status: 400,
    operator: 'There is no {field} {part} (character {at}).',
    remedy: 'Use one of these: {known}.',
  },
  'query.notNumber': {
    status: 400,
    operator: '{part} at character {at} is no number, so that {field} cannot be compared with it.',
    remedy: 'Write a number such as 80 or 0.5, or : instead of the comparison.',
  },
  'query.notComparable': {
    status: 400,
    operator: '{field} is a text and neither greater nor smaller than another (character {at}).',
    remedy: 'Write {field}: and the text.',
  },
  'query.tooLong': {
    status: 400,
    operator: 'The search is longer than {most} characters.',
    remedy: 'Make it shorter; an asterisk at the end of a word stands for the rest.',
  },
} as const satisfies Record<string, ErrorEntry>;
