/** The three invented machines of the demonstration and what befalls them. Seconds count from the beginning of the recording. */
import type { Incident, Item, MachineScript } from './script.ts';

const condition = (name: string, type: string, component: string): Item => ({
  name,
  category: 'CONDITION',
  type,
  component,
});

const axis = (letter: string, kind: 'Linear' | 'Rotary' = 'Linear'): Item[] => [
  {
    name: `${letter}pos`,
    category: 'SAMPLE',
    type: kind === 'Linear' ? 'POSITION' : 'ANGLE',
    subType: 'ACTUAL',
    units: kind === 'Linear' ? 'MILLIMETER' : 'DEGREE',
    component: `${kind} ${letter}`,
  },
  {
    name: `${letter}load`,
    category: 'SAMPLE',
    type: 'LOAD',
    units: 'PERCENT',
    component: `${kind} ${letter}`,
  },
];

/** What every control tells. */
const common: Item[] = [
  { name: 'avail', category: 'EVENT', type: 'AVAILABILITY', component: 'Device' },
  { name: 'door', category: 'EVENT', type: 'DOOR_STATE', component: 'Door door' },
  { name: 'estop', category: 'EVENT', type: 'EMERGENCY_STOP', component: 'Controller controller' },
  { name: 'mode', category: 'EVENT', type: 'CONTROLLER_MODE', component: 'Path path' },
  { name: 'execution', category: 'EVENT', type: 'EXECUTION', component: 'Path path' },
  { name: 'program', category: 'EVENT', type: 'PROGRAM', component: 'Path path' },
  { name: 'block', category: 'EVENT', type: 'BLOCK', component: 'Path path' },
  { name: 'tool', category: 'EVENT', type: 'TOOL_NUMBER', component: 'Path path' },
  { name: 'parts', category: 'EVENT', type: 'PART_COUNT', subType: 'ALL', component: 'Path path' },
  { name: 'message', category: 'EVENT', type: 'MESSAGE', component: 'Path path' },
  {
    name: 'Fovr',
    category: 'EVENT',
    type: 'PATH_FEEDRATE_OVERRIDE',
    subType: 'PROGRAMMED',
    units: 'PERCENT',
    component: 'Path path',
  },
  {
    name: 'Fact',
    category: 'SAMPLE',
    type: 'PATH_FEEDRATE',
    subType: 'ACTUAL',
    units: 'MILLIMETER/SECOND',
    component: 'Path path',
  },
  {
    name: 'Sovr',
    category: 'EVENT',
    type: 'ROTARY_VELOCITY_OVERRIDE',
    units: 'PERCENT',
    component: 'Rotary S',
  },
  {
    name: 'Srpm',
    category: 'SAMPLE',
    type: 'ROTARY_VELOCITY',
    subType: 'ACTUAL',
    units: 'REVOLUTION/MINUTE',
    component: 'Rotary S',
  },
  { name: 'Sload', category: 'SAMPLE', type: 'LOAD', units: 'PERCENT', component: 'Rotary S' },
  { name: 'Stemp', category: 'SAMPLE', type: 'TEMPERATURE', units: 'CELSIUS', component: 'Rotary S' },
  condition('system', 'SYSTEM', 'Controller controller'),
  condition('logic', 'LOGIC_PROGRAM', 'Controller controller'),
  condition('motion', 'MOTION_PROGRAM', 'Path path'),
  condition('servo', 'ACTUATOR', 'Axes axes'),
  condition('spindle', 'LOAD', 'Rotary S'),
  condition('coolant', 'LEVEL', 'Coolant coolant'),
  condition('lube', 'PRESSURE', 'Lubrication lubrication'),
];

/** The operator holds the feed, looks, and goes on. */
const feedHold = (at: number, seconds: number): Incident[] => [
  { at, set: { execution: 'FEED_HOLD' } },
  { at: at + seconds, set: { execution: 'ACTIVE' } },
];

const overrides = (at: number, seconds: number, percent: number): Incident[] => [
  { at, set: { Fovr: percent } },
  { at: at + seconds, set: { Fovr: 100 } },
];

/** Emergency stop: the control reports its own fault until the button is released and reset is pressed. */
const emergencyStop = (
  at: number,
  seconds: number,
  fault: readonly [code: string, text: string],
): Incident[] => [
  { at, set: { estop: 'TRIGGERED', execution: 'INTERRUPTED' }, raise: ['system', 'FAULT', ...fault] },
  { at: at + seconds, set: { estop: 'ARMED', mode: 'MANUAL' } },
  { at: at + seconds + 4, clear: ['system', fault[0]] },
  { at: at + seconds + 18, set: { mode: 'AUTOMATIC', execution: 'READY' } },
  { at: at + seconds + 25, set: { execution: 'ACTIVE' } },
];

const mill: MachineScript = {
  id: 'mill',
  name: 'VM-3',
  description: 'Invented three-axis vertical mill',
  manufacturer: 'Mantinel demonstration',
  seed: 1,
  items: [...axis('X'), ...axis('Y'), ...axis('Z'), ...common],
  program: 'O1204',
  part: 'BRACKET 40x60, EN AW-6082',
  changeSeconds: 14,
  operations: [
    { tool: 1, text: 'FACE MILL D50', rpm: 6400, feedMmPerMin: 2900, load: 46, seconds: 28 },
    { tool: 4, text: 'END MILL D16 ROUGH', rpm: 7200, feedMmPerMin: 2600, load: 61, seconds: 55 },
    { tool: 7, text: 'END MILL D10 FINISH', rpm: 9800, feedMmPerMin: 1950, load: 24, seconds: 38 },
    { tool: 12, text: 'DRILL D6.8', rpm: 4700, feedMmPerMin: 940, load: 33, seconds: 22 },
    { tool: 15, text: 'TAP M8', rpm: 800, feedMmPerMin: 1000, load: 19, seconds: 16 },
  ],
  incidents: [
    { at: 14, raise: ['coolant', 'WARNING', 'EX1042', 'COOLANT LEVEL LOW'] },
    ...feedHold(30, 16),
    { at: 172, clear: ['coolant', 'EX1042'], message: ['2011', 'COOLANT REFILLED'] },
    ...overrides(205, 60, 80),
    ...emergencyStop(421, 38, ['SP9000', 'EMERGENCY STOP PRESSED']),
    { at: 604, raise: ['spindle', 'WARNING', 'EX1077', 'SPINDLE LOAD HIGH, TOOL 4 MAY BE WORN'] },
    ...overrides(612, 45, 70),
    { at: 690, clear: ['spindle', 'EX1077'] },
    { at: 770, message: ['2044', 'CHIP CONVEYOR FULL, EMPTY THE BIN'] },
    ...feedHold(905, 9),
    { at: 1010, raise: ['lube', 'WARNING', 'EX1051', 'SLIDEWAY OIL LOW'] },
    { at: 1130, clear: ['lube', 'EX1051'] },
  ],
};

const lathe: MachineScript = {
  id: 'lathe',
  name: 'LB-42',
  description: 'Invented lathe with bar feeder',
  manufacturer: 'Mantinel demonstration',
  seed: 2,
  items: [...axis('X'), ...axis('Z'), ...common, condition('bar', 'MATERIAL_LOAD', 'BarFeeder bar_feeder')],
  program: 'O0420',
  part: 'PIN D18x74, 11SMn30',
  changeSeconds: 4,
  operations: [
    { tool: 1, text: 'BAR STOP', rpm: 0, feedMmPerMin: 600, load: 4, seconds: 5 },
    { tool: 2, text: 'FACE AND TURN', rpm: 2900, feedMmPerMin: 720, load: 42, seconds: 24 },
    { tool: 4, text: 'FINISH PROFILE', rpm: 3600, feedMmPerMin: 430, load: 21, seconds: 18 },
    { tool: 6, text: 'GROOVE 2 MM', rpm: 2400, feedMmPerMin: 120, load: 27, seconds: 9 },
    { tool: 8, text: 'PART OFF', rpm: 2100, feedMmPerMin: 105, load: 31, seconds: 11 },
  ],
  incidents: [
    {
      at: 47,
      set: { execution: 'INTERRUPTED' },
      raise: ['servo', 'FAULT', 'SV0411', 'EXCESS ERROR WHILE MOVING, X AXIS'],
    },
    { at: 49, raise: ['motion', 'FAULT', 'EX2005', 'CYCLE STOPPED BY SERVO ALARM'] },
    { at: 96, set: { mode: 'MANUAL' }, message: ['3001', 'MOVE X OFF THE CHIP, THEN RESET'] },
    { at: 118, clear: ['servo', 'SV0411'] },
    { at: 119, clear: ['motion', 'EX2005'] },
    { at: 131, set: { mode: 'AUTOMATIC', execution: 'READY' } },
    { at: 138, set: { execution: 'ACTIVE' } },
    { at: 365, raise: ['bar', 'WARNING', 'BF012', 'LAST BAR IN MAGAZINE'] },
    { at: 540, set: { execution: 'STOPPED' }, raise: ['bar', 'FAULT', 'BF013', 'NO BAR'] },
    { at: 585, set: { door: 'OPEN' } },
    { at: 622, set: { door: 'CLOSED' }, clear: ['bar', 'BF013'] },
    { at: 624, clear: ['bar', 'BF012'], message: ['3010', 'BAR MAGAZINE LOADED: 24 BARS'] },
    { at: 631, set: { execution: 'ACTIVE' } },
    ...overrides(760, 90, 85),
    ...feedHold(980, 12),
  ],
};

const fiveAxis: MachineScript = {
  id: 'five-axis',
  name: 'U-500',
  description: 'Invented five-axis machining centre',
  manufacturer: 'Mantinel demonstration',
  seed: 3,
  items: [
    ...axis('X'),
    ...axis('Y'),
    ...axis('Z'),
    ...axis('B', 'Rotary'),
    ...axis('C', 'Rotary'),
    ...common,
  ],
  initially: { mode: 'MANUAL', execution: 'READY' },
  program: 'IMPELLER_7.MPF',
  part: 'IMPELLER D120, TI-6AL-4V',
  changeSeconds: 11,
  operations: [
    { tool: 3, text: 'ROUGH POCKETS, BALL D12', rpm: 1900, feedMmPerMin: 420, load: 58, seconds: 120 },
    { tool: 9, text: 'SEMI-FINISH BLADES, BALL D8', rpm: 3800, feedMmPerMin: 610, load: 37, seconds: 95 },
    { tool: 11, text: 'FINISH BLADES, TAPERED D4', rpm: 8200, feedMmPerMin: 980, load: 22, seconds: 150 },
    { tool: 14, text: 'FINISH HUB, BALL D6', rpm: 5600, feedMmPerMin: 760, load: 18, seconds: 60 },
  ],
  incidents: [
    { at: 3, message: ['700000', 'POWER ON, AXES REFERENCED'] },
    { at: 9, set: { mode: 'MANUAL_DATA_INPUT' } },
    { at: 24, set: { mode: 'AUTOMATIC' } },
    { at: 36, set: { execution: 'ACTIVE' } },
    {
      at: 78,
      set: { execution: 'INTERRUPTED', door: 'OPEN' },
      raise: ['logic', 'FAULT', '700112', 'DOOR OPENED IN AUTOMATIC, INTERLOCK RELEASED THE DRIVES'],
    },
    { at: 101, set: { door: 'CLOSED' } },
    { at: 106, clear: ['logic', '700112'] },
    { at: 114, set: { execution: 'ACTIVE' } },
    { at: 290, raise: ['spindle', 'WARNING', '700231', 'SPINDLE TEMPERATURE RISING, COOLING UNIT AT LIMIT'] },
    ...overrides(300, 120, 60),
    { at: 470, clear: ['spindle', '700231'] },
    ...feedHold(655, 22),
    {
      at: 800,
      set: { execution: 'INTERRUPTED' },
      raise: ['servo', 'FAULT', '25050', 'AXIS C CONTOUR MONITORING'],
    },
    { at: 842, clear: ['servo', '25050'], set: { mode: 'MANUAL' } },
    { at: 870, set: { mode: 'AUTOMATIC', execution: 'READY' } },
    { at: 878, set: { execution: 'ACTIVE' } },
    { at: 1080, message: ['700310', 'TOOL 11 LIFE AT 10 PERCENT, SISTER TOOL 31 READY'] },
  ],
};

export const demoMachines: readonly MachineScript[] = [mill, lathe, fiveAxis];
