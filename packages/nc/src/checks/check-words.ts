/** Findings of the checks in words; part of the catalogue of all findings. */

export const checkWords = {
  'check.spindle-stopped': {
    severity: 'warning',
    message: 'Tool {tool} is fed here while the spindle stands.',
    remedy: 'Program M3 or M4 before, unless the tool does not turn (a stop, a puller, a drag knife).',
  },
  'check.speed-zero': {
    severity: 'warning',
    message: 'The spindle is started and has no speed (S) where tool {tool} begins to cut.',
    remedy: 'Program S with M3 or M4.',
  },
  'check.length-offset-missing': {
    severity: 'warning',
    message:
      'Tool {tool} moves down without a tool length offset (G43 H), which other tools of this program have.',
    remedy: 'Program G43 H{tool} before the first move along Z.',
  },
  'check.length-offset-other': {
    severity: 'warning',
    message: 'Tool {tool} cuts with H{offset}; all other tools of this program have the H of their number.',
    remedy: 'Check whether H{tool} is meant.',
  },
  'check.tool-never-changed': {
    severity: 'information',
    message: 'T{tool} is called here and no M6 changes to it, though other tools of this program have one.',
    remedy: 'Program M6, or remove T if nothing is to be made ready.',
  },
  'check.tool-unused': {
    severity: 'information',
    message: 'Tool {tool} is listed here and never called.',
    remedy: 'Call it, or take it out of the list: somebody will set it up for nothing.',
  },
  'check.tool-idle': {
    severity: 'information',
    message: 'Tool {tool} is called here and cuts nothing.',
    remedy: 'Nothing, if that is meant; else the blocks that use it are missing or skipped.',
  },
  'check.reference-through-part': {
    severity: 'warning',
    message:
      'On its way to the reference position {axis} first goes to {axis}{to} in the coordinates of the part.',
    remedy: 'Write G91 G28 {axis}0 (on a lathe G28 {increment}0), or G53.',
  },
  'check.rapid-through-uncut': {
    severity: 'warning',
    message:
      'A rapid passes X{x} Y{y} at Z{z}; line {line} cuts there afterwards at Z{cut}, so material stood in the way.',
    remedy: 'Raise the rapid above what is cut later, unless that cut meets no material there.',
  },
  'check.rapid-through-stock': {
    severity: 'error',
    message: 'A rapid goes {depth} mm deep through the block that was given, at X{x} Y{y} Z{z}.',
    remedy: 'Raise the rapid, or feed there; check the block and where it lies if it is cut away by then.',
  },
  'check.rapid-through-noted-stock': {
    severity: 'warning',
    message:
      'A rapid goes {depth} mm deep through the block of the note "{note}" (line {noteLine}), at X{x} Y{y} Z{z}.',
    remedy: 'Raise the rapid, unless the block lies elsewhere or has been cut there before.',
  },
  'check.stock-not-followed': {
    severity: 'information',
    message:
      'What tool {tool} takes off is not known (no diameter, or a form that is not modelled): once it has cut, rapids are no longer held against the block.',
    remedy: 'Name its diameter in a note or in the tool list: (T{tool} D=10. - FLAT END MILL).',
  },
  'check.over-travel': {
    severity: 'error',
    message: '{axis} goes to {to} {unit} in machine coordinates; its travel ends at {limit} {unit}.',
    remedy: 'Check the work offset and the tool length, or turn the part in its fixture.',
  },
  'check.unreachable': {
    severity: 'warning',
    message:
      'No way leads here: the block before jumps away, and this one has no number that something could jump to.',
    remedy: 'Remove these blocks, or give the first of them a number that something jumps to.',
  },
} as const;
