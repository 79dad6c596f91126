/** Generated from the description of the API by scripts/generate-client.ts: change the routes and the contract, and run it. */
import type { Client } from '../call.ts';

export interface AcknowledgeAlarm {
  /** `activation` as the person saw it; refused when the alarm came anew meanwhile */
  activation?: number;
  comment?: string;
}

export interface AddAnnotation {
  /** An event, which tells time and place */
  event?: string;
  /** Else a machine or a site */
  place?: PlaceId;
  /** and a time there */
  timeUs?: TimeUs;
  /** In the words of whoever wrote it; kept in PostgreSQL alone, so that it can be erased */
  text: string;
}

export interface AddEntry {
  /** Holds there and below: at the enterprise for every machine */
  place: PlaceId;
  /** Only for machines whose device model names this model; empty for all */
  model?: string;
  code: string;
  /** ICU messages by language; may name {machine}, {item}, {number} and {qualifier} */
  texts: {
    en?: CatalogueTexts;
    de?: CatalogueTexts;
    sk?: CatalogueTexts;
  };
  priority?: "low" | "medium" | "high";
  /** Time to respond of ISA-18.2 */
  respondWithinMinutes?: number;
  /** Where the words come from: a list, a manual, a person’s experience */
  source?: string;
  reason?: Reason;
}

export interface AddHarvestSource {
  place: PlaceId;
  kind: "folder" | "upload";
  location: string;
  /** Looked at by itself whenever something changes there */
  watched?: boolean;
  /** What the programs may be used for: "own", or an SPDX expression */
  licence?: string;
  reason?: Reason;
}

export interface AddJob {
  place: PlaceId;
  number: string;
  part: string;
  quantity: number;
  dueUs?: TimeUs;
  operations: ({
    /** 10, 20, 30 by custom */
    number: number;
    name: string;
    /** The line or machine on which it is planned */
    place?: PlaceId;
    plannedSetupUs?: number;
    /** PRI of ISO 22400-2 */
    plannedRunPerItemUs?: number;
  })[];
  reason?: Reason;
}

export interface AddMeasurements {
  /** Serial or running number of the part */
  item: string;
  /** In which it was made */
  run?: string;
  measured: ({
    characteristic: string;
    nominal?: number;
    /** Absolute, in the unit */
    lower?: number;
    upper?: number;
    actual: number;
    unit?: string;
  })[];
  /** Now when left out */
  atUs?: TimeUs;
  reason?: Reason;
}

export interface AddNotificationRule {
  place: PlaceId;
  name: string;
  when: NotificationTrigger;
  /** It is told only if it still holds after so long */
  delayMinutes: number;
  /** At most one message in so long; what comes meanwhile goes into the next */
  groupMinutes: number;
  /** Nothing is told between, by the clock of the place; it is told at the end if it still holds */
  quiet?: {
    from: string;
    /** At or before `from`: on the next day */
    to: string;
    /** Alarms of high priority are told all the same */
    exceptHigh: boolean;
  };
  /** Of the messages */
  language: Language;
  steps: ({
    /** After the step before, while nobody acknowledged and it has not ended */
    afterMinutes: number;
    emails: string[];
    /** Id of a webhook, which signs and sends it */
    webhook?: string;
    /** To every browser that shows this place and was allowed to notify */
    browser: boolean;
  })[];
  reason?: Reason;
}

export type AddOutcome = {
  kind: "good" | "scrap" | "rework";
  parts: number;
  program?: string;
  run?: string;
  note?: string;
  /** Now when left out */
  atUs?: TimeUs;
  reason?: Reason;
} | {
  kind: "verdict";
  verdict: "good" | "acceptable" | "poor";
  program?: string;
  run?: string;
  note?: string;
  /** Now when left out */
  atUs?: TimeUs;
  reason?: Reason;
} | {
  kind: "tool-change";
  tool: number;
  cause?: "worn" | "broken" | "planned";
  /** That it had made */
  parts?: number;
  program?: string;
  run?: string;
  note?: string;
  /** Now when left out */
  atUs?: TimeUs;
  reason?: Reason;
} | {
  kind: "wear";
  tool: number;
  /** Width of the flank wear land, VB */
  mm: number;
  program?: string;
  run?: string;
  note?: string;
  /** Now when left out */
  atUs?: TimeUs;
  reason?: Reason;
} | {
  kind: "cycle-time";
  seconds: number;
  program?: string;
  run?: string;
  note?: string;
  /** Now when left out */
  atUs?: TimeUs;
  reason?: Reason;
};

export interface AddPart {
  place: PlaceId;
  number: string;
  name: string;
  reason?: Reason;
}

export interface AddPasskey {
  /** Such as the device that keeps it */
  name: string;
  /** RegistrationResponseJSON of the browser */
  response: {
    /** At most 1023 bytes (WebAuthn 3, 5.8.3) */
    id: string;
    /** At most 1023 bytes (WebAuthn 3, 5.8.3) */
    rawId: string;
    type: "public-key";
    authenticatorAttachment?: string | null;
    clientExtensionResults?: { [name: string]: unknown };
    response: {
      clientDataJSON: string;
      attestationObject: string;
      transports?: string[];
    };
  };
}

export interface AddPlace {
  id: PlaceId;
  name: string;
  parent: PlaceId;
  reason?: Reason;
}

export interface AddRationalisation {
  /** A site, for all of its machines, or one machine */
  place: PlaceId;
  /** Event code, such as fanuc.SV0401 */
  code: string;
  /** Of this data item alone */
  path?: string;
  priority?: AlarmPriority;
  /** Alarm class, such as safety, quality, environment; free */
  class?: string;
  /** The condition must stand for so long before it is annunciated */
  onDelayUs?: number;
  /** The condition must be gone for so long before it has returned */
  offDelayUs?: number;
  /** After its return it must be reset by a person */
  latching?: boolean;
  timeToRespondUs?: number;
  /** Makes an alarm of the readings of `path`, which must be given */
  limit?: {
    direction: "high" | "low";
    setpoint: number;
    /** It has returned when the reading is so far back within the limit */
    deadband: number;
  };
  suppression?: {
    /** By design it is no alarm here; its events stay in the log */
    always?: boolean;
    /** While the machine surely reads one of these, such as machine.controllerMode MANUAL */
    whileReading?: ({
      code: string;
      values: string[];
    })[];
  };
  cause?: string;
  consequence?: string;
  correctiveAction?: string;
  /** How to see that the action helped */
  confirmation?: string;
  reason?: Reason;
}

export interface AddTerminal {
  /** Such as where it stands */
  name: string;
  /** alone: the badge is enough; withPin: with the PIN; off: badges are not read */
  badge?: "off" | "alone" | "withPin";
  /** Names to choose from, opened by their PINs */
  names?: boolean;
  /** Until a session ends that nobody uses */
  idleSeconds?: number;
  place: PlaceId;
  reason?: Reason;
}

export interface AddWebhook {
  place: PlaceId;
  name: string;
  /** https; plain http only within a private network that is allowed */
  url: string;
  /** Events that this level shows, but neither readings nor what people did */
  level: "technical" | "operator";
  /** Only these; all of the level when empty */
  codes?: string[];
  reason?: Reason;
}

export interface AddedWebhook {
  id: string;
  /** Only what happens there is reported */
  place: PlaceId;
  name: string;
  url: string;
  /** Events that this level shows, but neither readings nor what people did */
  level: "technical" | "operator";
  /** Only these; all of the level when empty */
  codes: string[];
  paused: boolean;
  version: Version;
  /** Signs every report; shown only now */
  secret: string;
}

export interface AlarmActView {
  /** By this server’s clock */
  atUs: TimeUs;
  /** Absent where nobody was signed in */
  by?: {
    id: string;
    name?: string;
  };
  /** The event that tells it */
  event: string;
  act: "acknowledged" | "commented" | "shelved" | "unshelved" | "takenOutOfService" | "returnedToService" | "reset";
  activation: number;
  /** Comment or reason; absent where none was given or it was erased */
  text?: string;
  /** Of a shelving */
  untilUs?: TimeUs;
}

export interface AlarmCounts {
  states: {
    normal: number;
    unacknowledged: number;
    acknowledged: number;
    returnedUnacknowledged: number;
    latchedUnacknowledged: number;
    latchedAcknowledged: number;
    shelved: number;
    suppressedByDesign: number;
    outOfService: number;
  };
  /** Those that wait for somebody, by priority */
  unacknowledged: {
    low: number;
    medium: number;
    high: number;
  };
}

export interface AlarmDetail {
  alarm: AlarmView;
  /** Newest first */
  episodes: EpisodeView[];
  /** During these episodes, newest first */
  acts: AlarmActView[];
  /** true while the database is away: only the present is known */
  historyMissing: boolean;
  /** Read on with `after`; absent at the end */
  next?: string;
}

export type AlarmPriority = "low" | "medium" | "high";

export interface AlarmStatistics {
  fromUs: TimeUs;
  toUs: TimeUs;
  /** From the first event recorded of this place, within the period */
  daysOfData: number;
  /** For a verdict */
  daysNeeded: number;
  annunciated: number;
  perDay: {
    mean: number;
    peak: number;
    acceptable: number;
    maximum: number;
    verdict: AlarmVerdict;
  };
  perHour: {
    mean: number;
    peak: number;
    acceptable: number;
    maximum: number;
    verdict: AlarmVerdict;
  };
  perTenMinutes: {
    mean: number;
    peak: number;
    acceptable: number;
    maximum: number;
    verdict: AlarmVerdict;
  };
  /** Annunciated by hour, hours without left out; for a chart */
  hours: ({
    fromUs: TimeUs;
    low: number;
    medium: number;
    high: number;
  })[];
  flood: {
    count: number;
    /** Of the time in flood, 0 to 1 */
    share: number;
    /** Share of ten-minute periods with more than ten, 0 to 1 */
    overloaded: number;
    limit: number;
    verdict: AlarmVerdict;
    /** At most ten */
    longest: ({
      fromUs: TimeUs;
      toUs: TimeUs;
      annunciated: number;
    })[];
  };
  topTen: {
    /** Of everything annunciated, 0 to 1 */
    share: number;
    limit: number;
    verdict: AlarmVerdict;
    alarms: ({
      alarm: string;
      machine: string;
      path: string;
      code: string;
      nativeCode: string;
      message: string;
      times: number;
      share: number;
    })[];
  };
  chattering: {
    times: number;
    alarms: ({
      alarm: string;
      machine: string;
      path: string;
      code: string;
      nativeCode: string;
      message: string;
      times: number;
    })[];
    verdict: AlarmVerdict;
  };
  fleeting: {
    times: number;
    alarms: ({
      alarm: string;
      machine: string;
      path: string;
      code: string;
      nativeCode: string;
      message: string;
      times: number;
    })[];
    verdict: AlarmVerdict;
  };
  stale: {
    mostOnADay: number;
    limit: number;
    /** `times`: days on which it stood for more than 24 hours */
    alarms: ({
      alarm: string;
      machine: string;
      path: string;
      code: string;
      nativeCode: string;
      message: string;
      times: number;
    })[];
    verdict: AlarmVerdict;
  };
  priorities: ({
    priority: AlarmPriority;
    times: number;
    share: number;
    recommended: number;
  })[];
  prioritiesVerdict: AlarmVerdict;
  response: {
    acknowledged: number;
    medianUs?: number;
    p90Us?: number;
    /** Share of those with a time to respond that kept it, 0 to 1 */
    inTime?: number;
    withTimeToRespond: number;
  };
}

export type AlarmVerdict = "notYet" | "acceptable" | "manageable" | "poor";

export interface AlarmView {
  /** The same for the same machine, path, code, number and axis, for ever */
  id: string;
  site: string;
  machine: string;
  /** The data item */
  path: string;
  /** Its text in the reader’s language hangs on this */
  code: string;
  /** The control’s own number; empty where it gives none */
  nativeCode: string;
  axis?: string;
  /** The control’s own text */
  message: string;
  level: "warning" | "fault";
  priority: AlarmPriority;
  class?: string;
  state: "normal" | "unacknowledged" | "acknowledged" | "returnedUnacknowledged" | "latchedUnacknowledged" | "latchedAcknowledged" | "shelved" | "suppressedByDesign" | "outOfService";
  /** The condition stands, as far as is known; also beneath a shelved alarm */
  active: boolean;
  /** stale: the machine is not heard, so that nobody knows whether it still stands */
  quality: "good" | "stale";
  /** How often it was annunciated, this time included */
  activation: number;
  /** When the condition began, by the machine’s clock */
  raisedUs: TimeUs;
  /** When this server heard of it: response times count from here */
  receivedUs: TimeUs;
  /** When it returned, by the machine’s clock */
  clearedUs?: TimeUs;
  /** Of the present activation */
  acknowledged?: {
    /** By this server’s clock */
    atUs: TimeUs;
    /** Absent where nobody was signed in */
    by?: {
      id: string;
      name?: string;
    };
  };
  /** By this server’s clock; absent without a time to respond, or once acknowledged */
  respondByUs?: TimeUs;
  shelved?: {
    /** By this server’s clock */
    atUs: TimeUs;
    /** Absent where nobody was signed in */
    by?: {
      id: string;
      name?: string;
    };
    untilUs: TimeUs;
    reason?: string;
  };
  outOfService?: {
    /** By this server’s clock */
    atUs: TimeUs;
    /** Absent where nobody was signed in */
    by?: {
      id: string;
      name?: string;
    };
    reason?: string;
  };
  /** Annunciated three times or more within a minute, a minute ago or less */
  chattering: boolean;
  /** Stale by ISA-18.2: it has stood for more than 24 hours */
  standingLong: boolean;
  /** Came back by itself from shelving: it makes no noise and is no new alarm */
  quiet: boolean;
  /** Of the present activation */
  comments: number;
  /** Grows with each change */
  version: number;
}

export interface Alarms {
  /** What waits for somebody first, then by priority, newest first */
  alarms: AlarmView[];
  /** Of everything that the filter of places and machines selects */
  counts: AlarmCounts;
  /** Places (areas, or sites where machines stand in none) in an alarm flood now */
  floods: ({
    place: PlaceId;
    sinceUs: TimeUs;
    annunciated: number;
  })[];
  /** false while the events before the start are still being taken up */
  upToDate: boolean;
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface AnnotationView {
  id: string;
  /** What it is pinned to, by the time of the source */
  timeUs: TimeUs;
  /** The same by the time of recording; equal where it is pinned to no event */
  receivedUs: TimeUs;
  site: string;
  machine?: string;
  /** Id of the event that it is pinned to */
  event?: string;
  /** In the words of whoever wrote it; kept in PostgreSQL alone, so that it can be erased */
  text: string;
  /** Absent when the account is gone */
  author?: {
    id: string;
    name: string;
  };
  createdUs: TimeUs;
  changedUs: TimeUs;
  version: Version;
}

export interface Annotations {
  /** Newest first */
  annotations: AnnotationView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface AskPasskey {
  /** signIn: any passkey of this host; proof: one of the person who is signed in */
  for: "signIn" | "proof";
}

export interface AssignBadge {
  number: BadgeNumber;
  reason?: Reason;
}

export type AttributeValue = string | number | boolean | null | AttributeValue[] | { [name: string]: AttributeValue };

export interface AuditVerification {
  atUs: TimeUs;
  seconds: number;
  /** Read, each under its checksum */
  events: number;
  /** Of these, what people did */
  audit: number;
  /** Each begins where a logbook was created, restored or copied */
  epochs: number;
  /** Gone by retention, which leaves word of it */
  removed: number;
  /** Gone without such word, or told twice: none when all is well */
  missing: number;
  /** Where, the first twenty */
  gaps: ({
    epoch: number;
    fromSeq: number;
    toSeq: number;
  })[];
  /** Held against what was signed; absent in outcomes of before */
  proof?: {
    /** Events under a signed head */
    signed: number;
    /** Recorded before heads were signed */
    uncovered: number;
    /** Gone by retention, under signed tombstones */
    removed: number;
    heads: number;
    /** Where the log is not as it was signed, the first twenty */
    flaws: ({
      /** What does not fit */
      kind: "altered" | "missing" | "forgedRemoval" | "otherRoot" | "forgedHead" | "older";
      file?: string;
      epoch?: number;
      fromSeq?: number;
      toSeq?: number;
      tree?: number;
      size?: number;
    })[];
  };
}

export interface AuditVerifications {
  /** Absent where nobody has asked yet */
  last?: AuditVerification;
}

export interface BackupHealth {
  /** `unplanned`: none are made by themselves. `overdue`: the last one planned is not there */
  state: "unplanned" | "good" | "overdue" | "failed";
  /** When the newest whole one was made */
  lastUs?: TimeUs;
  problem?: string;
}

export interface BackupView {
  name: string;
  createdUs: TimeUs;
  /** Of the Mantinel that made it */
  version: string;
  schemaVersion: number;
  bytes: number;
  /** The last event in it */
  head: {
    epoch: number;
    seq: number;
  };
  tables: number;
  rows: number;
  /** Which recovery key opens the keys in it; absent when they are not in it */
  keys?: string;
  leftOut: ({
    name: string;
    reason: string;
  })[];
  /** Every byte was compared with its checksum */
  verified?: {
    atUs: TimeUs;
    /** How long it took */
    seconds: number;
    /** Why it is of no use; absent when all is well */
    problem?: string;
  };
  /** It was restored beside the running Mantinel, opened, and removed again */
  rehearsed?: {
    atUs: TimeUs;
    /** How long it took */
    seconds: number;
    /** Why it is of no use; absent when all is well */
    problem?: string;
  };
  /** The command that makes a new data folder of it */
  restore: string;
}

export interface Backups {
  folder: string;
  /** Newest first */
  backups: BackupView[];
  /** Folders beside them that are no whole backup */
  broken: ({
    name: string;
    problem: string;
  })[];
  plan?: {
    at: string;
    keep: number;
    nextUs: TimeUs;
  };
  health: BackupHealth;
  /** For which key the keys are sealed; absent where none was made: then they are not in backups */
  recoveryKey?: {
    fingerprint: string;
    createdUs: TimeUs;
  };
}

/** As a reader types it; kept as a keyed hash alone */
export type BadgeNumber = string;

export interface BadgeView {
  id: string;
  createdUs: TimeUs;
  lastUsedUs?: TimeUs;
}

export interface Badges {
  /** In the order of their assignment */
  badges: BadgeView[];
}

export interface BeginSingleSignOn {
  purpose?: "signIn" | "prove" | "link";
  /** To link: what stands behind the # of a password link, by who is not signed in */
  invitation?: string;
}

export interface BoundedCount {
  count: number;
  /** There are more than were counted */
  more: boolean;
}

export interface CalendarView {
  place: PlaceId;
  /** The place whose calendar holds: this one or the nearest that contains it */
  from: PlaceId;
  calendar: ShiftCalendar;
  /** Of the place’s own calendar; 0 when it has none */
  version: Version;
}

export interface CatalogueTexts {
  /** What happened, in a line */
  title: string;
  cause?: string;
  consequence?: string;
  action?: string;
  /** How one sees that the action helped */
  confirmation?: string;
}

export interface ChangeAnnotation {
  /** In the words of whoever wrote it; kept in PostgreSQL alone, so that it can be erased */
  text: string;
  reason?: Reason;
}

export interface ChangeConfiguration {
  set: ({
    /** Names of groups and setting, joined by dots */
    setting: string;
    /** null: the default again. A secret sent as it was shown stays as it is */
    value: unknown;
  })[];
  reason?: Reason;
}

export interface ChangeConnection {
  /** Replaces all settings; the id stays. A hidden password stays as it is */
  connection: ConnectMachine;
  reason?: Reason;
}

/** Replaces everything but place, model and code */
export interface ChangeEntry {
  /** ICU messages by language; may name {machine}, {item}, {number} and {qualifier} */
  texts: {
    en?: CatalogueTexts;
    de?: CatalogueTexts;
    sk?: CatalogueTexts;
  };
  priority?: "low" | "medium" | "high";
  /** Time to respond of ISA-18.2 */
  respondWithinMinutes?: number;
  /** Where the words come from: a list, a manual, a person’s experience */
  source?: string;
  reason?: Reason;
}

/** Replaces everything but place, kind and location */
export interface ChangeHarvestSource {
  /** Looked at by itself whenever something changes there */
  watched: boolean;
  /** Neither watched nor harvested meanwhile */
  paused: boolean;
  /** What the programs may be used for: "own", or an SPDX expression */
  licence?: string;
  reason?: Reason;
}

/** Replaces everything but place and number */
export interface ChangeJob {
  part: string;
  quantity: number;
  dueUs?: TimeUs;
  operations: ({
    /** 10, 20, 30 by custom */
    number: number;
    name: string;
    /** The line or machine on which it is planned */
    place?: PlaceId;
    plannedSetupUs?: number;
    /** PRI of ISO 22400-2 */
    plannedRunPerItemUs?: number;
  })[];
  reason?: Reason;
}

/** Replaces everything but the place */
export interface ChangeNotificationRule {
  name: string;
  when: NotificationTrigger;
  /** It is told only if it still holds after so long */
  delayMinutes: number;
  /** At most one message in so long; what comes meanwhile goes into the next */
  groupMinutes: number;
  /** Nothing is told between, by the clock of the place; it is told at the end if it still holds */
  quiet?: {
    from: string;
    /** At or before `from`: on the next day */
    to: string;
    /** Alarms of high priority are told all the same */
    exceptHigh: boolean;
  };
  /** Of the messages */
  language: Language;
  steps: ({
    /** After the step before, while nobody acknowledged and it has not ended */
    afterMinutes: number;
    emails: string[];
    /** Id of a webhook, which signs and sends it */
    webhook?: string;
    /** To every browser that shows this place and was allowed to notify */
    browser: boolean;
  })[];
  paused: boolean;
  reason?: Reason;
}

export interface ChangePart {
  name: string;
  reason?: Reason;
}

export interface ChangePassword {
  present: string;
  /** 12 characters or more; common ones and the name of the person are refused */
  password: string;
}

export interface ChangePerson {
  name?: string;
  place?: PlaceId;
  /** Ends every session at once */
  disabled?: boolean;
  reason?: Reason;
}

export interface ChangePlace {
  name?: string;
  /** Moves it, with everything in it */
  parent?: PlaceId;
  reason?: Reason;
}

/** Replaces every decision; place, code and path stay */
export interface ChangeRationalisation {
  priority?: AlarmPriority;
  /** Alarm class, such as safety, quality, environment; free */
  class?: string;
  /** The condition must stand for so long before it is annunciated */
  onDelayUs?: number;
  /** The condition must be gone for so long before it has returned */
  offDelayUs?: number;
  /** After its return it must be reset by a person */
  latching?: boolean;
  timeToRespondUs?: number;
  /** Makes an alarm of the readings of `path`, which must be given */
  limit?: {
    direction: "high" | "low";
    setpoint: number;
    /** It has returned when the reading is so far back within the limit */
    deadband: number;
  };
  suppression?: {
    /** By design it is no alarm here; its events stay in the log */
    always?: boolean;
    /** While the machine surely reads one of these, such as machine.controllerMode MANUAL */
    whileReading?: ({
      code: string;
      values: string[];
    })[];
  };
  cause?: string;
  consequence?: string;
  correctiveAction?: string;
  /** How to see that the action helped */
  confirmation?: string;
  reason?: Reason;
}

export interface ChangeRetention {
  days: RetentionDays;
  /** For this site alone; a level as everywhere is left to what holds there */
  site?: string;
  reason?: Reason;
}

export interface ChangeTerminal {
  /** Such as where it stands */
  name: string;
  /** alone: the badge is enough; withPin: with the PIN; off: badges are not read */
  badge?: "off" | "alone" | "withPin";
  /** Names to choose from, opened by their PINs */
  names?: boolean;
  /** Until a session ends that nobody uses */
  idleSeconds?: number;
  reason?: Reason;
}

/** Replaces everything but place and secret */
export interface ChangeWebhook {
  name: string;
  /** https; plain http only within a private network that is allowed */
  url: string;
  /** Events that this level shows, but neither readings nor what people did */
  level: "technical" | "operator";
  /** Only these; all of the level when empty */
  codes: string[];
  /** Nothing new is reported meanwhile */
  paused: boolean;
  reason?: Reason;
}

export interface CheckConfiguration {
  set: ({
    /** Names of groups and setting, joined by dots */
    setting: string;
    /** null: the default again. A secret sent as it was shown stays as it is */
    value: unknown;
  })[];
}

export interface CheckedConfiguration {
  problems: ConfigurationProblem[];
}

export interface ChoosePassword {
  /** What stands behind the # of the link */
  token: string;
  /** 12 characters or more; common ones and the name of the person are refused */
  password: string;
  code?: Code;
}

/** Six digits of the app, or a recovery code */
export type Code = string;

export interface CommentAlarm {
  comment: string;
}

export interface ComparedOperation {
  kind?: "face" | "pocket" | "contour" | "slot" | "chamfer" | "engrave" | "surface" | "drill" | "spot" | "tap" | "bore" | "ream" | "turn-rough" | "turn-finish" | "groove" | "thread" | "part-off" | "probe" | "unknown";
  tool?: "end-mill" | "ball-end-mill" | "bull-nose-mill" | "face-mill" | "chamfer-mill" | "slot-mill" | "form-mill" | "taper-mill" | "thread-mill" | "engraver" | "drill" | "spot-drill" | "centre-drill" | "countersink" | "counterbore" | "tap" | "reamer" | "boring-bar" | "turning" | "grooving" | "threading" | "cut-off" | "knurling" | "probe" | "stop";
  material?: "steel" | "stainless" | "cast-iron" | "aluminium" | "copper-alloy" | "magnesium" | "titanium" | "heat-resistant" | "plastic" | "wood" | "wax" | "foam";
  diameterMm?: number;
  /** m/min */
  vc?: number;
  /** mm per tooth; of tools without teeth mm per turn */
  fz?: number;
  apMm?: number;
  aeMm?: number;
  overhangMm?: number;
}

export interface Completions {
  /** A choice replaces the text from here */
  from: number;
  to: number;
  choices: ({
    /** What is put there */
    text: string;
    /** Events that have it, of those that were counted */
    count?: number;
  })[];
}

export interface ConfigurationProblem {
  /** Empty where the file as a whole is not understood */
  setting: string;
  /** In the file, from 1 */
  line?: number;
  problem: string;
  remedy: string;
}

export interface ConfigurationView {
  /** Absent where Mantinel was started without a place for one */
  file?: string;
  /** The first change creates it */
  exists: boolean;
  /** The demonstration gives way at the next start once the file exists */
  demo: boolean;
  /** JSON Schema of the file, with descriptions, defaults, units and requiresRestart */
  schema: { [name: string]: unknown };
  /** Everything but the machines, in the order of the schema */
  settings: SettingView[];
  /** Why the file, as it is now, would not be accepted; then the settings are the running ones */
  problems: ConfigurationProblem[];
  /** Of the file’s content: another one also after an edit by hand */
  version: Version;
}

export interface ConfirmMaterials {
  projects: ({
    id: string;
    version: Version;
  })[];
  /** Groups of ISO 513, and what is no metal */
  material: "steel" | "stainless" | "cast-iron" | "aluminium" | "copper-alloy" | "magnesium" | "titanium" | "heat-resistant" | "plastic" | "wood" | "wax" | "foam";
  /** As the shop orders it: 1.4301, 6082-T6 */
  grade?: string;
  /** As a rule: whatever reads so from now on, and waits now, is answered so. By what documents call the material, or by the folder that the files lie in */
  remember?: "nothing" | "words" | "folder";
  reason?: Reason;
}

export interface ConfirmSecondFactor {
  code: string;
}

export interface ConfirmTools {
  tools: ({
    program: string;
    tool: number;
    version: Version;
  })[];
  kind?: "end-mill" | "ball-end-mill" | "bull-nose-mill" | "face-mill" | "chamfer-mill" | "slot-mill" | "form-mill" | "taper-mill" | "thread-mill" | "engraver" | "drill" | "spot-drill" | "centre-drill" | "countersink" | "counterbore" | "tap" | "reamer" | "boring-bar" | "turning" | "grooving" | "threading" | "cut-off" | "knurling" | "probe" | "stop";
  diameterMm?: number;
  /** As a rule: whatever reads so from now on, and waits now, is answered so. By the description that programs give the tool */
  remember?: "nothing" | "words";
  reason?: Reason;
}

export interface Confirmed {
  /** Projects or tools that were chosen */
  confirmed: number;
  /** Remembered of it; what waits is answered by them in the background */
  rules: ({
    looksAt: string;
    pattern: string;
    value: string;
  })[];
}

export type ConnectMachine = {
  /** Which protocol the machine speaks */
  connector: "shdr";
  /** Short name that never changes */
  id: string;
  /** What people call the machine; the id when left out */
  name?: string;
  /** Controller family in lower case (fanuc, mazak, okuma); prefix of alarm codes such as fanuc.SV0401 */
  controller?: string;
  /** IANA time zone of the machine; times without an offset are read in it */
  timeZone?: string;
  /** Added to the machine's own times: positive when its clock is slow */
  clockOffsetMs?: number;
  /** Not recorded until it is resumed; an adapter keeps nothing of what it says meanwhile */
  paused?: boolean;
  /** Path of an MTConnect Devices.xml that names components and units */
  deviceModel?: string;
  /** Name or uuid of the device within that model or agent, when it holds several */
  device?: string;
  /** Address of the SHDR adapter */
  host: string;
  /** TCP port of the adapter */
  port?: number;
  /** PING interval until the adapter names its own */
  heartbeatMs?: number;
} | {
  /** Which protocol the machine speaks */
  connector: "mtconnect";
  /** Short name that never changes */
  id: string;
  /** What people call the machine; the id when left out */
  name?: string;
  /** Controller family in lower case (fanuc, mazak, okuma); prefix of alarm codes such as fanuc.SV0401 */
  controller?: string;
  /** IANA time zone of the machine; times without an offset are read in it */
  timeZone?: string;
  /** Added to the machine's own times: positive when its clock is slow */
  clockOffsetMs?: number;
  /** Not recorded until it is resumed; an adapter keeps nothing of what it says meanwhile */
  paused?: boolean;
  /** Path of an MTConnect Devices.xml that names components and units */
  deviceModel?: string;
  /** Name or uuid of the device within that model or agent, when it holds several */
  device?: string;
  /** Base address of the MTConnect agent */
  url: string;
  /** Multipart stream, or polling where a proxy breaks streams */
  mode?: "stream" | "poll";
  /** Least time between two parts of the stream, or between two polls */
  intervalMs?: number;
} | {
  /** Which protocol the machine speaks */
  connector: "replay";
  /** Short name that never changes */
  id: string;
  /** What people call the machine; the id when left out */
  name?: string;
  /** Controller family in lower case (fanuc, mazak, okuma); prefix of alarm codes such as fanuc.SV0401 */
  controller?: string;
  /** IANA time zone of the machine; times without an offset are read in it */
  timeZone?: string;
  /** Added to the machine's own times: positive when its clock is slow */
  clockOffsetMs?: number;
  /** Not recorded until it is resumed; an adapter keeps nothing of what it says meanwhile */
  paused?: boolean;
  /** Path of an MTConnect Devices.xml that names components and units */
  deviceModel?: string;
  /** Name or uuid of the device within that model or agent, when it holds several */
  device?: string;
  /** SHDR recording, one observation a line */
  file: string;
  /** 1 is real time; max is as fast as the disk allows */
  speed?: number | "max";
  /** shifted: as if it happened now */
  timestamps?: "recorded" | "shifted";
  /** Begin again at its end */
  loop?: boolean;
};

export interface ConnectionView {
  /** A password within an address is hidden */
  connection: ConnectMachine;
  /** Belongs to the demonstration and is not changed */
  demo: boolean;
  /** False where there is no mantinel.yaml to keep it in: then it lasts until the stop */
  kept: boolean;
  /** Of these settings */
  version: Version;
}

export interface CreatePerson {
  name: string;
  place: PlaceId;
  reason?: Reason;
}

export interface CreateToken {
  /** What it is for */
  name: string;
  /** No more than its owner holds at the place */
  permissions: ("event.read" | "event.export" | "event.deliver" | "view.share" | "annotation.write" | "annotation.remove" | "catalogue.read" | "catalogue.edit" | "event.ingest" | "machine.read" | "machine.connect" | "machine.edit" | "recording.replay" | "status.read" | "place.read" | "place.edit" | "calendar.read" | "calendar.edit" | "job.read" | "job.edit" | "person.read" | "person.edit" | "grant.read" | "grant.edit" | "session.read" | "session.end" | "terminal.read" | "terminal.edit" | "token.own" | "token.read" | "token.revoke" | "webhook.read" | "webhook.edit" | "notification.read" | "notification.edit" | "task.read" | "task.manage" | "audit.read" | "audit.export" | "health.read" | "retention.read" | "retention.edit" | "configuration.read" | "configuration.edit" | "key.read" | "key.manage" | "backup.read" | "backup.create" | "backup.restore" | "data.export" | "data.import" | "alarm.read" | "alarm.acknowledge" | "alarm.shelve" | "alarm.outOfService" | "alarm.rationalise" | "program.read" | "program.edit" | "outcome.record" | "program.release" | "advice.read" | "advice.request" | "operation.read" | "operation.propose" | "operation.approve" | "operation.cancel")[];
  /** Where it works; everything within is included */
  place: PlaceId;
  /** Until it expires */
  days?: number;
  reason?: Reason;
}

export interface CreatedToken {
  id: string;
  /** Its owner: it never may do what the owner may not */
  person: string;
  name: string;
  /** certificate: of an edge node, by which it signs in over TLS */
  kind: "token" | "certificate";
  permissions: ("event.read" | "event.export" | "event.deliver" | "view.share" | "annotation.write" | "annotation.remove" | "catalogue.read" | "catalogue.edit" | "event.ingest" | "machine.read" | "machine.connect" | "machine.edit" | "recording.replay" | "status.read" | "place.read" | "place.edit" | "calendar.read" | "calendar.edit" | "job.read" | "job.edit" | "person.read" | "person.edit" | "grant.read" | "grant.edit" | "session.read" | "session.end" | "terminal.read" | "terminal.edit" | "token.own" | "token.read" | "token.revoke" | "webhook.read" | "webhook.edit" | "notification.read" | "notification.edit" | "task.read" | "task.manage" | "audit.read" | "audit.export" | "health.read" | "retention.read" | "retention.edit" | "configuration.read" | "configuration.edit" | "key.read" | "key.manage" | "backup.read" | "backup.create" | "backup.restore" | "data.export" | "data.import" | "alarm.read" | "alarm.acknowledge" | "alarm.shelve" | "alarm.outOfService" | "alarm.rationalise" | "program.read" | "program.edit" | "outcome.record" | "program.release" | "advice.read" | "advice.request" | "operation.read" | "operation.propose" | "operation.approve" | "operation.cancel")[];
  /** There and within */
  place: PlaceId;
  /** How the token ends, to tell it from others */
  lastFour: string;
  createdUs: TimeUs;
  expiresUs: TimeUs;
  /** To the minute; absent when it was never used */
  lastUsedUs?: TimeUs;
  /** The token itself, shown this once and stored nowhere: `Authorization: Bearer mnt_…` */
  secret: string;
}

export interface DataFile {
  format: "mantinel-data";
  schemaVersion: 1;
  places: ({
    id: PlaceId;
    name: string;
    parent?: PlaceId;
  })[];
  /** How they are connected; a password within an address is hidden */
  machines: ConnectMachine[];
  calendars: ({
    place: PlaceId;
    calendar: ShiftCalendar;
  })[];
  people: ({
    name: string;
    place: PlaceId;
    disabled?: boolean;
  })[];
  grants: ({
    /** Name of the account */
    person: string;
    role: "platformOwner" | "organisationAdmin" | "manager" | "engineer" | "technician" | "operator" | "auditor" | "viewer" | "machine" | "kiosk";
    place: PlaceId;
  })[];
  parts: ({
    number: string;
    name: string;
    place: PlaceId;
  })[];
  jobs: ({
    number: string;
    place: PlaceId;
    /** Number of the part */
    part: string;
    /** The enterprise, or the site that makes it */
    partPlace: PlaceId;
    quantity: number;
    dueUs?: TimeUs;
    operations?: ({
      number: number;
      name: string;
      place?: PlaceId;
      plannedSetupUs?: number;
      plannedRunPerItemUs?: number;
    })[];
  })[];
  /** Without their secrets: each gets a new one */
  webhooks: ({
    name: string;
    place: PlaceId;
    url: string;
    level: "technical" | "operator";
    codes?: string[];
    paused?: boolean;
  })[];
  /** What event codes mean, in the shop’s own words */
  catalogue: ({
    /** Holds there and below: at the enterprise for every machine */
    place: PlaceId;
    /** Only for machines whose device model names this model; empty for all */
    model?: string;
    code: string;
    /** ICU messages by language; may name {machine}, {item}, {number} and {qualifier} */
    texts: {
      en?: CatalogueTexts;
      de?: CatalogueTexts;
      sk?: CatalogueTexts;
    };
    priority?: "low" | "medium" | "high";
    /** Time to respond of ISA-18.2 */
    respondWithinMinutes?: number;
    /** Where the words come from: a list, a manual, a person’s experience */
    source?: string;
  })[];
}

export interface DatasetOperation {
  /** Its place in the program */
  number: number;
  kind: "face" | "pocket" | "contour" | "slot" | "chamfer" | "engrave" | "surface" | "drill" | "spot" | "tap" | "bore" | "ream" | "turn-rough" | "turn-finish" | "groove" | "thread" | "part-off" | "probe" | "unknown";
  /** 0–1, of the kind */
  confidence: number;
  /** The note it stands under */
  name?: string;
  /** Number of the tool in the program; 0: none was called */
  tool: number;
  toolKind?: "end-mill" | "ball-end-mill" | "bull-nose-mill" | "face-mill" | "chamfer-mill" | "slot-mill" | "form-mill" | "taper-mill" | "thread-mill" | "engraver" | "drill" | "spot-drill" | "centre-drill" | "countersink" | "counterbore" | "tap" | "reamer" | "boring-bar" | "turning" | "grooving" | "threading" | "cut-off" | "knurling" | "probe" | "stop";
  diameterMm?: number;
  /** 1/min, typical while it cuts */
  n?: number;
  /** m/min */
  vc?: number;
  /** mm per turn */
  f?: number;
  /** mm/min */
  vf?: number;
  /** mm per tooth */
  fz?: number;
  /** Axial depth of cut */
  apMm?: number;
  /** Radial width of cut */
  aeMm?: number;
  /** Of a cycle, or between the highest and the lowest level */
  depthMm?: number;
  /** Way at feed */
  cutMm: number;
  /** Estimated */
  seconds?: number;
}

export interface DatasetProgram {
  name: string;
  /** O number */
  number?: string;
  kind: "mill" | "lathe";
  dialect: string;
  cam?: string;
  lines: number;
  /** How many texts of it the shop has; this is the newest */
  revisions: number;
  estimateS?: number;
  /** Of the newest text */
  sha256: string;
  tools: ({
    number: number;
    kind?: "end-mill" | "ball-end-mill" | "bull-nose-mill" | "face-mill" | "chamfer-mill" | "slot-mill" | "form-mill" | "taper-mill" | "thread-mill" | "engraver" | "drill" | "spot-drill" | "centre-drill" | "countersink" | "counterbore" | "tap" | "reamer" | "boring-bar" | "turning" | "grooving" | "threading" | "cut-off" | "knurling" | "probe" | "stop";
    diameterMm?: number;
    cornerRadiusMm?: number;
    flutes?: number;
    pitchMm?: number;
    description?: string;
    maker?: string;
  })[];
  operations: DatasetOperation[];
}

export type DatasetProject = {
  schema: 1;
  id: string;
  name: string;
  partNumber?: string;
  customer?: string;
  /** Made by a generator: never counted among what a shop ran */
  synthetic: boolean;
  /** SPDX identifier, or "own"; null: not told, so nothing may be published of it */
  licence: string | null;
  /** Where its texts were found */
  provenance: ({
    source: string;
    path: string;
    sha256: string;
  })[];
  /** null: nothing tells it surely */
  material: {
    group: "steel" | "stainless" | "cast-iron" | "aluminium" | "copper-alloy" | "magnesium" | "titanium" | "heat-resistant" | "plastic" | "wood" | "wax" | "foam";
    grade?: string;
    /** 0–1; 1 where a person confirmed it */
    confidence: number;
  } | null;
  programs: DatasetProgram[];
  /** Unknown stays unknown */
  outcome: {
    known: boolean;
    good?: number;
    scrap?: number;
    verdict?: string;
  };
  /** By part family, by customer and by maker of the tools, each as a whole; what is not told falls by its family */
  splits: {
    family: "train" | "validation" | "test";
    customer: "train" | "validation" | "test";
    toolMaker: "train" | "validation" | "test";
  };
};

export interface Deliveries {
  /** Newest first */
  deliveries: DeliveryView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface DeliveryView {
  /** The webhook-id of every attempt, and the id of the first background task */
  id: string;
  /** The id of the event reported; `test.…` for a test */
  event: string;
  code: string;
  state: "waiting" | "delivered" | "dead";
  attempts: number;
  /** HTTP status of the last answer */
  status?: number;
  problem?: string;
  createdUs: TimeUs;
  endedUs?: TimeUs;
}

export interface DifferenceView {
  /** operation, tool, speed, feed, path, work-offset, tool-offset or cycle */
  subject: string;
  change: "added" | "removed" | "changed";
  /** Number of the operation in the first revision */
  before?: number;
  after?: number;
  lineBefore?: number;
  lineAfter?: number;
  /** A sentence, metric */
  message: string;
}

export interface EdgeCertificateView {
  id: string;
  name: string;
  /** The account of the edge node */
  person: string;
  personName: string;
  place: PlaceId;
  /** SHA-256, in pairs of hexadecimal digits with colons */
  fingerprint: string;
  createdUs: TimeUs;
  expiresUs: TimeUs;
  lastUsedUs?: TimeUs;
}

export interface Ended {
  /** How many sessions */
  ended: number;
}

export interface EndingCertificate {
  kind: "server" | "authority" | "edgeAuthority" | "edge";
  expiresUs: TimeUs;
}

export interface Enrolment {
  /** Base32, to type where no picture can be taken; shown this once */
  secret: string;
  /** otpauth URI, to show as a QR code */
  uri: string;
}

export interface Entries {
  /** In order of code */
  entries: EntryView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface EntryView {
  id: string;
  /** Holds there and below: at the enterprise for every machine */
  place: PlaceId;
  model: string;
  code: string;
  /** ICU messages by language; may name {machine}, {item}, {number} and {qualifier} */
  texts: {
    en?: CatalogueTexts;
    de?: CatalogueTexts;
    sk?: CatalogueTexts;
  };
  priority?: "low" | "medium" | "high";
  /** Time to respond of ISA-18.2 */
  respondWithinMinutes?: number;
  source: string;
  version: Version;
}

export interface EpisodeView {
  activation: number;
  raisedUs: TimeUs;
  receivedUs: TimeUs;
  clearedUs?: TimeUs;
  /** notRestated: the machine came back after a gap and no longer named it */
  cleared?: "told" | "notRestated";
  level: "warning" | "fault";
  message: string;
  priority: AlarmPriority;
  acknowledgedUs?: TimeUs;
  /** From hearing of it to its acknowledgement */
  responseUs?: number;
  timeToRespondUs?: number;
  /** It stood for less than a minute */
  fleeting: boolean;
}

export interface Event {
  /** node.epoch.seq, for permalinks */
  id: string;
  node: string;
  epoch: number;
  seq: number;
  timeUs: TimeUs;
  receivedUs: TimeUs;
  site: string;
  machine?: string;
  path?: string;
  kind: "sample" | "state" | "condition" | "message" | "program" | "operation" | "log" | "audit" | "gap";
  severity: Severity;
  code: string;
  message: string;
  attributes: { [name: string]: AttributeValue };
  quality: "good" | "stale" | "bad" | "unsupported" | "gap";
  trace?: {
    traceId: string;
    spanId?: string;
  };
}

export interface EventCounts {
  /** Events of the chosen level that match */
  total: number;
  /** false while a text filter has only been counted in part */
  exact: boolean;
  /** The same filter at each level */
  levels: {
    developer: number;
    technical: number;
    operator: number;
  };
}

export interface EventPage {
  /** Always oldest first within the page, whatever the direction */
  events: Event[];
  /** Cursor to read on towards older; absent at the beginning */
  older?: string;
  /** Cursor to read on towards newer, also for what is yet to come */
  newer?: string;
  /** Rank of the first row of the page; absent where it would need a full scan */
  rank?: number;
}

export interface EventProof {
  format: "mantinel-event-proof-1";
  /** For people, with private words as they are stored */
  event: Event;
  /** What the event shares with others, encoded */
  series: string;
  /** The event, encoded */
  leaf: string;
  /** Its place in the tree */
  index: number;
  size: number;
  /** Hashes beside the way to the root, lowest first */
  path: string[];
  /** A signed note whose root follows */
  head: string;
  /** By which it was signed */
  key: string;
}

export interface ExplanationTextsView {
  /** Of the texts: the one asked for where there are any, else another */
  language: Language;
  texts: {
    /** What happened, in a line */
    title: string;
    /** Why it happens */
    cause?: string;
    /** What it means */
    consequence?: string;
    /** What to do */
    action?: string;
    /** How one sees that it helped */
    confirmation?: string;
  };
  priority?: "low" | "medium" | "high";
  /** Time to respond of ISA-18.2 */
  respondWithinMinutes?: number;
  confidence?: "high" | "medium" | "low";
  sources: ({
    title: string;
    address?: string;
  })[];
  /** Whose words: of the machine, its model, the shop, or shipped */
  origin: "machine" | "model" | "shop" | "shipped";
  /** Speaks of the kind of event; the control’s own text says more */
  generic: boolean;
}

export interface Explanations {
  /** In the order asked; what has no explanation is left out */
  explanations: ({
    /** Of the texts: the one asked for where there are any, else another */
    language: Language;
    texts: {
      /** What happened, in a line */
      title: string;
      /** Why it happens */
      cause?: string;
      /** What it means */
      consequence?: string;
      /** What to do */
      action?: string;
      /** How one sees that it helped */
      confirmation?: string;
    };
    priority?: "low" | "medium" | "high";
    /** Time to respond of ISA-18.2 */
    respondWithinMinutes?: number;
    confidence?: "high" | "medium" | "low";
    sources: ({
      title: string;
      address?: string;
    })[];
    /** Whose words: of the machine, its model, the shop, or shipped */
    origin: "machine" | "model" | "shop" | "shipped";
    /** Speaks of the kind of event; the control’s own text says more */
    generic: boolean;
    of: string;
  })[];
}

export interface Facets {
  /** Most frequent first */
  values: ({
    value: string;
    count: number;
  })[];
  /** false while a text filter has only been counted in part */
  exact?: boolean;
}

export interface FactView {
  id: string;
  /** Id of the program that it is about; absent: all of the project */
  program?: string;
  tool?: number;
  field: string;
  value: string;
  confidence: number;
  /** program, setup-sheet, tool-list, folder, qif, rule or person */
  reader: string;
  /** Path of the document or program, and where in it */
  source: string;
  because: string;
  recordedUs: TimeUs;
}

export interface FindSimilar {
  /** What is not told counts as neither alike nor unlike */
  operation: ComparedOperation;
  limit?: number;
  /** Several operations of one project */
  each?: boolean;
}

export interface FoundFile {
  /** Folder of the source, or what people uploaded */
  location: string;
  /** Within it; what lies in an archive as archive.zip!/inner */
  path: string;
  modifiedUs: TimeUs;
  licence?: string;
  /** It is no longer there; what was read of it is kept */
  gone: boolean;
}

export interface GiveRole {
  person: string;
  role: "platformOwner" | "organisationAdmin" | "manager" | "engineer" | "technician" | "operator" | "auditor" | "viewer" | "machine" | "kiosk";
  place: PlaceId;
  reason?: Reason;
}

export interface GrantView {
  id: string;
  person: string;
  role: "platformOwner" | "organisationAdmin" | "manager" | "engineer" | "technician" | "operator" | "auditor" | "viewer" | "machine" | "kiosk";
  place: PlaceId;
  /** Who gave it; absent for the first owner */
  grantedBy?: string;
  grantedUs: TimeUs;
  /** Follows the claims of the OpenID provider at each sign-in */
  fromProvider: boolean;
}

export interface Grants {
  /** In order of person, place and role */
  grants: GrantView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface HarvestSkips {
  /** All reasons, the most frequent first */
  reasons: ({
    reason: string;
    count: number;
  })[];
  /** In order of path */
  skips: ({
    path: string;
    /** Stable: `unreadable`, `archive-bomb` … */
    reason: string;
    /** What to do about it */
    detail: string;
  })[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface HarvestSourceView {
  id: string;
  place: PlaceId;
  kind: "folder" | "upload";
  /** Absolute path of a folder of the computer on which Mantinel runs; of uploads their name */
  location: string;
  /** Looked at by itself whenever something changes there */
  watched: boolean;
  /** Neither watched nor harvested meanwhile */
  paused: boolean;
  /** What the programs may be used for: "own", or an SPDX expression */
  licence?: string;
  /** Programs that are there, copies included */
  programs: number;
  /** Why it cannot be looked at just now; it is tried again by itself */
  problem?: {
    text: string;
    /** Of the error catalogue, where it is one of those */
    code?: string;
    /** What the sentence of the code names */
    data?: { [name: string]: unknown };
    sinceUs: TimeUs;
  };
  latest?: HarvestView;
  version: Version;
}

export interface HarvestSources {
  /** In order of location */
  sources: HarvestSourceView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface HarvestView {
  id: string;
  source: string;
  /** `waiting`: not begun yet; `failed`: also one whose process died, which the next one goes on from */
  state: "waiting" | "running" | "finished" | "cancelled" | "failed";
  /** Of one that waits: when it was asked for */
  startedUs: TimeUs;
  endedUs?: TimeUs;
  counts: {
    /** Looked at so far */
    files: number;
    /** Absent while they are being counted */
    total?: number;
    /** Not read again */
    unchanged: number;
    /** Of a text that is known from another file */
    copies: number;
    /** New ones: the first of their family */
    programs: number;
    /** New ones of known programs */
    revisions: number;
    /** For lasers, plasma, printers and the like: kept, never learnt from */
    setApart: number;
    /** Setup sheets, tool lists, inspection results */
    documents: number;
    /** Not taken up; the report says why */
    skipped: number;
    /** No longer there; what was read of them is kept */
    gone: number;
    /** Read so far */
    bytes: number;
    /** To be read; absent while that is not known */
    totalBytes?: number;
  };
  /** Of what was read, since it began */
  bytesPerSecond?: number;
  /** Estimated from the rate; absent while nothing tells */
  leftUs?: number;
  /** A person asked for its end; what was read is being kept */
  cancelling: boolean;
  problem?: {
    text: string;
    /** Of the error catalogue, where it is one of those */
    code?: string;
    /** What the sentence of the code names */
    data?: { [name: string]: unknown };
  };
}

export interface Harvests {
  /** The newest first */
  harvests: HarvestView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface Histogram {
  fromUs: TimeUs;
  toUs: TimeUs;
  /** Width of a bucket; a whole number of minutes when longer than one */
  bucketUs: number;
  series: {
    trace: number[];
    debug: number[];
    info: number[];
    warn: number[];
    error: number[];
    fatal: number[];
  };
  /** false while a text filter has only been counted in part */
  exact?: boolean;
}

export interface Identities {
  identities: IdentityView[];
}

export interface IdentityView {
  id: string;
  issuer: string;
  /** The provider's own name for the account */
  subject: string;
  /** What the provider called it when it was last used */
  label: string;
  linkedUs: TimeUs;
  lastUsedUs?: TimeUs;
}

export interface ImportOutcome {
  /** All of it, or nothing: one refused row refuses the file */
  applied: boolean;
  counts: {
    added: number;
    changed: number;
    same: number;
    refused: number;
  };
  /** Refused rows first, then what is added or changed; at most 1000 rows, the counts are of all */
  rows: ImportedRow[];
  /** Of everything that comes of the file */
  fingerprint: string;
}

export interface ImportedRow {
  kind: "places" | "machines" | "calendars" | "people" | "grants" | "parts" | "jobs" | "webhooks" | "catalogue";
  /** In a CSV file, from 1 */
  line?: number;
  /** Among the records of its kind, from 1 */
  index: number;
  /** What the row is about */
  name: string;
  verdict: "added" | "changed" | "same" | "refused";
  /** Where the mistake is */
  column?: string;
  problem?: string;
  remedy?: string;
  /** The columns that change */
  changes?: string[];
}

export interface Inbox {
  /** What nobody has explained yet, most frequent first; at most 500 */
  texts: InboxText[];
  total: number;
}

export interface InboxText {
  code: string;
  /** The control’s own number; empty where it gave none */
  nativeCode: string;
  /** What the control said last */
  message: string;
  severity: Severity;
  /** How often it was raised, on all of these machines */
  times: number;
  /** By the time of receipt */
  firstUs: TimeUs;
  lastUs: TimeUs;
  /** Those of the reader that said it */
  machines: string[];
}

export interface IssueCertificate {
  /** Which edge node it is for */
  name: string;
  /** Whose events it may deliver; everything within is included */
  place: PlaceId;
  /** Until it expires */
  days?: number;
  reason?: Reason;
}

export interface IssuedCertificate {
  id: string;
  name: string;
  /** The account of the edge node */
  person: string;
  personName: string;
  place: PlaceId;
  /** SHA-256, in pairs of hexadecimal digits with colons */
  fingerprint: string;
  createdUs: TimeUs;
  expiresUs: TimeUs;
  lastUsedUs?: TimeUs;
  /** Certificate and private key for the edge node, shown this once: the key is stored nowhere */
  pem: string;
}

export interface JobView {
  id: string;
  /** The site, area or line that makes it */
  place: PlaceId;
  number: string;
  part: string;
  quantity: number;
  dueUs?: TimeUs;
  operations: ({
    /** 10, 20, 30 by custom */
    number: number;
    name: string;
    /** The line or machine on which it is planned */
    place?: PlaceId;
    plannedSetupUs?: number;
    /** PRI of ISO 22400-2 */
    plannedRunPerItemUs?: number;
  })[];
  version: Version;
}

export interface Jobs {
  /** In order of number */
  jobs: JobView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface KeyView {
  /** authority: vouches for this server; server: what browsers are shown; edgeAuthority: vouches for edge nodes; acmeAccount: our account at the certificate service; secrets: seals what the database keeps */
  kind: "authority" | "server" | "edgeAuthority" | "acmeAccount" | "secrets";
  name: string;
  /** Where the certificate in use is from */
  source?: "local" | "files" | "acme";
  /** SHA-256, in pairs of hexadecimal digits with colons */
  fingerprint?: string;
  issuer?: string;
  /** Host names and addresses that it is for */
  names?: string[];
  beginsUs?: TimeUs;
  expiresUs?: TimeUs;
}

export interface Keys {
  mode: "off" | "local" | "files" | "acme";
  /** Why the certificate that the configuration wants is not shown */
  problem?: {
    code: string;
    title: string;
    remedy: string;
  };
  keys: KeyView[];
  /** Certificates of edge nodes, the next to expire first */
  edges: EdgeCertificateView[];
}

export type Language = "en" | "de" | "sk";

export type Level = "developer" | "technical" | "operator";

export interface Likeness {
  /** operation, tool, material, vc, fz, ap/D, ae/D, D or overhang/D */
  about: string;
  /** 0: the same; 1: a unit apart; absent: one of the two does not tell */
  apart?: number;
  one?: string;
  other?: string;
}

export interface LineChange {
  /** From 1: where it begins in the first */
  beforeLine: number;
  before: string[];
  afterLine: number;
  after: string[];
}

export interface LinkIdentity {
  /** The provider's own name for the account: claim sub */
  subject: string;
  reason?: Reason;
}

export interface LogHead {
  /** By which anybody verifies, in the form of signed notes; absent where nothing is signed */
  key?: string;
  /** The newest; absent before the first */
  head?: {
    /** The epoch in which the tree grows */
    tree: number;
    /** Events under it */
    size: number;
    /** When it was signed */
    timeUs: TimeUs;
    /** A signed note: root, size and signature. Keep it elsewhere */
    note: string;
  };
}

export interface MachineItems {
  items: ({
    path: string;
    category: "SAMPLE" | "EVENT" | "CONDITION";
    type: string;
    subType?: string;
    units?: string;
    component: string;
  })[];
}

export interface MachineView {
  id: string;
  name: string;
  site: string;
  connector: "shdr" | "mtconnect" | "replay";
  demo: boolean;
  timeZone: string;
  activity: "fault" | "warning" | "stopped" | "running" | "idle" | "unknown" | "offline";
  connected: boolean;
  /** A person paused its recording */
  paused?: boolean;
  /** On the stream alone: it is no longer recorded here */
  removed?: boolean;
  /** Why it is not connected, in plain words */
  connectionProblem?: string;
  /** Since when it does so, by the clock of the machine; absent where it did not tell */
  sinceUs?: TimeUs;
  /** When this node last heard anything of it */
  receivedUs?: TimeUs;
  execution?: string;
  controllerMode?: string;
  program?: string;
  conditions: ({
    path: string;
    code: string;
    level: "warning" | "fault";
    message: string;
    sinceUs: TimeUs;
  })[];
}

export interface Machines {
  machines: MachineView[];
}

export interface MarkRun {
  /** It warmed the machine up and made no part: nothing is learnt from it */
  warmUp: boolean;
  reason?: Reason;
}

export interface MaterialInbox {
  /** Of all that wait and fit the text; with the first page */
  counts?: {
    unknown: number;
    unsure: number;
    contradicted: number;
  };
  projects: MaterialQuestion[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface MaterialQuestion {
  /** The project */
  id: string;
  place: PlaceId;
  name: string;
  partNumber?: string;
  customer?: string;
  programs: number;
  /** One of its files */
  path?: string;
  /** The nearest folder that it lies in, of which a rule may be made */
  folder?: string;
  /** Nothing tells; something does, but not surely; several tell otherwise */
  reason: "unknown" | "unsure" | "contradicted";
  /** The answer of the moment */
  material?: string;
  grade?: string;
  confidence?: number;
  /** The surest first */
  hints: ({
    /** `material`, `material-grade`, `tool-kind`, `tool-diameter` … */
    field: string;
    value: string;
    confidence: number;
    /** `program`, `setup-sheet`, `tool-list`, `folder`, `qif`, `rule` or `person` */
    reader: string;
    /** Path of the program or document, and where in it */
    source: string;
    because: string;
  })[];
  version: Version;
}

export interface MeasurementView {
  id: string;
  /** The part that was measured */
  item: string;
  characteristic: string;
  nominal?: number;
  /** Absolute, in the unit */
  lower?: number;
  upper?: number;
  actual?: number;
  unit: string;
  status: "pass" | "fail" | "unknown";
  /** `person`, or the document that tells it */
  source: string;
  run?: string;
  /** Name of the person who measured it */
  person?: string;
  atUs?: TimeUs;
}

export interface Measurements {
  /** By characteristic and item; the first 1,000 */
  measurements: MeasurementView[];
}

export interface NotificationRuleView {
  id: string;
  /** Only of what happens there */
  place: PlaceId;
  name: string;
  when: NotificationTrigger;
  /** It is told only if it still holds after so long */
  delayMinutes: number;
  /** At most one message in so long; what comes meanwhile goes into the next */
  groupMinutes: number;
  /** Nothing is told between, by the clock of the place; it is told at the end if it still holds */
  quiet?: {
    from: string;
    /** At or before `from`: on the next day */
    to: string;
    /** Alarms of high priority are told all the same */
    exceptHigh: boolean;
  };
  /** Of the messages */
  language: Language;
  steps: ({
    /** After the step before, while nobody acknowledged and it has not ended */
    afterMinutes: number;
    emails: string[];
    /** Id of a webhook, which signs and sends it */
    webhook?: string;
    /** To every browser that shows this place and was allowed to notify */
    browser: boolean;
  })[];
  paused: boolean;
  version: Version;
}

export interface NotificationRules {
  rules: NotificationRuleView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export type NotificationTrigger = {
  kind: "alarm";
  /** This priority or a higher one */
  least: "low" | "medium" | "high";
  /** Only these; all when empty */
  codes?: string[];
} | {
  kind: "events";
  level: "technical" | "operator";
  /** Only these; all of the level when empty */
  codes?: string[];
  /** Part of the message; any when empty */
  text?: string;
} | {
  kind: "machineSilent";
  minutes: number;
} | {
  kind: "databaseAway";
  minutes: number;
} | {
  kind: "diskFull";
  days: number;
};

export interface NotificationView {
  id: string;
  channel: "email" | "webhook" | "browser";
  /** Address or webhook; empty for browsers */
  target: string;
  step: number;
  /** How many things it tells of */
  count: number;
  subject: string;
  state: "waiting" | "delivered" | "dead";
  attempts: number;
  problem?: string;
  createdUs: TimeUs;
  endedUs?: TimeUs;
}

export interface Notifications {
  /** Newest first */
  notifications: NotificationView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface OperationColumns {
  /** Operations that have both features */
  total: number;
  /** There are more than fit: the same sample each time, evenly drawn */
  sampled: boolean;
  x: number[];
  y: number[];
  /** Names that `material` counts from 0 */
  materials: (string | null)[];
  material: number[];
  tools: (string | null)[];
  tool: number[];
  kinds: (string | null)[];
  kind: number[];
  projects: ({
    id: string;
    name: string;
  })[];
  project: number[];
  programs: ({
    id: string;
    name: string;
    revision: number;
  })[];
  program: number[];
  /** Of the operation within its revision */
  number: number[];
}

export interface OperationView {
  /** Within its revision */
  number: number;
  name?: string;
  kind: string;
  confidence: number;
  tool: number;
  toolKind?: string;
  diameterMm?: number;
  firstLine: number;
  lastLine: number;
  /** Estimated */
  seconds?: number;
  /** Way at feed */
  cutMm: number;
  /** 1/min */
  n?: number;
  /** m/min */
  vc?: number;
  /** mm per turn */
  f?: number;
  /** mm/min */
  vf?: number;
  /** mm per tooth */
  fz?: number;
  apMm?: number;
  aeMm?: number;
  depthMm?: number;
}

/** received: as recorded; time: as it happened by the sources */
export type Order = "received" | "time";

export interface OutcomeView {
  id: string;
  program?: string;
  run?: string;
  tool?: number;
  kind: string;
  value?: number;
  unit?: string;
  verdict?: string;
  /** Why a tool was changed */
  cause?: string;
  note?: string;
  /** person, or what told it */
  source: string;
  /** Name of the person who told it */
  person?: string;
  atUs: TimeUs;
}

export interface Outcomes {
  /** The newest first */
  outcomes: OutcomeView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface PairTerminal {
  /** However it is spaced */
  code: string;
}

export interface PairingCode {
  terminal: TerminalView;
  /** To type at the terminal; good once, for ten minutes, and shown this once */
  code: string;
  expiresUs: TimeUs;
}

export interface PartView {
  id: string;
  /** The enterprise, for a part that every site knows, or the site that makes it */
  place: PlaceId;
  number: string;
  name: string;
  version: Version;
}

export interface Parts {
  /** In order of number */
  parts: PartView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

/** AuthenticationResponseJSON of the browser */
export interface PasskeyAnswer {
  /** At most 1023 bytes (WebAuthn 3, 5.8.3) */
  id: string;
  /** At most 1023 bytes (WebAuthn 3, 5.8.3) */
  rawId: string;
  type: "public-key";
  authenticatorAttachment?: string | null;
  clientExtensionResults?: { [name: string]: unknown };
  response: {
    clientDataJSON: string;
    authenticatorData: string;
    signature: string;
    userHandle?: string | null;
  };
}

export interface PasskeyOptions {
  /** For parseCreationOptionsFromJSON or parseRequestOptionsFromJSON of the browser */
  options: { [name: string]: unknown };
}

export interface PasskeyView {
  id: string;
  name: string;
  /** The host name of the panel under which it works */
  host: string;
  /** Kept on several devices by a provider */
  synced: boolean;
  createdUs: TimeUs;
  lastUsedUs?: TimeUs;
}

export interface Passkeys {
  passkeys: PasskeyView[];
}

export interface PasswordLink {
  /** Address within the panel; hand it to that person and nobody else */
  path: string;
  expiresUs: TimeUs;
}

export interface Pattern {
  /** The words that the messages share, `<*>` where they differ; `template:` finds them */
  template: string;
  count: number;
  /** Of the worst of them */
  severity: Severity;
  /** Up to five */
  codes: string[];
  /** Up to five */
  machines: string[];
  /** By the time of the chosen order */
  firstUs: TimeUs;
  lastUs: TimeUs;
  /** Id of the last of them */
  example: string;
}

export interface Patterns {
  /** Most frequent first */
  patterns: Pattern[];
  /** Everything that matches was counted; false when the time was up before: counts are at least these */
  exact: boolean;
}

export interface People {
  /** In order of their names */
  people: PersonView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface PersonView {
  id: string;
  name: string;
  /** Where the account belongs: whoever manages that place manages it */
  place: PlaceId;
  createdUs: TimeUs;
  /** Since when it may not be used */
  disabledUs?: TimeUs;
  /** Nothing of the person is left but what they did */
  erased?: true;
  version: Version;
}

export type Pin = string;

export interface PinState {
  set: boolean;
  /** False while it is the first one, which must be replaced when it is used */
  chosen: boolean;
  changedUs?: TimeUs;
}

/** Place of the plant: level and short name, such as site:plant */
export type PlaceId = string;

export interface PlaceView {
  id: PlaceId;
  level: "enterprise" | "site" | "area" | "line" | "machine";
  name: string;
  parent?: PlaceId;
  version: Version;
}

export interface Places {
  /** What the reader may see of the plant, in order of id */
  places: PlaceView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface Problem {
  /** Documentation of this error */
  type: string;
  status: number;
  code: string;
  /** What happened, for the operator */
  title: string;
  remedy: string;
  /** For the developer */
  detail?: string;
  /** What title and remedy name, for screens in other languages */
  data?: { [name: string]: string | number };
  requestId: string;
}

export type ProgramDetail = {
  id: string;
  name: string;
  /** O number without its O */
  number?: string;
  kind: string;
  revisions: number;
  /** The one of the newest file */
  latest: RevisionSummary;
  project: string;
  /** The newest first; the first 200 */
  revisionList: ({
    /** From 1, in the order in which they were found */
    number: number;
    dialect: string;
    dialectConfidence: number;
    cam?: string;
    post?: string;
    lines: number;
    blocks: number;
    bytes: number;
    sha256: string;
    /** With the dynamics of an ordinary machine */
    estimateS?: number;
    /** What is cut along X, Y and Z, in mm; null for an axis that does not move */
    box: ({
      min: number;
      max: number;
    } | null)[];
    errors: number;
    warnings: number;
    thumbnail: boolean;
    readUs: TimeUs;
    /** The first 20 */
    files: FoundFile[];
  })[];
};

export interface ProgramDiff {
  /** What a machinist would call different; empty: they cut the same */
  differences: DifferenceView[];
  /** Lines that differ, block numbers and spaces aside */
  lines: LineChange[];
  /** All of them, also those that are not shown */
  changedLines: number;
}

export interface ProgramRuleView {
  id: string;
  /** For whose programs it holds */
  place: PlaceId;
  /** `material-name`, `folder` or `tool`: of what the pattern speaks */
  looksAt: string;
  /** Plain words; `*` stands for any */
  pattern: string;
  /** What it says: `material`, `material-grade`, `tool-kind`, `tool-diameter` */
  field: string;
  value: string;
  /** Name of the person whose correction it is */
  person?: string;
  changedUs: TimeUs;
  /** Of which it says something */
  programs: number;
  version: Version;
}

export interface ProgramRules {
  /** The newest first */
  rules: ProgramRuleView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface ProgramSummary {
  id: string;
  name: string;
  /** O number without its O */
  number?: string;
  kind: string;
  revisions: number;
  /** The one of the newest file */
  latest: RevisionSummary;
}

export interface ProjectDetail {
  id: string;
  place: PlaceId;
  name: string;
  partNumber?: string;
  customer?: string;
  /** Absent: nobody says it surely enough */
  material?: ProjectMaterial;
  /** A person looked at it */
  confirmed: boolean;
  changedUs: TimeUs;
  /** In order of name; the first 200 */
  programs: ProgramSummary[];
  /** The surest first; the first 200 */
  facts: FactView[];
}

export interface ProjectMaterial {
  group: string;
  grade?: string;
  /** 1 where a person confirmed it */
  confidence: number;
}

export interface ProjectSummary {
  id: string;
  place: PlaceId;
  name: string;
  partNumber?: string;
  customer?: string;
  /** Absent: nobody says it surely enough */
  material?: ProjectMaterial;
  /** A person looked at it */
  confirmed: boolean;
  changedUs: TimeUs;
  /** Of its programs */
  kinds: string[];
  programs: number;
  revisions: number;
  /** Of the latest revisions */
  operations: number;
  tools: number;
  /** Of all its programs; absent where none moves anything */
  estimateS?: number;
  /** Whose toolpath stands for the project */
  thumbnail?: {
    program: string;
    revision: number;
  };
}

export interface Projects {
  projects: ProjectSummary[];
  total: BoundedCount;
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface Proof {
  password?: string;
  code?: Code;
  passkey?: PasskeyAnswer;
}

export interface RationalisationView {
  id: string;
  /** A site, for all of its machines, or one machine */
  place: PlaceId;
  /** Event code, such as fanuc.SV0401 */
  code: string;
  /** Of this data item alone */
  path?: string;
  priority?: AlarmPriority;
  /** Alarm class, such as safety, quality, environment; free */
  class?: string;
  /** The condition must stand for so long before it is annunciated */
  onDelayUs?: number;
  /** The condition must be gone for so long before it has returned */
  offDelayUs?: number;
  /** After its return it must be reset by a person */
  latching?: boolean;
  timeToRespondUs?: number;
  /** Makes an alarm of the readings of `path`, which must be given */
  limit?: {
    direction: "high" | "low";
    setpoint: number;
    /** It has returned when the reading is so far back within the limit */
    deadband: number;
  };
  suppression?: {
    /** By design it is no alarm here; its events stay in the log */
    always?: boolean;
    /** While the machine surely reads one of these, such as machine.controllerMode MANUAL */
    whileReading?: ({
      code: string;
      values: string[];
    })[];
  };
  cause?: string;
  consequence?: string;
  correctiveAction?: string;
  /** How to see that the action helped */
  confirmation?: string;
  version: Version;
}

export interface Rationalisations {
  rationalisations: RationalisationView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

/** Why, for the audit trail */
export type Reason = string;

export interface RecoveryCodes {
  /** Each works once; shown this once */
  recoveryCodes: string[];
}

export interface RecoveryKey {
  /** Shown only now, and kept nowhere */
  recoveryKey: string;
  fingerprint: string;
}

export interface Removed {
  removed: string;
}

export interface RenamePasskey {
  /** Such as the device that keeps it */
  name: string;
}

export interface ResetAlarm {
  comment?: string;
}

export interface RetentionDays {
  developer: number;
  technical: number;
  operator: number;
}

export interface RetentionPreview {
  /** When it would be removed */
  whenUs: TimeUs;
  levels: ({
    /** The mildest level that shows an event: it is kept as long as that one */
    level: "developer" | "technical" | "operator";
    events: number;
    bytes: number;
    /** Received until then; absent where nothing is removed */
    untilUs?: TimeUs;
  })[];
}

export interface RetentionView {
  /** Where a site has nothing of its own; what there is of all sites */
  levels: ({
    /** The mildest level that shows an event: it is kept as long as that one */
    level: "developer" | "technical" | "operator";
    days: number;
    events: number;
    bytes: number;
    /** When the oldest of them was received; absent where there is none */
    sinceUs?: TimeUs;
  })[];
  /** Sites of which there are events, or which have days of their own */
  sites: ({
    site: string;
    levels: ({
      /** The mildest level that shows an event: it is kept as long as that one */
      level: "developer" | "technical" | "operator";
      days: number;
      events: number;
      bytes: number;
      /** When the oldest of them was received; absent where there is none */
      sinceUs?: TimeUs;
    })[];
    /** Levels of which this site differs */
    own: ("developer" | "technical" | "operator")[];
  })[];
  /** What was removed in the last runs, newest first, at most 50 */
  removals: ({
    atUs: TimeUs;
    site?: string;
    /** The mildest level that shows an event: it is kept as long as that one */
    level?: "developer" | "technical" | "operator";
    events: number;
    /** Each left a tombstone */
    blocks: number;
    /** Of these, with a signature that proves the removal */
    signed: number;
  })[];
  /** New events that are not yet stored by level; nothing of them is removed */
  unsorted: number;
  /** When what is past its time is removed next */
  nextRunUs: TimeUs;
  /** Of mantinel.yaml, where it stands */
  version: Version;
}

export interface ReturnToService {
  comment?: string;
}

export type RevisionDetail = {
  /** From 1, in the order in which they were found */
  number: number;
  dialect: string;
  dialectConfidence: number;
  cam?: string;
  post?: string;
  lines: number;
  blocks: number;
  bytes: number;
  sha256: string;
  /** With the dynamics of an ordinary machine */
  estimateS?: number;
  /** What is cut along X, Y and Z, in mm; null for an axis that does not move */
  box: ({
    min: number;
    max: number;
  } | null)[];
  errors: number;
  warnings: number;
  thumbnail: boolean;
  readUs: TimeUs;
  tools: ToolView[];
  /** Those that cut, in their order */
  operations: OperationView[];
};

export type RevisionSummary = {
  /** From 1, in the order in which they were found */
  number: number;
  dialect: string;
  dialectConfidence: number;
  cam?: string;
  post?: string;
  lines: number;
  blocks: number;
  bytes: number;
  sha256: string;
  /** With the dynamics of an ordinary machine */
  estimateS?: number;
  /** What is cut along X, Y and Z, in mm; null for an axis that does not move */
  box: ({
    min: number;
    max: number;
  } | null)[];
  errors: number;
  warnings: number;
  thumbnail: boolean;
  readUs: TimeUs;
};

export interface Roles {
  permissions: ({
    name: "event.read" | "event.export" | "event.deliver" | "view.share" | "annotation.write" | "annotation.remove" | "catalogue.read" | "catalogue.edit" | "event.ingest" | "machine.read" | "machine.connect" | "machine.edit" | "recording.replay" | "status.read" | "place.read" | "place.edit" | "calendar.read" | "calendar.edit" | "job.read" | "job.edit" | "person.read" | "person.edit" | "grant.read" | "grant.edit" | "session.read" | "session.end" | "terminal.read" | "terminal.edit" | "token.own" | "token.read" | "token.revoke" | "webhook.read" | "webhook.edit" | "notification.read" | "notification.edit" | "task.read" | "task.manage" | "audit.read" | "audit.export" | "health.read" | "retention.read" | "retention.edit" | "configuration.read" | "configuration.edit" | "key.read" | "key.manage" | "backup.read" | "backup.create" | "backup.restore" | "data.export" | "data.import" | "alarm.read" | "alarm.acknowledge" | "alarm.shelve" | "alarm.outOfService" | "alarm.rationalise" | "program.read" | "program.edit" | "outcome.record" | "program.release" | "advice.read" | "advice.request" | "operation.read" | "operation.propose" | "operation.approve" | "operation.cancel";
    effect: "read" | "write";
    may: string;
  })[];
  roles: ({
    name: "platformOwner" | "organisationAdmin" | "manager" | "engineer" | "technician" | "operator" | "auditor" | "viewer" | "machine" | "kiosk";
    permissions: ("event.read" | "event.export" | "event.deliver" | "view.share" | "annotation.write" | "annotation.remove" | "catalogue.read" | "catalogue.edit" | "event.ingest" | "machine.read" | "machine.connect" | "machine.edit" | "recording.replay" | "status.read" | "place.read" | "place.edit" | "calendar.read" | "calendar.edit" | "job.read" | "job.edit" | "person.read" | "person.edit" | "grant.read" | "grant.edit" | "session.read" | "session.end" | "terminal.read" | "terminal.edit" | "token.own" | "token.read" | "token.revoke" | "webhook.read" | "webhook.edit" | "notification.read" | "notification.edit" | "task.read" | "task.manage" | "audit.read" | "audit.export" | "health.read" | "retention.read" | "retention.edit" | "configuration.read" | "configuration.edit" | "key.read" | "key.manage" | "backup.read" | "backup.create" | "backup.restore" | "data.export" | "data.import" | "alarm.read" | "alarm.acknowledge" | "alarm.shelve" | "alarm.outOfService" | "alarm.rationalise" | "program.read" | "program.edit" | "outcome.record" | "program.release" | "advice.read" | "advice.request" | "operation.read" | "operation.propose" | "operation.approve" | "operation.cancel")[];
    gives: ("platformOwner" | "organisationAdmin" | "manager" | "engineer" | "technician" | "operator" | "auditor" | "viewer" | "machine" | "kiosk")[];
  })[];
}

export interface RunMark {
  /** It warmed the machine up and made no part: nothing is learnt from it */
  warmUp: boolean;
}

export interface RunOperation {
  /** Of the operation within its revision */
  number: number;
  seconds: number;
  estimateS?: number;
  /** Per cent; absent where the machine does not tell */
  feedOverride?: number;
  /** Per cent; absent where the machine does not tell */
  loadMean?: number;
  /** Per cent; absent where the machine does not tell */
  loadMax?: number;
}

export interface RunTold {
  good?: number;
  scrap?: number;
  rework?: number;
  verdict?: "good" | "acceptable" | "poor";
  toolChanges?: ({
    tool: number;
    cause?: "worn" | "broken" | "planned";
  })[];
  wear?: ({
    tool: number;
    /** Width of the flank wear land, VB */
    mm: number;
  })[];
  note?: string;
  /** Name of the person who told it */
  person?: string;
  atUs: TimeUs;
}

export interface RunView {
  id: string;
  machine: string;
  program: string;
  programName: string;
  revision: number;
  /** Block by block, and warming up, of which nothing is learnt */
  kind: "program" | "single-block" | "warm-up";
  /** By the machine's clock */
  beganUs: TimeUs;
  endedUs: TimeUs;
  ending: "complete" | "aborted" | "cut-off";
  activeS: number;
  /** Of those, seconds that are known to belong to an operation */
  assignedS: number;
  estimateS?: number;
  /** Per cent; absent where the machine does not tell */
  feedOverride?: number;
  overridden: boolean;
  /** 0–1: that it was this revision */
  confidence: number;
  /** Absent: nobody has told how it went */
  told?: RunTold;
  /** What the machine's own counters added */
  counted: {
    parts?: number;
    scrap?: number;
    rework?: number;
  };
  operations: RunOperation[];
}

export interface Runs {
  /** The newest first */
  runs: RunView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface SaveView {
  name: string;
  /** Level, filters, search, columns and order, as they stand in the address of the panel behind `?` */
  search: string;
  /** Shared with whoever reads events there; absent: only its owner sees it */
  place?: PlaceId;
}

export interface SavedViewView {
  id: string;
  name: string;
  search: string;
  /** Shared with whoever reads events there; absent: only its owner sees it */
  place?: PlaceId;
  mine: boolean;
  /** Name of the person who keeps it */
  owner: string;
  /** Whether the caller may change or remove it */
  mayChange: boolean;
  version: Version;
}

export interface SavedViews {
  /** In order of name */
  views: SavedViewView[];
}

export interface SecondFactorState {
  /** Whether signing in asks for a code */
  on: boolean;
  recoveryCodesLeft: number;
}

export interface SendEvents {
  /** In the order they happened; taken all or none */
  events: SentEvent[];
}

export interface SentEvent {
  /** When it happened by the clock of the sender; when it is received, if left out */
  timeUs?: TimeUs;
  /** Where it happened; follows from the machine, or from what the sender may write for */
  site?: string;
  machine?: string;
  /** Data item within the machine: `Xload` */
  path?: string;
  kind?: "sample" | "state" | "condition" | "message" | "program" | "log" | "gap";
  severity?: Severity;
  /** Stable and dotted; logic keys on it */
  code: string;
  message?: string;
  /** The reading itself stands under `value` */
  attributes?: { [name: string]: unknown };
  quality?: "good" | "stale" | "bad" | "unsupported" | "gap";
  trace?: {
    traceId: string;
    spanId?: string;
  };
}

export interface SentEvents {
  count: number;
  /** Id of the first of them, node.epoch.seq; they follow one another */
  first: string;
  last: string;
}

export interface Session {
  /** setup: no owner exists yet; use the link printed at start */
  state: "setup" | "signedOut" | "signedIn";
  person?: {
    id: string;
    name: string;
  };
  permissions: ("event.read" | "event.export" | "event.deliver" | "view.share" | "annotation.write" | "annotation.remove" | "catalogue.read" | "catalogue.edit" | "event.ingest" | "machine.read" | "machine.connect" | "machine.edit" | "recording.replay" | "status.read" | "place.read" | "place.edit" | "calendar.read" | "calendar.edit" | "job.read" | "job.edit" | "person.read" | "person.edit" | "grant.read" | "grant.edit" | "session.read" | "session.end" | "terminal.read" | "terminal.edit" | "token.own" | "token.read" | "token.revoke" | "webhook.read" | "webhook.edit" | "notification.read" | "notification.edit" | "task.read" | "task.manage" | "audit.read" | "audit.export" | "health.read" | "retention.read" | "retention.edit" | "configuration.read" | "configuration.edit" | "key.read" | "key.manage" | "backup.read" | "backup.create" | "backup.restore" | "data.export" | "data.import" | "alarm.read" | "alarm.acknowledge" | "alarm.shelve" | "alarm.outOfService" | "alarm.rationalise" | "program.read" | "program.edit" | "outcome.record" | "program.release" | "advice.read" | "advice.request" | "operation.read" | "operation.propose" | "operation.approve" | "operation.cancel")[];
  /** Where this browser is a shared terminal */
  terminal?: TerminalHere;
  /** On a shared terminal: until the session ends, unless somebody goes on working */
  endsInSeconds?: number;
}

export interface SessionView {
  /** Names the session; opens nothing */
  id: string;
  /** Browser and system, as they called themselves; empty when they did not */
  device: string;
  /** From where it began */
  address: string;
  createdUs: TimeUs;
  /** To the minute */
  lastSeenUs: TimeUs;
  /** At the latest; earlier when it is not used for a week */
  expiresUs: TimeUs;
  /** The one that asks */
  current: boolean;
}

export interface Sessions {
  /** The one seen last first */
  sessions: SessionView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface SetCalendar {
  calendar: ShiftCalendar;
  reason?: Reason;
}

export interface SetPin {
  pin: Pin;
}

export interface SetPinOf {
  pin: Pin;
  reason?: Reason;
}

export interface SetUpOwner {
  token: string;
  name: string;
  /** 12 characters or more; common ones and the name of the person are refused */
  password: string;
}

export interface SettingView {
  /** Names of groups and setting, joined by dots */
  setting: string;
  /** As it will hold after a restart, without secrets; absent where nothing is set */
  value?: unknown;
  /** Its default; absent where there is none */
  standard?: unknown;
  /** Who says so; environment and command line win over the file, and are changed there */
  source: "default" | "file" | "environment" | "command";
  requiresRestart: boolean;
  /** What still holds, where that is something else until the restart */
  running?: unknown;
  /** Whether a restart is needed until the value holds */
  waits: boolean;
}

/** OpenTelemetry severity number */
export type Severity = number;

export interface ShelveAlarm {
  /** `activation` as the person saw it; refused when the alarm came anew meanwhile */
  activation?: number;
  /** At most eight hours */
  forUs: number;
  /** Why; a shelving without a reason is refused */
  comment: string;
}

export type ShiftCalendar = {
  /** IANA name, such as Europe/Bratislava */
  timeZone: string;
  weekly: ({
    name: string;
    start: string;
    /** At or before the start: on the next day */
    end: string;
    breaks: ({
      name: string;
      start: string;
      end: string;
    })[];
    /** The day to which a shift over midnight counts: of its beginning, which is the default, or its end */
    productionDay?: "start" | "end";
    /** 1 is Monday; the day it begins */
    weekdays: (1 | 2 | 3 | 4 | 5 | 6 | 7)[];
  })[];
  /** Speak of shifts that begin on their date */
  exceptions: ({
    kind: "closed";
    date: string;
    reason: string;
  } | {
    kind: "instead";
    date: string;
    reason: string;
    shifts: ({
      name: string;
      start: string;
      /** At or before the start: on the next day */
      end: string;
      breaks: ({
        name: string;
        start: string;
        end: string;
      })[];
      /** The day to which a shift over midnight counts: of its beginning, which is the default, or its end */
      productionDay?: "start" | "end";
    })[];
  } | {
    kind: "extra";
    date: string;
    reason: string;
    shifts: ({
      name: string;
      start: string;
      /** At or before the start: on the next day */
      end: string;
      breaks: ({
        name: string;
        start: string;
        end: string;
      })[];
      /** The day to which a shift over midnight counts: of its beginning, which is the default, or its end */
      productionDay?: "start" | "end";
    })[];
  })[];
};

export type ShiftReportView = {
  title: string;
  subtitle: string;
  blocks: ({
    kind: "heading";
    text: string;
  } | {
    kind: "note";
    text: string;
  } | {
    kind: "statement";
    good: boolean;
    text: string;
    /** The events that say so: a filter of the log */
    link: {
      machine?: string;
      code?: string;
      fromUs: TimeUs;
      toUs: TimeUs;
    };
  } | {
    kind: "strip";
    label: string;
    /** The events that say so: a filter of the log */
    link: {
      machine?: string;
      code?: string;
      fromUs: TimeUs;
      toUs: TimeUs;
    };
    slices: ("running" | "idle" | "stopped" | "noData")[];
  } | {
    kind: "legend";
    activities: ({
      activity: "running" | "idle" | "stopped" | "noData";
      text: string;
    })[];
  } | {
    kind: "table";
    columns: ({
      head: string;
      share: number;
      isNumber?: true;
    })[];
    rows: (({
      text: string;
      /** The events that say so: a filter of the log */
      link?: {
        machine?: string;
        code?: string;
        fromUs: TimeUs;
        toUs: TimeUs;
      };
      isNumber?: true;
    })[])[];
  })[];
  place: PlaceId;
  timeZone: string;
  /** The date to which the shift counts */
  productionDay: string;
  shift: {
    name: string;
    startUs: TimeUs;
    endUs: TimeUs;
  };
  /** All of that production day */
  shifts: ({
    name: string;
    startUs: TimeUs;
    endUs: TimeUs;
  })[];
  /** The shift before */
  before?: {
    name: string;
    startUs: TimeUs;
    endUs: TimeUs;
  };
  /** The shift after, once it has begun */
  after?: {
    name: string;
    startUs: TimeUs;
    endUs: TimeUs;
  };
};

export interface Shifts {
  /** Every shift of which a part lies in the range, whole */
  shifts: ({
    name: string;
    startUs: TimeUs;
    endUs: TimeUs;
    productionDay: string;
    breaks: ({
      name: string;
      startUs: TimeUs;
      endUs: TimeUs;
    })[];
  })[];
  /** Time elements of the range after ISO 22400-2 */
  planned: {
    /** POT, planned operation time */
    operationUs: number;
    breakUs: number;
    /** PBT, planned busy time */
    busyUs: number;
  };
}

export interface ShippedEntries {
  /** In order of code */
  entries: ({
    /** Of the texts: the one asked for where there are any, else another */
    language: Language;
    texts: {
      /** What happened, in a line */
      title: string;
      /** Why it happens */
      cause?: string;
      /** What it means */
      consequence?: string;
      /** What to do */
      action?: string;
      /** How one sees that it helped */
      confirmation?: string;
    };
    priority?: "low" | "medium" | "high";
    /** Time to respond of ISA-18.2 */
    respondWithinMinutes?: number;
    confidence?: "high" | "medium" | "low";
    sources: ({
      title: string;
      address?: string;
    })[];
    /** Whose words: of the machine, its model, the shop, or shipped */
    origin: "machine" | "model" | "shop" | "shipped";
    /** Speaks of the kind of event; the control’s own text says more */
    generic: boolean;
    code: string;
  })[];
}

export interface SignIn {
  name: string;
  password: string;
  code?: Code;
}

export interface SignInByPasskey {
  response: PasskeyAnswer;
}

export interface SignedOut {
  /** setup: no owner exists yet; use the link printed at start */
  state: "setup" | "signedOut" | "signedIn";
  person?: {
    id: string;
    name: string;
  };
  permissions: ("event.read" | "event.export" | "event.deliver" | "view.share" | "annotation.write" | "annotation.remove" | "catalogue.read" | "catalogue.edit" | "event.ingest" | "machine.read" | "machine.connect" | "machine.edit" | "recording.replay" | "status.read" | "place.read" | "place.edit" | "calendar.read" | "calendar.edit" | "job.read" | "job.edit" | "person.read" | "person.edit" | "grant.read" | "grant.edit" | "session.read" | "session.end" | "terminal.read" | "terminal.edit" | "token.own" | "token.read" | "token.revoke" | "webhook.read" | "webhook.edit" | "notification.read" | "notification.edit" | "task.read" | "task.manage" | "audit.read" | "audit.export" | "health.read" | "retention.read" | "retention.edit" | "configuration.read" | "configuration.edit" | "key.read" | "key.manage" | "backup.read" | "backup.create" | "backup.restore" | "data.export" | "data.import" | "alarm.read" | "alarm.acknowledge" | "alarm.shelve" | "alarm.outOfService" | "alarm.rationalise" | "program.read" | "program.edit" | "outcome.record" | "program.release" | "advice.read" | "advice.request" | "operation.read" | "operation.propose" | "operation.approve" | "operation.cancel")[];
  /** Where this browser is a shared terminal */
  terminal?: TerminalHere;
  /** On a shared terminal: until the session ends, unless somebody goes on working */
  endsInSeconds?: number;
  /** Where the browser goes to sign out at the provider as well */
  providerUrl?: string;
}

export interface SimilarOperation {
  project: string;
  projectName: string;
  partNumber?: string;
  material?: string;
  program: string;
  programName: string;
  revision: number;
  /** How it went is taken into account */
  similarity: number;
  /** 1: it went without scrap; 0.8: nobody told */
  weight: number;
  operation: OperationView;
  /** The nearest first, what is unknown last */
  because: Likeness[];
}

export interface SimilarOperations {
  /** Operations that were looked through */
  searched: number;
  operations: SimilarOperation[];
}

export interface SimilarProject {
  project: string;
  projectName: string;
  partNumber?: string;
  material?: string;
  /** Mean over the operations of this project, by their time */
  similarity: number;
  /** Operations that are alike, the most alike first; the first 5 */
  pairs: ({
    program: string;
    programName: string;
    revision: number;
    /** How it went is taken into account */
    similarity: number;
    /** 1: it went without scrap; 0.8: nobody told */
    weight: number;
    operation: OperationView;
    /** The nearest first, what is unknown last */
    because: Likeness[];
    own: {
      program: string;
      revision: number;
      operation: OperationView;
    };
  })[];
}

export interface SimilarProjects {
  /** Operations that were looked through */
  searched: number;
  /** Operations of this project that were asked for: those that take longest and of which more than the kind is known */
  compared: number;
  /** Operations that it has */
  of: number;
  /** The most alike first */
  projects: SimilarProject[];
}

export interface SingleSignOn {
  /** Sign in with …; absent where there is no provider */
  label?: string;
}

export interface SingleSignOnAnswer {
  /** What stands behind the ? of the address to which the provider sent */
  query: string;
}

export interface SingleSignOnBegun {
  /** Where the browser goes now; a cookie that belongs to it is set */
  url: string;
}

export interface SingleSignOnDone {
  purpose: "signIn" | "prove" | "link";
  session: Session;
}

export interface Status {
  version: string;
  /** True while the bundled demonstration runs: labelled on every screen */
  demo: boolean;
  nowUs: TimeUs;
  logbook: {
    state: "writing" | "full" | "failing";
    problem?: string;
    node: string;
    epoch: number;
    seq: number;
    events: number;
    bytes: number;
    unsealedSegments: number;
  };
  store: {
    state: "starting" | "ready" | "unavailable";
    kind: "embedded" | "external";
    problem?: string;
    /** What waits for the database, in plain words; empty when nothing does */
    waiting: string[];
    /** Events that the projections have yet to take up */
    behind: number;
  };
  /** Of the volume that holds the data; absent in the first moments */
  disk?: {
    freeBytes: number;
    /** At the pace of the last week; absent where nothing can be foretold, or it is years away */
    fullInDays?: number;
  };
  backup: BackupHealth;
  encryption: {
    mode: "off" | "local" | "files" | "acme";
    /** Why the certificate that the configuration wants is not shown */
    problem?: string;
    /** The certificate that ends first */
    next?: EndingCertificate;
  };
}

export type StreamMessage = {
  type: "events";
  events: Event[];
  missed: number;
  sentUs: TimeUs;
} | {
  type: "machines";
  /** Only those that changed */
  machines: MachineView[];
} | {
  type: "status";
  status: Status;
} | {
  type: "alarms";
  /** Only those that changed; one that is normal leaves the list */
  alarms: AlarmView[];
  /** More changed than are told, as in a flood: ask for the list anew */
  more: boolean;
};

export interface TakeOutOfService {
  /** Why */
  comment: string;
}

export interface TaskView {
  id: string;
  /** What kind of task: `store.tidy` */
  name: string;
  /** `retrying` waits after a failure; `failed` is a dead letter: nothing tries it again by itself */
  state: "waiting" | "retrying" | "running" | "done" | "cancelled" | "failed";
  payload: { [name: string]: unknown };
  /** How often it was begun again after a failure */
  attempt: number;
  /** How often that may be before it becomes a dead letter */
  attempts: number;
  createdUs: TimeUs;
  /** Not begun before */
  dueUs: TimeUs;
  startedUs?: TimeUs;
  endedUs?: TimeUs;
  progress?: {
    done: number;
    total?: number;
  };
  /** Why the last attempt failed */
  problem?: string;
  failure?: {
    /** Of the error catalogue, where it is one of those */
    code?: string;
    /** What the sentence of the code names */
    data?: { [name: string]: unknown };
    /** For developers */
    technical?: string;
  };
}

export interface Tasks {
  /** Newest first */
  tasks: TaskView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

/** In place of what people told of this run before: what is left out is unknown from now on */
export interface TellRun {
  good?: number;
  scrap?: number;
  rework?: number;
  verdict?: "good" | "acceptable" | "poor";
  toolChanges?: ({
    tool: number;
    cause?: "worn" | "broken" | "planned";
  })[];
  wear?: ({
    tool: number;
    /** Width of the flank wear land, VB */
    mm: number;
  })[];
  note?: string;
  reason?: Reason;
}

export interface TerminalHere {
  name: string;
  place: PlaceId;
  badge: "off" | "alone" | "withPin";
  names: boolean;
  idleSeconds: number;
}

export interface TerminalPeople {
  /** With a PIN and a role at the place, by name */
  people: ({
    id: string;
    name: string;
  })[];
}

export interface TerminalSignIn {
  badge?: BadgeNumber;
  /** One of those that the terminal offers */
  person?: string;
  pin?: Pin;
  /** Instead of the first one, which somebody else gave */
  newPin?: Pin;
}

export interface TerminalView {
  id: string;
  name: string;
  place: PlaceId;
  badge: "off" | "alone" | "withPin";
  names: boolean;
  idleSeconds: number;
  /** Since when a browser is this terminal; absent before */
  pairedUs?: TimeUs;
  /** Until when a pairing code can be used */
  codeExpiresUs?: TimeUs;
  /** Browser and system, as they called themselves */
  device: string;
  /** To the minute */
  lastSeenUs?: TimeUs;
  version: Version;
}

export interface Terminals {
  /** In order of their names */
  terminals: TerminalView[];
}

export interface TestedConnection {
  reachable: boolean;
  /** False where something answers but speaks another protocol */
  understood: boolean;
  /** Why not, in plain words */
  problem?: string;
  /** What the machine calls itself, or its device model does */
  device?: string;
  /** How many data items it can tell */
  items?: number;
  /** Observations heard within the few seconds of the try */
  heard: number;
  /** The first ones, each item once; nothing of it is recorded */
  observations: ({
    item: string;
    value: string;
  })[];
}

export interface TestedNotification {
  notifications: NotificationView[];
}

/** Microseconds since 1970 UTC */
export type TimeUs = number;

export interface TokenView {
  id: string;
  /** Its owner: it never may do what the owner may not */
  person: string;
  name: string;
  /** certificate: of an edge node, by which it signs in over TLS */
  kind: "token" | "certificate";
  permissions: ("event.read" | "event.export" | "event.deliver" | "view.share" | "annotation.write" | "annotation.remove" | "catalogue.read" | "catalogue.edit" | "event.ingest" | "machine.read" | "machine.connect" | "machine.edit" | "recording.replay" | "status.read" | "place.read" | "place.edit" | "calendar.read" | "calendar.edit" | "job.read" | "job.edit" | "person.read" | "person.edit" | "grant.read" | "grant.edit" | "session.read" | "session.end" | "terminal.read" | "terminal.edit" | "token.own" | "token.read" | "token.revoke" | "webhook.read" | "webhook.edit" | "notification.read" | "notification.edit" | "task.read" | "task.manage" | "audit.read" | "audit.export" | "health.read" | "retention.read" | "retention.edit" | "configuration.read" | "configuration.edit" | "key.read" | "key.manage" | "backup.read" | "backup.create" | "backup.restore" | "data.export" | "data.import" | "alarm.read" | "alarm.acknowledge" | "alarm.shelve" | "alarm.outOfService" | "alarm.rationalise" | "program.read" | "program.edit" | "outcome.record" | "program.release" | "advice.read" | "advice.request" | "operation.read" | "operation.propose" | "operation.approve" | "operation.cancel")[];
  /** There and within */
  place: PlaceId;
  /** How the token ends, to tell it from others */
  lastFour: string;
  createdUs: TimeUs;
  expiresUs: TimeUs;
  /** To the minute; absent when it was never used */
  lastUsedUs?: TimeUs;
}

export interface Tokens {
  /** In order of their names */
  tokens: TokenView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface ToolInbox {
  /** Of all that wait and fit the text; with the first page */
  counts?: {
    unknown: number;
    unsure: number;
    contradicted: number;
  };
  tools: ToolQuestion[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface ToolQuestion {
  /** Program and number of the tool */
  id: string;
  program: string;
  tool: number;
  project: string;
  place: PlaceId;
  /** Of the program */
  name: string;
  projectName: string;
  path?: string;
  /** Nothing tells; something does, but not surely; several tell otherwise */
  reason: "unknown" | "unsure" | "contradicted";
  kind?: string;
  diameterMm?: number;
  /** As its program notes it */
  description?: string;
  confidence: number;
  /** How often the program calls it */
  calls: number;
  line: number;
  hints: ({
    /** `material`, `material-grade`, `tool-kind`, `tool-diameter` … */
    field: string;
    value: string;
    confidence: number;
    /** `program`, `setup-sheet`, `tool-list`, `folder`, `qif`, `rule` or `person` */
    reader: string;
    /** Path of the program or document, and where in it */
    source: string;
    because: string;
  })[];
  /** The project's: a change of anything else of it refuses the confirmation */
  version: Version;
}

export interface ToolView {
  number: number;
  kind?: string;
  diameterMm?: number;
  cornerRadiusMm?: number;
  flutes?: number;
  pitchMm?: number;
  description?: string;
  confidence: number;
  calls: number;
  line: number;
}

export interface UnshelveAlarm {
  comment?: string;
}

export interface UploadedDeviceModel {
  /** SHA-256 of the content: the same for the same content */
  id: string;
  /** Names of the devices in it; with several, a recording chooses one */
  devices: string[];
}

export interface UploadedFile {
  /** Where it lies now; signs that no system can store are replaced */
  path: string;
  bytes: number;
  sha256: string;
  /** The same content lay there already */
  known: boolean;
}

/** Grows with each change; the ETag of a single one */
export type Version = number;

export interface WebhookSecret {
  /** Signs every report; shown only now */
  secret: string;
}

export interface WebhookView {
  id: string;
  /** Only what happens there is reported */
  place: PlaceId;
  name: string;
  url: string;
  /** Events that this level shows, but neither readings nor what people did */
  level: "technical" | "operator";
  /** Only these; all of the level when empty */
  codes: string[];
  paused: boolean;
  version: Version;
}

export interface Webhooks {
  webhooks: WebhookView[];
  /** Read on with `after`; absent at the end */
  next?: string;
}

export interface WhyStopped {
  machine: string;
  /** Whether it is stopped now */
  stopped: boolean;
  /** false: the machine is not heard, so that nobody knows what it does now */
  known: boolean;
  /** Absent where no stop is recorded */
  stop?: {
    fromUs: TimeUs;
    /** Absent while it lasts */
    toUs?: TimeUs;
    /** What it read when it stopped */
    execution?: string;
  };
  /** The alarm that came first; absent where no alarm stood: perhaps a person */
  first?: {
    alarm: string;
    path: string;
    code: string;
    nativeCode: string;
    raisedUs: TimeUs;
    clearedUs?: TimeUs;
    level: "warning" | "fault";
    message: string;
    priority: AlarmPriority;
    /** The event that raised it */
    event?: string;
  };
  /** What came afterwards within the stop, oldest first, at most 50 */
  followed: ({
    alarm: string;
    path: string;
    code: string;
    nativeCode: string;
    raisedUs: TimeUs;
    clearedUs?: TimeUs;
    level: "warning" | "fault";
    message: string;
    priority: AlarmPriority;
    /** The event that raised it */
    event?: string;
  })[];
  /** Earlier times of the first alarm, newest first, at most 5, with what people did then */
  before: ({
    fromUs: TimeUs;
    toUs?: TimeUs;
    /** Until the alarm had returned */
    tookUs?: number;
    helped: ({
      act: "acknowledged" | "commented" | "shelved" | "unshelved" | "takenOutOfService" | "returnedToService" | "reset";
      /** By this server’s clock */
      atUs: TimeUs;
      /** Absent where nobody was signed in */
      by?: {
        id: string;
        name?: string;
      };
      /** Comment or reason; absent where none was given or it was erased */
      text?: string;
    })[];
  })[];
  /** How often the first alarm came before, as far as is recorded */
  times: number;
  /** Median of how long it took; absent below three */
  usualUs?: number;
  /** What preceded its return before, most frequent first */
  helped: ({
    act: "acknowledged" | "commented" | "shelved" | "unshelved" | "takenOutOfService" | "returnedToService" | "reset";
    times: number;
  })[];
  historyMissing: boolean;
}

/** Every code that a problem may have. */
export type ErrorCode =
  | 'request.invalid'
  | 'request.notFound'
  | 'request.tooLarge'
  | 'idempotency.reused'
  | 'idempotency.inProgress'
  | 'session.required'
  | 'session.wrongPassword'
  | 'session.tooManyAttempts'
  | 'setup.linkInvalid'
  | 'permission.denied'
  | 'changedMeanwhile'
  | 'request.versionMissing'
  | 'event.notFound'
  | 'machine.notFound'
  | 'machine.exists'
  | 'cursor.invalid'
  | 'cursor.unknownEpoch'
  | 'cursor.beyondHead'
  | 'logbook.full'
  | 'logbook.writeFailed'
  | 'logbook.locked'
  | 'logbook.notWritable'
  | 'logbook.busy'
  | 'logbook.otherNode'
  | 'logbook.formatTooNew'
  | 'logbook.keyMissing'
  | 'logbook.wrongKey'
  | 'logbook.keyringDamaged'
  | 'logbook.badKey'
  | 'proof.notYet'
  | 'proof.unsigned'
  | 'proof.broken'
  | 'logbook.closed'
  | 'logbook.badBatch'
  | 'clickhouse.away'
  | 'clickhouse.denied'
  | 'clickhouse.noRight'
  | 'clickhouse.noDatabase'
  | 'clickhouse.tooOld'
  | 'clickhouse.schemaTooNew'
  | 'clickhouse.passwordFile'
  | 'clickhouse.encryption'
  | 'clickhouse.backup'
  | 'clickhouse.failed'
  | 'nc.unreadable'
  | 'nc.noProgram'
  | 'nc.nothingFound'
  | 'nc.profileInvalid'
  | 'nc.noOperation'
  | 'nc.declined'
  | 'nc.editUnproven'
  | 'nc.unwritable'
  | 'store.unavailable'
  | 'store.filesGone'
  | 'store.tooOld'
  | 'store.schemaTooNew'
  | 'store.migrationChanged'
  | 'config.invalid'
  | 'port.inUse'
  | 'deviceModel.unreadable'
  | 'deviceModel.invalid'
  | 'deviceModel.notFound'
  | 'deviceModel.notStored'
  | 'deviceModel.chooseDevice'
  | 'http.notListening'
  | 'server.unreachable'
  | 'command.invalid'
  | 'source.unreachable'
  | 'recording.notStored'
  | 'recording.invalid'
  | 'annotation.notFound'
  | 'annotation.notYours'
  | 'backup.exists'
  | 'backup.notFound'
  | 'backup.unfinished'
  | 'backup.damaged'
  | 'backup.formatTooNew'
  | 'backup.noSpace'
  | 'backup.notWritten'
  | 'backup.wrongRecoveryKey'
  | 'backup.notSealed'
  | 'backup.databaseDoesNotAnswer'
  | 'backup.notAsBackedUp'
  | 'restore.folderNotEmpty'
  | 'restore.databaseNotEmpty'
  | 'catalogue.notFound'
  | 'catalogue.exists'
  | 'configuration.noFile'
  | 'configuration.broken'
  | 'configuration.notWritten'
  | 'configuration.refused'
  | 'machine.ofDemo'
  | 'data.unreadable'
  | 'data.ambiguous'
  | 'harvest.sourceGone'
  | 'harvest.running'
  | 'harvest.sourceNotFound'
  | 'harvest.sourceExists'
  | 'harvest.sourceHarvested'
  | 'harvest.sourcePaused'
  | 'harvest.folderRefused'
  | 'harvest.noUploads'
  | 'harvest.nameRefused'
  | 'harvest.notStored'
  | 'harvest.interrupted'
  | 'harvest.notCancellable'
  | 'harvest.notFound'
  | 'project.notFound'
  | 'program.notFound'
  | 'program.revisionNotFound'
  | 'program.noThumbnail'
  | 'program.runNotFound'
  | 'program.measurementNotFound'
  | 'program.ruleNotFound'
  | 'program.tooLongToCompare'
  | 'otlp.malformed'
  | 'ingest.refused'
  | 'ingest.unplaced'
  | 'ingest.notNow'
  | 'place.notFound'
  | 'place.exists'
  | 'place.misplaced'
  | 'place.otherSite'
  | 'place.inUse'
  | 'calendar.notFound'
  | 'shift.notFound'
  | 'calendar.invalid'
  | 'person.notFound'
  | 'person.exists'
  | 'person.notYours'
  | 'person.isErased'
  | 'person.lastOwner'
  | 'grant.notFound'
  | 'grant.exists'
  | 'grant.notYours'
  | 'part.notFound'
  | 'part.exists'
  | 'job.notFound'
  | 'job.exists'
  | 'passwordLink.invalid'
  | 'query.openQuote'
  | 'query.openRegex'
  | 'query.badRegex'
  | 'query.openParenthesis'
  | 'query.strayParenthesis'
  | 'query.missingTerm'
  | 'query.missingValue'
  | 'query.unknownValue'
  | 'query.notNumber'
  | 'query.notComparable'
  | 'query.tooLong'
  | 'service.noConfiguration'
  | 'service.needsAdministrator'
  | 'service.unsupported'
  | 'service.fileClosed'
  | 'service.dataForeign'
  | 'service.databaseElsewhere'
  | 'service.stepFailed'
  | 'session.stepUp'
  | 'session.busy'
  | 'session.codeRequired'
  | 'session.wrongCode'
  | 'session.codeUsed'
  | 'session.clockOff'
  | 'session.clockSetBack'
  | 'secondFactor.exists'
  | 'secondFactor.notEnrolled'
  | 'secret.unreadable'
  | 'password.tooCommon'
  | 'password.wrong'
  | 'session.notFound'
  | 'token.invalid'
  | 'token.expired'
  | 'token.rateLimited'
  | 'token.notHere'
  | 'token.tooWide'
  | 'token.notDevice'
  | 'token.notFound'
  | 'passkey.needsName'
  | 'passkey.needsHttps'
  | 'passkey.challengeSpent'
  | 'passkey.refused'
  | 'passkey.unknown'
  | 'passkey.copied'
  | 'passkey.exists'
  | 'passkey.notFound'
  | 'singleSignOn.off'
  | 'singleSignOn.unreachable'
  | 'singleSignOn.misconfigured'
  | 'singleSignOn.lost'
  | 'singleSignOn.refused'
  | 'singleSignOn.denied'
  | 'singleSignOn.clockOff'
  | 'singleSignOn.notFresh'
  | 'singleSignOn.unknown'
  | 'singleSignOn.notAllowed'
  | 'singleSignOn.nameTaken'
  | 'singleSignOn.otherPerson'
  | 'singleSignOn.signInFirst'
  | 'person.disabled'
  | 'identity.taken'
  | 'identity.notFound'
  | 'terminal.notFound'
  | 'terminal.codeInvalid'
  | 'terminal.notPaired'
  | 'terminal.wayClosed'
  | 'terminal.unknownBadge'
  | 'terminal.pinRequired'
  | 'terminal.wrongPin'
  | 'terminal.tooManyPins'
  | 'terminal.noPin'
  | 'terminal.newPinRequired'
  | 'terminal.noRole'
  | 'terminal.notHere'
  | 'pin.trivial'
  | 'pin.notFound'
  | 'badge.taken'
  | 'badge.notFound'
  | 'task.notFound'
  | 'task.notRetriable'
  | 'task.notCancellable'
  | 'task.tookTooLong'
  | 'tls.fileUnreadable'
  | 'tls.notCertificate'
  | 'tls.notKey'
  | 'tls.keyEncrypted'
  | 'tls.keyDoesNotMatch'
  | 'tls.certificateExpired'
  | 'tls.certificateNotYet'
  | 'tls.acmeFailed'
  | 'tls.keysUnusable'
  | 'tls.off'
  | 'tls.required'
  | 'certificate.expired'
  | 'certificate.foreign'
  | 'certificate.unknown'
  | 'certificate.notFound'
  | 'certificate.notEdge'
  | 'savedView.notFound'
  | 'savedView.tooMany'
  | 'outgoing.refused'
  | 'outgoing.failed'
  | 'outgoing.notTrusted'
  | 'webhook.notFound'
  | 'webhook.paused'
  | 'webhook.answered'
  | 'webhook.deliveryNotFound'
  | 'webhook.deliveryWaiting'
  | 'notification.ruleNotFound'
  | 'notification.noMail'
  | 'notification.mailRefused'
  | 'alarm.notFound'
  | 'alarm.cameAnew'
  | 'alarm.notPossible'
  | 'rationalisation.notFound'
  | 'rationalisation.exists'
  | 'rationalisation.misplaced'
  | 'internal';

export interface GetSessionInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Who is signed in and what they may do.
 *
 * Anybody may ask this.
 */
export const getSession = (client: Client, input: GetSessionInput = {}): Promise<Session> =>
  client.call({ method: 'GET', path: '/api/v1/session' }, input).then((answer) => answer.json());

export interface PostSessionInput {
  body: SignIn;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Sign in with name and password.
 *
 * Sets the session’s cookie. Programs use a token instead.
 * Anybody may ask this.
 */
export const postSession = (client: Client, input: PostSessionInput): Promise<Session> =>
  client.call({ method: 'POST', path: '/api/v1/session' }, input).then((answer) => answer.json());

export interface DeleteSessionInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Sign out of this browser.
 *
 * Anybody may ask this.
 */
export const deleteSession = (client: Client, input: DeleteSessionInput = {}): Promise<SignedOut> =>
  client.call({ method: 'DELETE', path: '/api/v1/session' }, input).then((answer) => answer.json());

export interface PostOwnerInput {
  body: SetUpOwner;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Create the owner's account with the one-time link printed at start.
 *
 * Anybody may ask this.
 */
export const postOwner = (client: Client, input: PostOwnerInput): Promise<Session> =>
  client.call({ method: 'POST', path: '/api/v1/owner' }, input).then((answer) => answer.json());

export interface PostPasswordInput {
  body: ChoosePassword;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Choose a password by a one-time link; every other session of the person ends.
 *
 * Anybody may ask this.
 */
export const postPassword = (client: Client, input: PostPasswordInput): Promise<Session> =>
  client.call({ method: 'POST', path: '/api/v1/password' }, input).then((answer) => answer.json());

export interface PostSessionPasswordInput {
  body: ChangePassword;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Change the own password, with the present one; every other session ends.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const postSessionPassword = (client: Client, input: PostSessionPasswordInput): Promise<Session> =>
  client.call({ method: 'POST', path: '/api/v1/session/password' }, input).then((answer) => answer.json());

export interface PostSessionProofInput {
  body: Proof;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Prove by password or code that it is still the same person, for what is dangerous.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const postSessionProof = (client: Client, input: PostSessionProofInput): Promise<Session> =>
  client.call({ method: 'POST', path: '/api/v1/session/proof' }, input).then((answer) => answer.json());

export interface GetSessionsInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Where the caller is signed in.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const getSessions = (client: Client, input: GetSessionsInput = {}): Promise<Sessions> =>
  client.call({ method: 'GET', path: '/api/v1/sessions' }, input).then((answer) => answer.json());

export interface DeleteSessionsInput {
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Sign out everywhere but here.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const deleteSessions = (client: Client, input: DeleteSessionsInput = {}): Promise<Ended> =>
  client.call({ method: 'DELETE', path: '/api/v1/sessions', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteSessionsIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * End one of the caller's sessions.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const deleteSessionsId = (client: Client, input: DeleteSessionsIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/sessions/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetPeopleIdSessionsInput {
  path: {
    id: string;
  };
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Where somebody is signed in.
 *
 * Needs the permission `session.read` (see other people's sessions) at the place that the request is about.
 */
export const getPeopleIdSessions = (client: Client, input: GetPeopleIdSessionsInput): Promise<Sessions> =>
  client.call({ method: 'GET', path: '/api/v1/people/{id}/sessions' }, input).then((answer) => answer.json());

export interface DeletePeopleIdSessionsInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Sign somebody out everywhere.
 *
 * Needs the permission `session.end` (end other people's sessions) at the place that the request is about.
 */
export const deletePeopleIdSessions = (client: Client, input: DeletePeopleIdSessionsInput): Promise<Ended> =>
  client.call({ method: 'DELETE', path: '/api/v1/people/{id}/sessions', idempotent: true }, input).then((answer) => answer.json());

export interface DeletePeopleIdSessionsSessionInput {
  path: {
    id: string;
    session: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * End one of somebody's sessions.
 *
 * Needs the permission `session.end` (end other people's sessions) at the place that the request is about.
 */
export const deletePeopleIdSessionsSession = (client: Client, input: DeletePeopleIdSessionsSessionInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/people/{id}/sessions/{session}', idempotent: true }, input).then((answer) => answer.json());

export interface GetSessionSecondFactorInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Whether signing in asks for a code.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const getSessionSecondFactor = (client: Client, input: GetSessionSecondFactorInput = {}): Promise<SecondFactorState> =>
  client.call({ method: 'GET', path: '/api/v1/session/second-factor' }, input).then((answer) => answer.json());

export interface PostSessionSecondFactorInput {
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Begin to set up a second factor; it is asked for once it was confirmed.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const postSessionSecondFactor = (client: Client, input: PostSessionSecondFactorInput = {}): Promise<Enrolment> =>
  client.call({ method: 'POST', path: '/api/v1/session/second-factor', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteSessionSecondFactorInput {
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Take the own second factor away.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const deleteSessionSecondFactor = (client: Client, input: DeleteSessionSecondFactorInput = {}): Promise<SecondFactorState> =>
  client.call({ method: 'DELETE', path: '/api/v1/session/second-factor', idempotent: true }, input).then((answer) => answer.json());

export interface PostSessionSecondFactorCodeInput {
  body: ConfirmSecondFactor;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Confirm the second factor by a code of the app; answers with the recovery codes.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const postSessionSecondFactorCode = (client: Client, input: PostSessionSecondFactorCodeInput): Promise<RecoveryCodes> =>
  client.call({ method: 'POST', path: '/api/v1/session/second-factor/code', idempotent: true }, input).then((answer) => answer.json());

export interface GetPeopleIdSecondFactorInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Whether signing in asks somebody for a code.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about.
 */
export const getPeopleIdSecondFactor = (client: Client, input: GetPeopleIdSecondFactorInput): Promise<SecondFactorState> =>
  client.call({ method: 'GET', path: '/api/v1/people/{id}/second-factor' }, input).then((answer) => answer.json());

export interface DeletePeopleIdSecondFactorInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Take away the second factor of somebody who lost the phone.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const deletePeopleIdSecondFactor = (client: Client, input: DeletePeopleIdSecondFactorInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/people/{id}/second-factor', idempotent: true }, input).then((answer) => answer.json());

export interface GetSessionPasskeysInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Passkeys of the caller.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const getSessionPasskeys = (client: Client, input: GetSessionPasskeysInput = {}): Promise<Passkeys> =>
  client.call({ method: 'GET', path: '/api/v1/session/passkeys' }, input).then((answer) => answer.json());

export interface PostSessionPasskeysInput {
  body: AddPasskey;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Add the passkey that the browser made.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const postSessionPasskeys = (client: Client, input: PostSessionPasskeysInput): Promise<PasskeyView> =>
  client.call({ method: 'POST', path: '/api/v1/session/passkeys' }, input).then((answer) => answer.json());

export interface PostSessionPasskeysCreationInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What the browser needs to make a passkey.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const postSessionPasskeysCreation = (client: Client, input: PostSessionPasskeysCreationInput = {}): Promise<PasskeyOptions> =>
  client.call({ method: 'POST', path: '/api/v1/session/passkeys/creation' }, input).then((answer) => answer.json());

export interface PatchSessionPasskeysIdInput {
  path: {
    id: string;
  };
  body: RenamePasskey;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Rename one of the caller's passkeys.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const patchSessionPasskeysId = (client: Client, input: PatchSessionPasskeysIdInput): Promise<PasskeyView> =>
  client.call({ method: 'PATCH', path: '/api/v1/session/passkeys/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteSessionPasskeysIdInput {
  path: {
    id: string;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove one of the caller's passkeys.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const deleteSessionPasskeysId = (client: Client, input: DeleteSessionPasskeysIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/session/passkeys/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface PostSessionPasskeyRequestInput {
  body: AskPasskey;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What the browser needs to sign in by passkey, or to prove with one that it is still the same person.
 *
 * Anybody may ask this.
 */
export const postSessionPasskeyRequest = (client: Client, input: PostSessionPasskeyRequestInput): Promise<PasskeyOptions> =>
  client.call({ method: 'POST', path: '/api/v1/session/passkey/request' }, input).then((answer) => answer.json());

export interface PostSessionPasskeyInput {
  body: SignInByPasskey;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Sign in by passkey; no code is asked for, because it was unlocked by a PIN, a fingerprint or a face.
 *
 * Anybody may ask this.
 */
export const postSessionPasskey = (client: Client, input: PostSessionPasskeyInput): Promise<Session> =>
  client.call({ method: 'POST', path: '/api/v1/session/passkey' }, input).then((answer) => answer.json());

export interface GetPeopleIdPasskeysInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Passkeys of somebody.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about.
 */
export const getPeopleIdPasskeys = (client: Client, input: GetPeopleIdPasskeysInput): Promise<Passkeys> =>
  client.call({ method: 'GET', path: '/api/v1/people/{id}/passkeys' }, input).then((answer) => answer.json());

export interface DeletePeopleIdPasskeysPasskeyInput {
  path: {
    id: string;
    passkey: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove a passkey of somebody who lost the device.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const deletePeopleIdPasskeysPasskey = (client: Client, input: DeletePeopleIdPasskeysPasskeyInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/people/{id}/passkeys/{passkey}', idempotent: true }, input).then((answer) => answer.json());

export interface GetSessionSingleSignOnInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Whether people may sign in by a provider, and what it is called.
 *
 * Anybody may ask this.
 */
export const getSessionSingleSignOn = (client: Client, input: GetSessionSingleSignOnInput = {}): Promise<SingleSignOn> =>
  client.call({ method: 'GET', path: '/api/v1/session/single-sign-on' }, input).then((answer) => answer.json());

export interface PostSessionSingleSignOnInput {
  body: BeginSingleSignOn;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Begin to sign in by the provider, to prove who one is, or to link an account there.
 *
 * Anybody may ask this.
 */
export const postSessionSingleSignOn = (client: Client, input: PostSessionSingleSignOnInput): Promise<SingleSignOnBegun> =>
  client.call({ method: 'POST', path: '/api/v1/session/single-sign-on' }, input).then((answer) => answer.json());

export interface PostSessionSingleSignOnAnswerInput {
  body: SingleSignOnAnswer;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Bring back what the provider answered.
 *
 * Anybody may ask this.
 */
export const postSessionSingleSignOnAnswer = (client: Client, input: PostSessionSingleSignOnAnswerInput): Promise<SingleSignOnDone> =>
  client.call({ method: 'POST', path: '/api/v1/session/single-sign-on/answer' }, input).then((answer) => answer.json());

export interface GetIdentitiesInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Accounts of the provider that open the account of the caller.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const getIdentities = (client: Client, input: GetIdentitiesInput = {}): Promise<Identities> =>
  client.call({ method: 'GET', path: '/api/v1/identities' }, input).then((answer) => answer.json());

export interface DeleteIdentitiesIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Take away a link of the own account.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const deleteIdentitiesId = (client: Client, input: DeleteIdentitiesIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/identities/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetPeopleIdIdentitiesInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Accounts of the provider that open an account.
 *
 * Needs the permission `person.read` (see who has an account) at the place that the request is about.
 */
export const getPeopleIdIdentities = (client: Client, input: GetPeopleIdIdentitiesInput): Promise<Identities> =>
  client.call({ method: 'GET', path: '/api/v1/people/{id}/identities' }, input).then((answer) => answer.json());

export interface PostPeopleIdIdentitiesInput {
  path: {
    id: string;
  };
  body: LinkIdentity;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Link an account of the provider, by the provider's own name for it.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const postPeopleIdIdentities = (client: Client, input: PostPeopleIdIdentitiesInput): Promise<IdentityView> =>
  client.call({ method: 'POST', path: '/api/v1/people/{id}/identities', idempotent: true }, input).then((answer) => answer.json());

export interface DeletePeopleIdIdentitiesIdentityInput {
  path: {
    id: string;
    identity: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Take away a link of somebody's account.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const deletePeopleIdIdentitiesIdentity = (client: Client, input: DeletePeopleIdIdentitiesIdentityInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/people/{id}/identities/{identity}', idempotent: true }, input).then((answer) => answer.json());

export interface GetTerminalsInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Shared terminals of the places that the reader may see.
 *
 * Needs the permission `terminal.read` (see shared terminals), somewhere: the answer holds what lies within those places.
 */
export const getTerminals = (client: Client, input: GetTerminalsInput = {}): Promise<Terminals> =>
  client.call({ method: 'GET', path: '/api/v1/terminals' }, input).then((answer) => answer.json());

export interface PostTerminalsInput {
  body: AddTerminal;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Set up a shared terminal; the browser that is given its code becomes it.
 *
 * Needs the permission `terminal.edit` (set up, change and remove shared terminals) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const postTerminals = (client: Client, input: PostTerminalsInput): Promise<PairingCode> =>
  client.call({ method: 'POST', path: '/api/v1/terminals', idempotent: true }, input).then((answer) => answer.json());

export interface GetTerminalsIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One shared terminal, with the ETag that a change of it needs.
 *
 * Needs the permission `terminal.read` (see shared terminals) at the place that the request is about.
 */
export const getTerminalsId = (client: Client, input: GetTerminalsIdInput): Promise<TerminalView> =>
  client.call({ method: 'GET', path: '/api/v1/terminals/{id}' }, input).then((answer) => answer.json());

export interface PutTerminalsIdInput {
  path: {
    id: string;
  };
  body: ChangeTerminal;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Rename a shared terminal, and say how people sign in there.
 *
 * Needs the permission `terminal.edit` (set up, change and remove shared terminals) at the place that the request is about.
 */
export const putTerminalsId = (client: Client, input: PutTerminalsIdInput): Promise<TerminalView> =>
  client.call({ method: 'PUT', path: '/api/v1/terminals/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteTerminalsIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove a shared terminal; whoever is signed in there is signed out.
 *
 * Needs the permission `terminal.edit` (set up, change and remove shared terminals) at the place that the request is about.
 */
export const deleteTerminalsId = (client: Client, input: DeleteTerminalsIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/terminals/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface PostTerminalsIdPairingCodeInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Make a pairing code; an earlier one ends.
 *
 * Needs the permission `terminal.edit` (set up, change and remove shared terminals) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const postTerminalsIdPairingCode = (client: Client, input: PostTerminalsIdPairingCodeInput): Promise<PairingCode> =>
  client.call({ method: 'POST', path: '/api/v1/terminals/{id}/pairing-code', idempotent: true }, input).then((answer) => answer.json());

export interface PostTerminalPairingInput {
  body: PairTerminal;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Make this browser the shared terminal whose pairing code it shows.
 *
 * Anybody may ask this.
 */
export const postTerminalPairing = (client: Client, input: PostTerminalPairingInput): Promise<TerminalHere> =>
  client.call({ method: 'POST', path: '/api/v1/terminal/pairing' }, input).then((answer) => answer.json());

export interface GetTerminalPeopleInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Whom this shared terminal offers to sign in by PIN.
 *
 * Anybody may ask this.
 */
export const getTerminalPeople = (client: Client, input: GetTerminalPeopleInput = {}): Promise<TerminalPeople> =>
  client.call({ method: 'GET', path: '/api/v1/terminal/people' }, input).then((answer) => answer.json());

export interface PostTerminalSessionInput {
  body: TerminalSignIn;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Sign in at this shared terminal by badge, or by name and PIN.
 *
 * Anybody may ask this.
 */
export const postTerminalSession = (client: Client, input: PostTerminalSessionInput): Promise<Session> =>
  client.call({ method: 'POST', path: '/api/v1/terminal/session' }, input).then((answer) => answer.json());

export interface PostTerminalActivityInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * At a shared terminal: somebody goes on working, so that the session does not end yet.
 *
 * Anybody may ask this.
 */
export const postTerminalActivity = (client: Client, input: PostTerminalActivityInput = {}): Promise<Session> =>
  client.call({ method: 'POST', path: '/api/v1/terminal/activity' }, input).then((answer) => answer.json());

export interface GetSessionPinInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Whether the caller has a PIN for shared terminals.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const getSessionPin = (client: Client, input: GetSessionPinInput = {}): Promise<PinState> =>
  client.call({ method: 'GET', path: '/api/v1/session/pin' }, input).then((answer) => answer.json());

export interface PutSessionPinInput {
  body: SetPin;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Choose the own PIN for shared terminals.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const putSessionPin = (client: Client, input: PutSessionPinInput): Promise<PinState> =>
  client.call({ method: 'PUT', path: '/api/v1/session/pin' }, input).then((answer) => answer.json());

export interface DeleteSessionPinInput {
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove the own PIN.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const deleteSessionPin = (client: Client, input: DeleteSessionPinInput = {}): Promise<PinState> =>
  client.call({ method: 'DELETE', path: '/api/v1/session/pin', idempotent: true }, input).then((answer) => answer.json());

export interface GetPeopleIdPinInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Whether somebody has a PIN.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about.
 */
export const getPeopleIdPin = (client: Client, input: GetPeopleIdPinInput): Promise<PinState> =>
  client.call({ method: 'GET', path: '/api/v1/people/{id}/pin' }, input).then((answer) => answer.json());

export interface PutPeopleIdPinInput {
  path: {
    id: string;
  };
  body: SetPinOf;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Give somebody a first PIN, which they replace when they first use it.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const putPeopleIdPin = (client: Client, input: PutPeopleIdPinInput): Promise<PinState> =>
  client.call({ method: 'PUT', path: '/api/v1/people/{id}/pin' }, input).then((answer) => answer.json());

export interface DeletePeopleIdPinInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove somebody's PIN.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about.
 */
export const deletePeopleIdPin = (client: Client, input: DeletePeopleIdPinInput): Promise<PinState> =>
  client.call({ method: 'DELETE', path: '/api/v1/people/{id}/pin', idempotent: true }, input).then((answer) => answer.json());

export interface GetPeopleIdBadgesInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Somebody's badges, without their numbers.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about.
 */
export const getPeopleIdBadges = (client: Client, input: GetPeopleIdBadgesInput): Promise<Badges> =>
  client.call({ method: 'GET', path: '/api/v1/people/{id}/badges' }, input).then((answer) => answer.json());

export interface PostPeopleIdBadgesInput {
  path: {
    id: string;
  };
  body: AssignBadge;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Assign a badge to somebody.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const postPeopleIdBadges = (client: Client, input: PostPeopleIdBadgesInput): Promise<BadgeView> =>
  client.call({ method: 'POST', path: '/api/v1/people/{id}/badges' }, input).then((answer) => answer.json());

export interface DeletePeopleIdBadgesBadgeInput {
  path: {
    id: string;
    badge: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Take one of somebody's badges.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about.
 */
export const deletePeopleIdBadgesBadge = (client: Client, input: DeletePeopleIdBadgesBadgeInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/people/{id}/badges/{badge}', idempotent: true }, input).then((answer) => answer.json());

export interface GetStatusInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What is recorded, what waits, and why.
 *
 * Needs the permission `status.read` (see what is recorded and what waits), anywhere.
 */
export const getStatus = (client: Client, input: GetStatusInput = {}): Promise<Status> =>
  client.call({ method: 'GET', path: '/api/v1/status' }, input).then((answer) => answer.json());

export interface GetHealthzInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The process lives.
 *
 * Anybody may ask this.
 */
export const getHealthz = (client: Client, input: GetHealthzInput = {}): Promise<Response> =>
  client.call({ method: 'GET', path: '/healthz' }, input);

export interface GetReadyzInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Machine events become durable; 503 while they do not.
 *
 * Anybody may ask this.
 */
export const getReadyz = (client: Client, input: GetReadyzInput = {}): Promise<Response> =>
  client.call({ method: 'GET', path: '/readyz' }, input);

export interface GetMetricsInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Figures in the text form of Prometheus.
 *
 * Needs the permission `health.read` (see the health of the system), anywhere. From the networks of `http.metricsNetworks` nothing is asked.
 */
export const getMetrics = (client: Client, input: GetMetricsInput = {}): Promise<Response> =>
  client.call({ method: 'GET', path: '/metrics' }, input);

export interface GetDocsErrorsInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Every error, what it means and what to do: where the type of a problem points.
 *
 * Anybody may ask this.
 */
export const getDocsErrors = (client: Client, input: GetDocsErrorsInput = {}): Promise<Response> =>
  client.call({ method: 'GET', path: '/docs/errors' }, input);

export interface GetMachinesInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Every machine and what it is doing.
 *
 * Needs the permission `machine.read` (see what machines do), somewhere: the answer holds what lies within those places.
 */
export const getMachines = (client: Client, input: GetMachinesInput = {}): Promise<Machines> =>
  client.call({ method: 'GET', path: '/api/v1/machines' }, input).then((answer) => answer.json());

export interface PostMachinesInput {
  body: ConnectMachine;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Connect a machine and keep it in mantinel.yaml.
 *
 * Needs the permission `machine.connect` (connect a machine) at the place that the request is about.
 */
export const postMachines = (client: Client, input: PostMachinesInput): Promise<MachineView> =>
  client.call({ method: 'POST', path: '/api/v1/machines', idempotent: true }, input).then((answer) => answer.json());

export interface GetMachinesIdItemsInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Component and unit of each data item of a machine.
 *
 * Needs the permission `machine.read` (see what machines do) at the place that the request is about.
 */
export const getMachinesIdItems = (client: Client, input: GetMachinesIdItemsInput): Promise<MachineItems> =>
  client.call({ method: 'GET', path: '/api/v1/machines/{id}/items' }, input).then((answer) => answer.json());

export interface PostRecordingsInput {
  query: {
    /** Id under which the recording is replayed */
    machine: string;
    name?: string | undefined;
    /** Name of the recording, for people */
    file: string;
    speed?: "max" | number | undefined;
    timestamps?: "recorded" | "shifted" | undefined;
    /** Controller family in lower case (fanuc, mazak, okuma); prefix of alarm codes such as fanuc.SV0401 */
    controller?: string | undefined;
    /** IANA time zone of the machine; times without an offset are read in it */
    timeZone?: string | undefined;
    /** Id of a device model uploaded before */
    deviceModel?: string | undefined;
    /** Name or uuid of the device within that model or agent, when it holds several */
    device?: string | undefined;
  };
  body: string;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Upload a recording (SHDR text) and replay it as a machine.
 *
 * The body is the file itself. With an Idempotency-Key the query is compared, not the file.
 * Needs the permission `recording.replay` (replay a recording as a machine) at the place that the request is about.
 */
export const postRecordings = (client: Client, input: PostRecordingsInput): Promise<MachineView> =>
  client.call({ method: 'POST', path: '/api/v1/recordings', idempotent: true }, { ...input, contentType: 'text/plain' }).then((answer) => answer.json());

export interface PostDeviceModelsInput {
  query: {
    /** Name of the device model, for people */
    file: string;
  };
  body: string;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Upload a device model (Devices.xml), for recordings replayed afterwards.
 *
 * The body is the file itself. The same content has the same id, however often it is sent.
 * Needs the permission `recording.replay` (replay a recording as a machine) at the place that the request is about.
 */
export const postDeviceModels = (client: Client, input: PostDeviceModelsInput): Promise<UploadedDeviceModel> =>
  client.call({ method: 'POST', path: '/api/v1/device-models', idempotent: true }, { ...input, contentType: 'application/xml' }).then((answer) => answer.json());

export interface GetMachinesIdConnectionInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * How a machine is connected, with the ETag that a change of it needs.
 *
 * Needs the permission `machine.edit` (change or remove a machine and its connection) at the place that the request is about.
 */
export const getMachinesIdConnection = (client: Client, input: GetMachinesIdConnectionInput): Promise<ConnectionView> =>
  client.call({ method: 'GET', path: '/api/v1/machines/{id}/connection' }, input).then((answer) => answer.json());

export interface PutMachinesIdConnectionInput {
  path: {
    id: string;
  };
  body: ChangeConnection;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Change how a machine is connected, pause or resume it; it applies at once.
 *
 * Needs the permission `machine.edit` (change or remove a machine and its connection) at the place that the request is about.
 */
export const putMachinesIdConnection = (client: Client, input: PutMachinesIdConnectionInput): Promise<ConnectionView> =>
  client.call({ method: 'PUT', path: '/api/v1/machines/{id}/connection', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteMachinesIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Record a machine no longer; what was recorded stays.
 *
 * Needs the permission `machine.edit` (change or remove a machine and its connection) at the place that the request is about.
 */
export const deleteMachinesId = (client: Client, input: DeleteMachinesIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/machines/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface PostMachineTestsInput {
  body: ConnectMachine;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Listen to a machine for a few seconds, without recording it.
 *
 * Needs the permission `machine.connect` (connect a machine) at the place that the request is about.
 */
export const postMachineTests = (client: Client, input: PostMachineTestsInput): Promise<TestedConnection> =>
  client.call({ method: 'POST', path: '/api/v1/machine-tests' }, input).then((answer) => answer.json());

export interface GetEventsInput {
  query?: {
    level?: Level | undefined;
    minSeverity?: Severity | undefined;
    machine?: string[] | undefined;
    kind?: ("sample" | "state" | "condition" | "message" | "program" | "operation" | "log" | "audit" | "gap")[] | undefined;
    /** Exact codes, or a prefix ending in `*` */
    code?: string[] | undefined;
    path?: string[] | undefined;
    /** A search in words, as docs/reference/search.md describes: `"coolant low" machine:mill-1 severity>=warn -door` */
    query?: string | undefined;
    /** Case-insensitive part of message, code, path or a text attribute */
    text?: string | undefined;
    /** Inclusive, by the time of the chosen order */
    fromUs?: TimeUs | undefined;
    /** Exclusive */
    toUs?: TimeUs | undefined;
    order?: Order | undefined;
    /** Which way to read from the cursor */
    direction?: "older" | "newer" | undefined;
    /** Page after this place; without it from the newest (older) or oldest (newer) */
    cursor?: string | undefined;
    /** Begin at this time instead of a cursor */
    atTimeUs?: TimeUs | undefined;
    /** Begin at the row with this rank (0 is the oldest) instead of a cursor */
    atRank?: number | undefined;
    /** Begin at this event (included) instead of a cursor */
    atEvent?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * A page of events, by cursor, time, rank or event.
 *
 * Read on by the cursors `older` and `newer` of the answer. `atTimeUs`, `atRank` and `atEvent` begin elsewhere; only one of them and `cursor` is taken.
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getEvents = (client: Client, input: GetEventsInput = {}): Promise<EventPage> =>
  client.call({ method: 'GET', path: '/api/v1/events' }, input).then((answer) => answer.json());

export interface PostEventsInput {
  body: SendEvents;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Send events in.
 *
 * Answered when they are on disk, also while the database is away. With an Idempotency-Key they are stored once: the latest thousand keys of a token are remembered by the logbook. May come compressed (gzip).
 * Needs the permission `event.ingest` (send events in, of machines and of programs), somewhere: the answer holds what lies within those places.
 */
export const postEvents = (client: Client, input: PostEventsInput): Promise<SentEvents> =>
  client.call({ method: 'POST', path: '/api/v1/events', idempotent: true }, input).then((answer) => answer.json());

export interface GetEventsCountsInput {
  query?: {
    level?: Level | undefined;
    minSeverity?: Severity | undefined;
    machine?: string[] | undefined;
    kind?: ("sample" | "state" | "condition" | "message" | "program" | "operation" | "log" | "audit" | "gap")[] | undefined;
    /** Exact codes, or a prefix ending in `*` */
    code?: string[] | undefined;
    path?: string[] | undefined;
    /** A search in words, as docs/reference/search.md describes: `"coolant low" machine:mill-1 severity>=warn -door` */
    query?: string | undefined;
    /** Case-insensitive part of message, code, path or a text attribute */
    text?: string | undefined;
    /** Inclusive, by the time of the chosen order */
    fromUs?: TimeUs | undefined;
    /** Exclusive */
    toUs?: TimeUs | undefined;
    order?: Order | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * How many events match, at each level.
 *
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getEventsCounts = (client: Client, input: GetEventsCountsInput = {}): Promise<EventCounts> =>
  client.call({ method: 'GET', path: '/api/v1/events/counts' }, input).then((answer) => answer.json());

export interface GetEventsFacetsInput {
  query: {
    level?: Level | undefined;
    minSeverity?: Severity | undefined;
    machine?: string[] | undefined;
    kind?: ("sample" | "state" | "condition" | "message" | "program" | "operation" | "log" | "audit" | "gap")[] | undefined;
    /** Exact codes, or a prefix ending in `*` */
    code?: string[] | undefined;
    path?: string[] | undefined;
    /** A search in words, as docs/reference/search.md describes: `"coolant low" machine:mill-1 severity>=warn -door` */
    query?: string | undefined;
    /** Case-insensitive part of message, code, path or a text attribute */
    text?: string | undefined;
    /** Inclusive, by the time of the chosen order */
    fromUs?: TimeUs | undefined;
    /** Exclusive */
    toUs?: TimeUs | undefined;
    order?: Order | undefined;
    by: "machine" | "code" | "kind" | "severity" | "path";
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The values that occur, most frequent first.
 *
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getEventsFacets = (client: Client, input: GetEventsFacetsInput): Promise<Facets> =>
  client.call({ method: 'GET', path: '/api/v1/events/facets' }, input).then((answer) => answer.json());

export interface GetEventsHistogramInput {
  query?: {
    level?: Level | undefined;
    minSeverity?: Severity | undefined;
    machine?: string[] | undefined;
    kind?: ("sample" | "state" | "condition" | "message" | "program" | "operation" | "log" | "audit" | "gap")[] | undefined;
    /** Exact codes, or a prefix ending in `*` */
    code?: string[] | undefined;
    path?: string[] | undefined;
    /** A search in words, as docs/reference/search.md describes: `"coolant low" machine:mill-1 severity>=warn -door` */
    query?: string | undefined;
    /** Case-insensitive part of message, code, path or a text attribute */
    text?: string | undefined;
    /** Inclusive, by the time of the chosen order */
    fromUs?: TimeUs | undefined;
    /** Exclusive */
    toUs?: TimeUs | undefined;
    order?: Order | undefined;
    buckets?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Events over time, by severity.
 *
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getEventsHistogram = (client: Client, input: GetEventsHistogramInput = {}): Promise<Histogram> =>
  client.call({ method: 'GET', path: '/api/v1/events/histogram' }, input).then((answer) => answer.json());

export interface GetEventsPatternsInput {
  query?: {
    level?: Level | undefined;
    minSeverity?: Severity | undefined;
    machine?: string[] | undefined;
    kind?: ("sample" | "state" | "condition" | "message" | "program" | "operation" | "log" | "audit" | "gap")[] | undefined;
    /** Exact codes, or a prefix ending in `*` */
    code?: string[] | undefined;
    path?: string[] | undefined;
    /** A search in words, as docs/reference/search.md describes: `"coolant low" machine:mill-1 severity>=warn -door` */
    query?: string | undefined;
    /** Case-insensitive part of message, code, path or a text attribute */
    text?: string | undefined;
    /** Inclusive, by the time of the chosen order */
    fromUs?: TimeUs | undefined;
    /** Exclusive */
    toUs?: TimeUs | undefined;
    order?: Order | undefined;
    /** So many, the most frequent */
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What messages have in common: same message, other numbers.
 *
 * Counts over the newest events that match, as many as can be looked at in about a second; readings have no message and are left out.
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getEventsPatterns = (client: Client, input: GetEventsPatternsInput = {}): Promise<Patterns> =>
  client.call({ method: 'GET', path: '/api/v1/events/patterns' }, input).then((answer) => answer.json());

export interface GetEventsCompletionsInput {
  query: {
    level?: Level | undefined;
    minSeverity?: Severity | undefined;
    machine?: string[] | undefined;
    kind?: ("sample" | "state" | "condition" | "message" | "program" | "operation" | "log" | "audit" | "gap")[] | undefined;
    /** Exact codes, or a prefix ending in `*` */
    code?: string[] | undefined;
    path?: string[] | undefined;
    /** What is typed so far; not searched by */
    query?: string | undefined;
    /** Case-insensitive part of message, code, path or a text attribute */
    text?: string | undefined;
    /** Inclusive, by the time of the chosen order */
    fromUs?: TimeUs | undefined;
    /** Exclusive */
    toUs?: TimeUs | undefined;
    order?: Order | undefined;
    /** Where the cursor stands, in UTF-16 units */
    at: number;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What may follow in a search that is being typed.
 *
 * Fields, and values that occur among the events which the reader may see.
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getEventsCompletions = (client: Client, input: GetEventsCompletionsInput): Promise<Completions> =>
  client.call({ method: 'GET', path: '/api/v1/events/completions' }, input).then((answer) => answer.json());

export interface GetEventsExportInput {
  query: {
    level?: Level | undefined;
    minSeverity?: Severity | undefined;
    machine?: string[] | undefined;
    kind?: ("sample" | "state" | "condition" | "message" | "program" | "operation" | "log" | "audit" | "gap")[] | undefined;
    /** Exact codes, or a prefix ending in `*` */
    code?: string[] | undefined;
    path?: string[] | undefined;
    /** A search in words, as docs/reference/search.md describes: `"coolant low" machine:mill-1 severity>=warn -door` */
    query?: string | undefined;
    /** Case-insensitive part of message, code, path or a text attribute */
    text?: string | undefined;
    /** Inclusive, by the time of the chosen order */
    fromUs?: TimeUs | undefined;
    /** Exclusive */
    toUs?: TimeUs | undefined;
    order?: Order | undefined;
    format: "csv" | "ndjson" | "html" | "pdf" | "otlp";
    /** Of CSV, HTML and PDF, in this order; those that fit the format when left out */
    columns?: ("id" | "time" | "received" | "site" | "machine" | "machineName" | "path" | "kind" | "severity" | "code" | "value" | "message" | "quality" | "attributes" | "traceId")[] | undefined;
    /** IANA name; the plant's own by its calendar when left out */
    timeZone?: string | undefined;
    /** Of headings in HTML and PDF */
    language?: Language | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The events that match, as a file.
 *
 * Streams: an export of any length costs no memory. What arrives late while it runs is left out, so that the file is one moment. HTML holds 50,000 events at most and PDF 5,000, and says so.
 * Needs the permission `event.export` (take events away as a file), somewhere: the answer holds what lies within those places.
 */
export const getEventsExport = (client: Client, input: GetEventsExportInput): Promise<Response> =>
  client.call({ method: 'GET', path: '/api/v1/events/export' }, input);

export interface GetEventsIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One event, by its permalink.
 *
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getEventsId = (client: Client, input: GetEventsIdInput): Promise<Event> =>
  client.call({ method: 'GET', path: '/api/v1/events/{id}' }, input).then((answer) => answer.json());

export interface GetEventsIdProofInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * That one event stands under a signed head: a file that is checked without this program.
 *
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getEventsIdProof = (client: Client, input: GetEventsIdProofInput): Promise<EventProof> =>
  client.call({ method: 'GET', path: '/api/v1/events/{id}/proof' }, input).then((answer) => answer.json());

export interface GetExplanationsInput {
  query?: {
    language?: Language | undefined;
    /** `machine@code`, or `@code` for what no machine said; as often as there are */
    of?: string[] | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What event codes mean at machines, in one language.
 *
 * Texts are ICU messages, filled in with the event: `machine` (its name), `item`, `number`, `qualifier`, and what stands in its attributes.
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getExplanations = (client: Client, input: GetExplanationsInput = {}): Promise<Explanations> =>
  client.call({ method: 'GET', path: '/api/v1/explanations' }, input).then((answer) => answer.json());

export interface GetCatalogueShippedInput {
  query?: {
    language?: Language | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The explanations that come with Mantinel, with their sources.
 *
 * Needs the permission `catalogue.read` (see what event codes mean, and what is not explained yet), anywhere.
 */
export const getCatalogueShipped = (client: Client, input: GetCatalogueShippedInput = {}): Promise<ShippedEntries> =>
  client.call({ method: 'GET', path: '/api/v1/catalogue/shipped' }, input).then((answer) => answer.json());

export interface GetCatalogueInboxInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What controls said and nobody has explained yet.
 *
 * Needs the permission `catalogue.read` (see what event codes mean, and what is not explained yet), somewhere: the answer holds what lies within those places.
 */
export const getCatalogueInbox = (client: Client, input: GetCatalogueInboxInput = {}): Promise<Inbox> =>
  client.call({ method: 'GET', path: '/api/v1/catalogue/inbox' }, input).then((answer) => answer.json());

export interface GetCatalogueEntriesInput {
  query?: {
    /** Part of code, model or any text */
    search?: string | undefined;
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The shop’s own explanations at places that the reader may see.
 *
 * Needs the permission `catalogue.read` (see what event codes mean, and what is not explained yet), somewhere: the answer holds what lies within those places.
 */
export const getCatalogueEntries = (client: Client, input: GetCatalogueEntriesInput = {}): Promise<Entries> =>
  client.call({ method: 'GET', path: '/api/v1/catalogue/entries' }, input).then((answer) => answer.json());

export interface PostCatalogueEntriesInput {
  body: AddEntry;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Explain an event code; old events are shown with it as well.
 *
 * Needs the permission `catalogue.edit` (explain event codes) at the place that the request is about.
 */
export const postCatalogueEntries = (client: Client, input: PostCatalogueEntriesInput): Promise<EntryView> =>
  client.call({ method: 'POST', path: '/api/v1/catalogue/entries', idempotent: true }, input).then((answer) => answer.json());

export interface GetCatalogueEntriesIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One explanation, with the ETag that a change of it needs.
 *
 * Needs the permission `catalogue.read` (see what event codes mean, and what is not explained yet) at the place that the request is about.
 */
export const getCatalogueEntriesId = (client: Client, input: GetCatalogueEntriesIdInput): Promise<EntryView> =>
  client.call({ method: 'GET', path: '/api/v1/catalogue/entries/{id}' }, input).then((answer) => answer.json());

export interface PutCatalogueEntriesIdInput {
  path: {
    id: string;
  };
  body: ChangeEntry;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Change an explanation.
 *
 * Needs the permission `catalogue.edit` (explain event codes) at the place that the request is about.
 */
export const putCatalogueEntriesId = (client: Client, input: PutCatalogueEntriesIdInput): Promise<EntryView> =>
  client.call({ method: 'PUT', path: '/api/v1/catalogue/entries/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteCatalogueEntriesIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove an explanation; its code is shown as before it was entered.
 *
 * Needs the permission `catalogue.edit` (explain event codes) at the place that the request is about.
 */
export const deleteCatalogueEntriesId = (client: Client, input: DeleteCatalogueEntriesIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/catalogue/entries/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetAnnotationsInput {
  query?: {
    /** Of these machines; notes of their whole site are left out then */
    machine?: string[] | undefined;
    /** Pinned to this event */
    event?: string | undefined;
    /** Inclusive, by the time of the chosen order */
    fromUs?: TimeUs | undefined;
    /** Exclusive */
    toUs?: TimeUs | undefined;
    order?: Order | undefined;
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Notes of people on what the reader may see, newest first.
 *
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getAnnotations = (client: Client, input: GetAnnotationsInput = {}): Promise<Annotations> =>
  client.call({ method: 'GET', path: '/api/v1/annotations' }, input).then((answer) => answer.json());

export interface PostAnnotationsInput {
  body: AddAnnotation;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Pin a note to an event, or to a time on a machine or a site.
 *
 * Needs the permission `annotation.write` (pin notes to events and times, and change their own) at the place that the request is about.
 */
export const postAnnotations = (client: Client, input: PostAnnotationsInput): Promise<AnnotationView> =>
  client.call({ method: 'POST', path: '/api/v1/annotations', idempotent: true }, input).then((answer) => answer.json());

export interface GetAnnotationsIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One note, with the ETag that a change of it needs.
 *
 * Needs the permission `event.read` (read events, without what people did) at the place that the request is about.
 */
export const getAnnotationsId = (client: Client, input: GetAnnotationsIdInput): Promise<AnnotationView> =>
  client.call({ method: 'GET', path: '/api/v1/annotations/{id}' }, input).then((answer) => answer.json());

export interface PatchAnnotationsIdInput {
  path: {
    id: string;
  };
  body: ChangeAnnotation;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Change the words of a note, as its author.
 *
 * Needs the permission `annotation.write` (pin notes to events and times, and change their own) at the place that the request is about.
 */
export const patchAnnotationsId = (client: Client, input: PatchAnnotationsIdInput): Promise<AnnotationView> =>
  client.call({ method: 'PATCH', path: '/api/v1/annotations/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteAnnotationsIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove a note: as its author, or with the permission annotation.remove.
 *
 * Needs the permission `annotation.write` (pin notes to events and times, and change their own) at the place that the request is about.
 */
export const deleteAnnotationsId = (client: Client, input: DeleteAnnotationsIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/annotations/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetShiftReportInput {
  query: {
    place: PlaceId;
    /** Within the shift, or after its end; the last shift that has ended when left out */
    atUs?: TimeUs | undefined;
    /** The first shift of this production day instead */
    date?: string | undefined;
    language?: Language | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What went well and what went wrong in a shift at a place, each statement with its events.
 *
 * Needs the permission `event.read` (read events, without what people did) at the place that the request is about.
 */
export const getShiftReport = (client: Client, input: GetShiftReportInput): Promise<ShiftReportView> =>
  client.call({ method: 'GET', path: '/api/v1/shift-report' }, input).then((answer) => answer.json());

export interface GetShiftReportFileInput {
  query: {
    place: PlaceId;
    /** Within the shift, or after its end; the last shift that has ended when left out */
    atUs?: TimeUs | undefined;
    /** The first shift of this production day instead */
    date?: string | undefined;
    language?: Language | undefined;
    format: "html" | "pdf";
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The same to print: HTML that needs nothing else, or PDF.
 *
 * Needs the permission `event.read` (read events, without what people did) at the place that the request is about.
 */
export const getShiftReportFile = (client: Client, input: GetShiftReportFileInput): Promise<Response> =>
  client.call({ method: 'GET', path: '/api/v1/shift-report/file' }, input);

export interface PostV1LogsInput {
  body: string;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Send logs of OpenTelemetry in.
 *
 * OTLP/HTTP as exporters and collectors speak it, JSON or protobuf, gzip or not. `mantinel.machine` and `mantinel.site` as attributes of the resource or of a record say where it happened. What cannot be taken is counted in `partialSuccess`; answered when the rest is on disk.
 * Needs the permission `event.ingest` (send events in, of machines and of programs), somewhere: the answer holds what lies within those places.
 */
export const postV1Logs = (client: Client, input: PostV1LogsInput): Promise<Record<string, unknown>> =>
  client.call({ method: 'POST', path: '/v1/logs' }, { ...input, contentType: 'application/x-protobuf' }).then((answer) => answer.json());

export interface GetAlarmsInput {
  query?: {
    /** Of what stands there: a site, area, line or machine */
    place?: PlaceId | undefined;
    machine?: string[] | undefined;
    /** All but normal when left out */
    state?: ("normal" | "unacknowledged" | "acknowledged" | "returnedUnacknowledged" | "latchedUnacknowledged" | "latchedAcknowledged" | "shelved" | "suppressedByDesign" | "outOfService")[] | undefined;
    priority?: AlarmPriority[] | undefined;
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Alarms that stand or wait for somebody, also while the database is away.
 *
 * Needs the permission `alarm.read` (see alarms), somewhere: the answer holds what lies within those places.
 */
export const getAlarms = (client: Client, input: GetAlarmsInput = {}): Promise<Alarms> =>
  client.call({ method: 'GET', path: '/api/v1/alarms' }, input).then((answer) => answer.json());

export interface GetAlarmsIdInput {
  path: {
    id: string;
  };
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One alarm, every time it came, and what people did then.
 *
 * Needs the permission `alarm.read` (see alarms) at the place that the request is about.
 */
export const getAlarmsId = (client: Client, input: GetAlarmsIdInput): Promise<AlarmDetail> =>
  client.call({ method: 'GET', path: '/api/v1/alarms/{id}' }, input).then((answer) => answer.json());

export interface GetAlarmStatisticsInput {
  query?: {
    /** The operator position: everything that the reader may see when absent */
    place?: PlaceId | undefined;
    /** 30 days before toUs when left out */
    fromUs?: number | undefined;
    /** Now when left out */
    toUs?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * How alarms perform, by the figures of ISA-18.2; a verdict needs 30 days of data.
 *
 * Needs the permission `alarm.read` (see alarms), somewhere: the answer holds what lies within those places.
 */
export const getAlarmStatistics = (client: Client, input: GetAlarmStatisticsInput = {}): Promise<AlarmStatistics> =>
  client.call({ method: 'GET', path: '/api/v1/alarm-statistics' }, input).then((answer) => answer.json());

export interface GetMachinesIdWhyStoppedInput {
  path: {
    id: string;
  };
  query?: {
    /** The stop at this time by the machine’s clock; the present or last one when left out */
    atUs?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Why a machine is stopped: the alarm that came first, what followed, and what helped before.
 *
 * Needs the permission `alarm.read` (see alarms) at the place that the request is about.
 */
export const getMachinesIdWhyStopped = (client: Client, input: GetMachinesIdWhyStoppedInput): Promise<WhyStopped> =>
  client.call({ method: 'GET', path: '/api/v1/machines/{id}/why-stopped' }, input).then((answer) => answer.json());

export interface PostAlarmsIdAcknowledgementInput {
  path: {
    id: string;
  };
  body: AcknowledgeAlarm;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Acknowledge an alarm as it was seen.
 *
 * Needs the permission `alarm.acknowledge` (acknowledge alarms and comment on them) at the place that the request is about.
 */
export const postAlarmsIdAcknowledgement = (client: Client, input: PostAlarmsIdAcknowledgementInput): Promise<AlarmView> =>
  client.call({ method: 'POST', path: '/api/v1/alarms/{id}/acknowledgement', idempotent: true }, input).then((answer) => answer.json());

export interface PostAlarmsIdCommentsInput {
  path: {
    id: string;
  };
  body: CommentAlarm;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Comment on an alarm.
 *
 * Needs the permission `alarm.acknowledge` (acknowledge alarms and comment on them) at the place that the request is about.
 */
export const postAlarmsIdComments = (client: Client, input: PostAlarmsIdCommentsInput): Promise<AlarmView> =>
  client.call({ method: 'POST', path: '/api/v1/alarms/{id}/comments', idempotent: true }, input).then((answer) => answer.json());

export interface PostAlarmsIdShelvingInput {
  path: {
    id: string;
  };
  body: ShelveAlarm;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Shelve an alarm for eight hours at most, with a reason.
 *
 * Needs the permission `alarm.shelve` (shelve, unshelve and reset alarms) at the place that the request is about.
 */
export const postAlarmsIdShelving = (client: Client, input: PostAlarmsIdShelvingInput): Promise<AlarmView> =>
  client.call({ method: 'POST', path: '/api/v1/alarms/{id}/shelving', idempotent: true }, input).then((answer) => answer.json());

export interface PostAlarmsIdUnshelvingInput {
  path: {
    id: string;
  };
  body: UnshelveAlarm;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * End a shelving; who does it has seen the alarm and acknowledges it.
 *
 * Needs the permission `alarm.shelve` (shelve, unshelve and reset alarms) at the place that the request is about.
 */
export const postAlarmsIdUnshelving = (client: Client, input: PostAlarmsIdUnshelvingInput): Promise<AlarmView> =>
  client.call({ method: 'POST', path: '/api/v1/alarms/{id}/unshelving', idempotent: true }, input).then((answer) => answer.json());

export interface PostAlarmsIdResetInput {
  path: {
    id: string;
  };
  body: ResetAlarm;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Reset an alarm that latched and has returned.
 *
 * Needs the permission `alarm.shelve` (shelve, unshelve and reset alarms) at the place that the request is about.
 */
export const postAlarmsIdReset = (client: Client, input: PostAlarmsIdResetInput): Promise<AlarmView> =>
  client.call({ method: 'POST', path: '/api/v1/alarms/{id}/reset', idempotent: true }, input).then((answer) => answer.json());

export interface PostAlarmsIdOutOfServiceInput {
  path: {
    id: string;
  };
  body: TakeOutOfService;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Take an alarm out of service, as for maintenance, with a reason.
 *
 * Needs the permission `alarm.outOfService` (take alarms out of service and return them) at the place that the request is about.
 */
export const postAlarmsIdOutOfService = (client: Client, input: PostAlarmsIdOutOfServiceInput): Promise<AlarmView> =>
  client.call({ method: 'POST', path: '/api/v1/alarms/{id}/out-of-service', idempotent: true }, input).then((answer) => answer.json());

export interface PostAlarmsIdReturnToServiceInput {
  path: {
    id: string;
  };
  body: ReturnToService;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Return an alarm to service.
 *
 * Needs the permission `alarm.outOfService` (take alarms out of service and return them) at the place that the request is about.
 */
export const postAlarmsIdReturnToService = (client: Client, input: PostAlarmsIdReturnToServiceInput): Promise<AlarmView> =>
  client.call({ method: 'POST', path: '/api/v1/alarms/{id}/return-to-service', idempotent: true }, input).then((answer) => answer.json());

export interface GetAlarmRationalisationsInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Rationalisation records of the places that the reader may see.
 *
 * Needs the permission `alarm.read` (see alarms), somewhere: the answer holds what lies within those places.
 */
export const getAlarmRationalisations = (client: Client, input: GetAlarmRationalisationsInput = {}): Promise<Rationalisations> =>
  client.call({ method: 'GET', path: '/api/v1/alarm-rationalisations' }, input).then((answer) => answer.json());

export interface PostAlarmRationalisationsInput {
  body: AddRationalisation;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Decide what an alarm is: priority, delays, limit, time to respond, suppression by design.
 *
 * Needs the permission `alarm.rationalise` (change what is an alarm, its limits and texts) at the place that the request is about.
 */
export const postAlarmRationalisations = (client: Client, input: PostAlarmRationalisationsInput): Promise<RationalisationView> =>
  client.call({ method: 'POST', path: '/api/v1/alarm-rationalisations', idempotent: true }, input).then((answer) => answer.json());

export interface GetAlarmRationalisationsIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One rationalisation record, with the ETag that a change of it needs.
 *
 * Needs the permission `alarm.read` (see alarms) at the place that the request is about.
 */
export const getAlarmRationalisationsId = (client: Client, input: GetAlarmRationalisationsIdInput): Promise<RationalisationView> =>
  client.call({ method: 'GET', path: '/api/v1/alarm-rationalisations/{id}' }, input).then((answer) => answer.json());

export interface PutAlarmRationalisationsIdInput {
  path: {
    id: string;
  };
  body: ChangeRationalisation;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Decide anew; alarms that stand follow at once.
 *
 * Needs the permission `alarm.rationalise` (change what is an alarm, its limits and texts) at the place that the request is about.
 */
export const putAlarmRationalisationsId = (client: Client, input: PutAlarmRationalisationsIdInput): Promise<RationalisationView> =>
  client.call({ method: 'PUT', path: '/api/v1/alarm-rationalisations/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteAlarmRationalisationsIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove a rationalisation record; what the catalogue says holds again.
 *
 * Needs the permission `alarm.rationalise` (change what is an alarm, its limits and texts) at the place that the request is about.
 */
export const deleteAlarmRationalisationsId = (client: Client, input: DeleteAlarmRationalisationsIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/alarm-rationalisations/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetStreamInput {
  query?: {
    level?: Level | undefined;
    /** Only events that this search finds */
    query?: string | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Server-Sent Events: new events of a level, changed machines, status.
 *
 * Needs the permission `event.read` (read events, without what people did), somewhere: the answer holds what lies within those places.
 */
export const getStream = (client: Client, input: GetStreamInput = {}): Promise<Response> =>
  client.call({ method: 'GET', path: '/api/v1/stream' }, input);

export interface GetPlacesInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The plant, as far as the reader may see it.
 *
 * Needs the permission `place.read` (see sites, areas, lines and where machines stand), somewhere: the answer holds what lies within those places.
 */
export const getPlaces = (client: Client, input: GetPlacesInput = {}): Promise<Places> =>
  client.call({ method: 'GET', path: '/api/v1/places' }, input).then((answer) => answer.json());

export interface PostPlacesInput {
  body: AddPlace;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Add a site, an area, a line or the place of a machine.
 *
 * Needs the permission `place.edit` (add, rename, move and remove places) at the place that the request is about.
 */
export const postPlaces = (client: Client, input: PostPlacesInput): Promise<PlaceView> =>
  client.call({ method: 'POST', path: '/api/v1/places', idempotent: true }, input).then((answer) => answer.json());

export interface GetPlacesIdInput {
  path: {
    id: PlaceId;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One place, with the ETag that a change of it needs.
 *
 * Needs the permission `place.read` (see sites, areas, lines and where machines stand) at the place that the request is about.
 */
export const getPlacesId = (client: Client, input: GetPlacesIdInput): Promise<PlaceView> =>
  client.call({ method: 'GET', path: '/api/v1/places/{id}' }, input).then((answer) => answer.json());

export interface PatchPlacesIdInput {
  path: {
    id: PlaceId;
  };
  body: ChangePlace;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Rename a place, or move it with everything in it.
 *
 * Needs the permission `place.edit` (add, rename, move and remove places) at the place that the request is about.
 */
export const patchPlacesId = (client: Client, input: PatchPlacesIdInput): Promise<PlaceView> =>
  client.call({ method: 'PATCH', path: '/api/v1/places/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeletePlacesIdInput {
  path: {
    id: PlaceId;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove a place that nothing uses.
 *
 * Needs the permission `place.edit` (add, rename, move and remove places) at the place that the request is about.
 */
export const deletePlacesId = (client: Client, input: DeletePlacesIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/places/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetPlacesIdCalendarInput {
  path: {
    id: PlaceId;
  };
  query?: {
    /** Where there is none: `true` answers an empty one, from the place itself and of version 0 */
    empty?: "true" | "false" | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The shift calendar by which a place works.
 *
 * Needs the permission `calendar.read` (see shift calendars) at the place that the request is about.
 */
export const getPlacesIdCalendar = (client: Client, input: GetPlacesIdCalendarInput): Promise<CalendarView> =>
  client.call({ method: 'GET', path: '/api/v1/places/{id}/calendar' }, input).then((answer) => answer.json());

export interface PutPlacesIdCalendarInput {
  path: {
    id: PlaceId;
  };
  body: SetCalendar;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Give a place a shift calendar of its own.
 *
 * Needs the permission `calendar.edit` (change shift calendars) at the place that the request is about.
 */
export const putPlacesIdCalendar = (client: Client, input: PutPlacesIdCalendarInput): Promise<CalendarView> =>
  client.call({ method: 'PUT', path: '/api/v1/places/{id}/calendar', idempotent: true }, input).then((answer) => answer.json());

export interface DeletePlacesIdCalendarInput {
  path: {
    id: PlaceId;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove the own shift calendar of a place.
 *
 * Needs the permission `calendar.edit` (change shift calendars) at the place that the request is about.
 */
export const deletePlacesIdCalendar = (client: Client, input: DeletePlacesIdCalendarInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/places/{id}/calendar', idempotent: true }, input).then((answer) => answer.json());

export interface GetPlacesIdShiftsInput {
  path: {
    id: PlaceId;
  };
  query: {
    fromUs: number;
    /** At most 100 days after fromUs */
    toUs: number;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The shifts of a place in a range, and the time that was planned.
 *
 * Needs the permission `calendar.read` (see shift calendars) at the place that the request is about.
 */
export const getPlacesIdShifts = (client: Client, input: GetPlacesIdShiftsInput): Promise<Shifts> =>
  client.call({ method: 'GET', path: '/api/v1/places/{id}/shifts' }, input).then((answer) => answer.json());

export interface GetPeopleInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Accounts of the places that the reader may see, by name.
 *
 * Needs the permission `person.read` (see who has an account), somewhere: the answer holds what lies within those places.
 */
export const getPeople = (client: Client, input: GetPeopleInput = {}): Promise<People> =>
  client.call({ method: 'GET', path: '/api/v1/people' }, input).then((answer) => answer.json());

export interface PostPeopleInput {
  body: CreatePerson;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Create an account; its password is chosen by a one-time link.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about.
 */
export const postPeople = (client: Client, input: PostPeopleInput): Promise<PersonView> =>
  client.call({ method: 'POST', path: '/api/v1/people', idempotent: true }, input).then((answer) => answer.json());

export interface GetPeopleIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One account, with the ETag that a change of it needs.
 *
 * Needs the permission `person.read` (see who has an account) at the place that the request is about.
 */
export const getPeopleId = (client: Client, input: GetPeopleIdInput): Promise<PersonView> =>
  client.call({ method: 'GET', path: '/api/v1/people/{id}' }, input).then((answer) => answer.json());

export interface PatchPeopleIdInput {
  path: {
    id: string;
  };
  body: ChangePerson;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Rename, move, disable or enable an account.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about.
 */
export const patchPeopleId = (client: Client, input: PatchPeopleIdInput): Promise<PersonView> =>
  client.call({ method: 'PATCH', path: '/api/v1/people/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeletePeopleIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Erase a person: their name, their ways in, and everything they typed. It cannot be undone.
 *
 * What they did stays in the log under an opaque id, and its proofs stay valid; reasons and comments they typed can never be read again.
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about. Refused to tokens. A session must have proved password or code within ten minutes.
 */
export const deletePeopleId = (client: Client, input: DeletePeopleIdInput): Promise<PersonView> =>
  client.call({ method: 'DELETE', path: '/api/v1/people/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface PostPeopleIdPasswordLinkInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Make the one-time link by which a person chooses a password; an earlier one ends.
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const postPeopleIdPasswordLink = (client: Client, input: PostPeopleIdPasswordLinkInput): Promise<PasswordLink> =>
  client.call({ method: 'POST', path: '/api/v1/people/{id}/password-link', idempotent: true }, input).then((answer) => answer.json());

export interface GetGrantsInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
    person?: string | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Who holds which role where, as far as the reader may see it.
 *
 * Needs the permission `grant.read` (see who holds which role where), somewhere: the answer holds what lies within those places.
 */
export const getGrants = (client: Client, input: GetGrantsInput = {}): Promise<Grants> =>
  client.call({ method: 'GET', path: '/api/v1/grants' }, input).then((answer) => answer.json());

export interface PostGrantsInput {
  body: GiveRole;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Give a role at a place.
 *
 * Needs the permission `grant.edit` (give and take roles) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const postGrants = (client: Client, input: PostGrantsInput): Promise<GrantView> =>
  client.call({ method: 'POST', path: '/api/v1/grants', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteGrantsIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Take a role.
 *
 * Needs the permission `grant.edit` (give and take roles) at the place that the request is about. A session must have proved password or code within ten minutes.
 */
export const deleteGrantsId = (client: Client, input: DeleteGrantsIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/grants/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetRolesInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Which role may do what, and which roles it may give.
 *
 * Needs the permission `grant.read` (see who holds which role where), anywhere.
 */
export const getRoles = (client: Client, input: GetRolesInput = {}): Promise<Roles> =>
  client.call({ method: 'GET', path: '/api/v1/roles' }, input).then((answer) => answer.json());

export interface GetTokensInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The caller's own tokens.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const getTokens = (client: Client, input: GetTokensInput = {}): Promise<Tokens> =>
  client.call({ method: 'GET', path: '/api/v1/tokens' }, input).then((answer) => answer.json());

export interface PostTokensInput {
  body: CreateToken;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Make a token of one’s own; it is shown once.
 *
 * Needs the permission `token.own` (make API tokens of their own) at the place that the request is about. Refused to tokens. A session must have proved password or code within ten minutes.
 */
export const postTokens = (client: Client, input: PostTokensInput): Promise<CreatedToken> =>
  client.call({ method: 'POST', path: '/api/v1/tokens', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteTokensIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Revoke a token of one’s own.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const deleteTokensId = (client: Client, input: DeleteTokensIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/tokens/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetPeopleIdTokensInput {
  path: {
    id: string;
  };
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Somebody's tokens.
 *
 * Needs the permission `token.read` (see other people's tokens) at the place that the request is about.
 */
export const getPeopleIdTokens = (client: Client, input: GetPeopleIdTokensInput): Promise<Tokens> =>
  client.call({ method: 'GET', path: '/api/v1/people/{id}/tokens' }, input).then((answer) => answer.json());

export interface PostPeopleIdTokensInput {
  path: {
    id: string;
  };
  body: CreateToken;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Make a token for a display (role kiosk) or an edge node (role machine).
 *
 * Needs the permission `person.edit` (create, change and disable accounts) at the place that the request is about. Refused to tokens. A session must have proved password or code within ten minutes.
 */
export const postPeopleIdTokens = (client: Client, input: PostPeopleIdTokensInput): Promise<CreatedToken> =>
  client.call({ method: 'POST', path: '/api/v1/people/{id}/tokens', idempotent: true }, input).then((answer) => answer.json());

export interface DeletePeopleIdTokensTokenInput {
  path: {
    id: string;
    token: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Revoke somebody's token.
 *
 * Needs the permission `token.revoke` (revoke other people's tokens) at the place that the request is about.
 */
export const deletePeopleIdTokensToken = (client: Client, input: DeletePeopleIdTokensTokenInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/people/{id}/tokens/{token}', idempotent: true }, input).then((answer) => answer.json());

export interface GetTrustInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The page on which a device is led to trust the authority of this installation.
 *
 * Anybody may ask this.
 */
export const getTrust = (client: Client, input: GetTrustInput = {}): Promise<Response> =>
  client.call({ method: 'GET', path: '/trust' }, input);

export interface GetTrustFileInput {
  path: {
    file: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The authority as a file: authority.crt, authority.pem, mantinel.mobileconfig.
 *
 * Anybody may ask this.
 */
export const getTrustFile = (client: Client, input: GetTrustFileInput): Promise<Response> =>
  client.call({ method: 'GET', path: '/trust/{file}' }, input);

export interface GetKeysInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Which keys and certificates exist, by their fingerprints and ends.
 *
 * Needs the permission `key.read` (see which keys and certificates exist) for the whole enterprise.
 */
export const getKeys = (client: Client, input: GetKeysInput = {}): Promise<Keys> =>
  client.call({ method: 'GET', path: '/api/v1/keys' }, input).then((answer) => answer.json());

export interface PostKeysServerRenewalInput {
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Get a new certificate for this server now.
 *
 * Needs the permission `key.manage` (create, replace and withdraw keys and certificates) for the whole enterprise. Refused to tokens. A session must have proved password or code within ten minutes.
 */
export const postKeysServerRenewal = (client: Client, input: PostKeysServerRenewalInput = {}): Promise<Keys> =>
  client.call({ method: 'POST', path: '/api/v1/keys/server/renewal', idempotent: true }, input).then((answer) => answer.json());

export interface PostKeysAuthorityReplacementInput {
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Replace the authority of this installation; every device must trust the new one.
 *
 * Needs the permission `key.manage` (create, replace and withdraw keys and certificates) for the whole enterprise. Refused to tokens. A session must have proved password or code within ten minutes.
 */
export const postKeysAuthorityReplacement = (client: Client, input: PostKeysAuthorityReplacementInput = {}): Promise<Keys> =>
  client.call({ method: 'POST', path: '/api/v1/keys/authority/replacement', idempotent: true }, input).then((answer) => answer.json());

export interface PostPeopleIdCertificatesInput {
  path: {
    id: string;
  };
  body: IssueCertificate;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Issue a certificate for an edge node; its private key is shown once.
 *
 * Needs the permission `key.manage` (create, replace and withdraw keys and certificates) at the place that the request is about. Refused to tokens. A session must have proved password or code within ten minutes.
 */
export const postPeopleIdCertificates = (client: Client, input: PostPeopleIdCertificatesInput): Promise<IssuedCertificate> =>
  client.call({ method: 'POST', path: '/api/v1/people/{id}/certificates', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteKeysEdgesIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Revoke the certificate of an edge node; it is refused from now on.
 *
 * Needs the permission `key.manage` (create, replace and withdraw keys and certificates) for the whole enterprise.
 */
export const deleteKeysEdgesId = (client: Client, input: DeleteKeysEdgesIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/keys/edges/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetPartsInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Parts that are known where the reader sees jobs, in order of number.
 *
 * Needs the permission `job.read` (see parts, jobs and their operations), somewhere: the answer holds what lies within those places.
 */
export const getParts = (client: Client, input: GetPartsInput = {}): Promise<Parts> =>
  client.call({ method: 'GET', path: '/api/v1/parts' }, input).then((answer) => answer.json());

export interface PostPartsInput {
  body: AddPart;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Enter a part of the enterprise or of a site.
 *
 * Needs the permission `job.edit` (enter and change parts, jobs and their operations) at the place that the request is about.
 */
export const postParts = (client: Client, input: PostPartsInput): Promise<PartView> =>
  client.call({ method: 'POST', path: '/api/v1/parts', idempotent: true }, input).then((answer) => answer.json());

export interface GetPartsIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One part, with the ETag that a change of it needs.
 *
 * Needs the permission `job.read` (see parts, jobs and their operations), somewhere: the answer holds what lies within those places.
 */
export const getPartsId = (client: Client, input: GetPartsIdInput): Promise<PartView> =>
  client.call({ method: 'GET', path: '/api/v1/parts/{id}' }, input).then((answer) => answer.json());

export interface PatchPartsIdInput {
  path: {
    id: string;
  };
  body: ChangePart;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Rename a part.
 *
 * Needs the permission `job.edit` (enter and change parts, jobs and their operations) at the place that the request is about.
 */
export const patchPartsId = (client: Client, input: PatchPartsIdInput): Promise<PartView> =>
  client.call({ method: 'PATCH', path: '/api/v1/parts/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetJobsInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Jobs of the places that the reader may see, in order of number.
 *
 * Needs the permission `job.read` (see parts, jobs and their operations), somewhere: the answer holds what lies within those places.
 */
export const getJobs = (client: Client, input: GetJobsInput = {}): Promise<Jobs> =>
  client.call({ method: 'GET', path: '/api/v1/jobs' }, input).then((answer) => answer.json());

export interface PostJobsInput {
  body: AddJob;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Enter a job: so many of a part by a date.
 *
 * Needs the permission `job.edit` (enter and change parts, jobs and their operations) at the place that the request is about.
 */
export const postJobs = (client: Client, input: PostJobsInput): Promise<JobView> =>
  client.call({ method: 'POST', path: '/api/v1/jobs', idempotent: true }, input).then((answer) => answer.json());

export interface GetJobsIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One job, with the ETag that a change of it needs.
 *
 * Needs the permission `job.read` (see parts, jobs and their operations) at the place that the request is about.
 */
export const getJobsId = (client: Client, input: GetJobsIdInput): Promise<JobView> =>
  client.call({ method: 'GET', path: '/api/v1/jobs/{id}' }, input).then((answer) => answer.json());

export interface PutJobsIdInput {
  path: {
    id: string;
  };
  body: ChangeJob;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Change a job and its operations.
 *
 * Needs the permission `job.edit` (enter and change parts, jobs and their operations) at the place that the request is about.
 */
export const putJobsId = (client: Client, input: PutJobsIdInput): Promise<JobView> =>
  client.call({ method: 'PUT', path: '/api/v1/jobs/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetProjectsInput {
  query?: {
    /** In part number, name or customer of the project, or name or number of a program */
    text?: string | undefined;
    /** Begins so; upper and lower case alike */
    partNumber?: string | undefined;
    /** Has this in it */
    customer?: string | undefined;
    material?: "steel" | "stainless" | "cast-iron" | "aluminium" | "copper-alloy" | "magnesium" | "titanium" | "heat-resistant" | "plastic" | "wood" | "wax" | "foam" | undefined;
    /** Of programs: mill, lathe; laser, plasma, printer and the like, which are set apart */
    kind?: string | undefined;
    operation?: "face" | "pocket" | "contour" | "slot" | "chamfer" | "engrave" | "surface" | "drill" | "spot" | "tap" | "bore" | "ream" | "turn-rough" | "turn-finish" | "groove" | "thread" | "part-off" | "probe" | "unknown" | undefined;
    tool?: "end-mill" | "ball-end-mill" | "bull-nose-mill" | "face-mill" | "chamfer-mill" | "slot-mill" | "form-mill" | "taper-mill" | "thread-mill" | "engraver" | "drill" | "spot-drill" | "centre-drill" | "countersink" | "counterbore" | "tap" | "reamer" | "boring-bar" | "turning" | "grooving" | "threading" | "cut-off" | "knurling" | "probe" | "stop" | undefined;
    /** From:to, both inclusive */
    vc?: string | undefined;
    /** From:to, both inclusive */
    n?: string | undefined;
    /** From:to, both inclusive */
    fz?: string | undefined;
    /** From:to, both inclusive */
    f?: string | undefined;
    /** From:to, both inclusive */
    vf?: string | undefined;
    /** From:to, both inclusive */
    ap?: string | undefined;
    /** From:to, both inclusive */
    ae?: string | undefined;
    /** From:to, both inclusive */
    depth?: string | undefined;
    /** From:to, both inclusive */
    diameter?: string | undefined;
    /** From:to, both inclusive */
    cut?: string | undefined;
    /** From:to, both inclusive */
    seconds?: string | undefined;
    order?: "newest" | "name" | undefined;
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Projects where the reader sees programs, chosen by part number, tools, material and cutting data.
 *
 * Needs the permission `program.read` (read NC programs), somewhere: the answer holds what lies within those places.
 */
export const getProjects = (client: Client, input: GetProjectsInput = {}): Promise<Projects> =>
  client.call({ method: 'GET', path: '/api/v1/projects' }, input).then((answer) => answer.json());

export interface GetProjectsIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * A project with its programs, and what is said of it with the sources.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getProjectsId = (client: Client, input: GetProjectsIdInput): Promise<ProjectDetail> =>
  client.call({ method: 'GET', path: '/api/v1/projects/{id}' }, input).then((answer) => answer.json());

export interface GetProjectsIdSimilarInput {
  path: {
    id: string;
  };
  query?: {
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Projects that did the like of this one, and why they are alike.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getProjectsIdSimilar = (client: Client, input: GetProjectsIdSimilarInput): Promise<SimilarProjects> =>
  client.call({ method: 'GET', path: '/api/v1/projects/{id}/similar' }, input).then((answer) => answer.json());

export interface PostSimilarInput {
  body: FindSimilar;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Operations that are like the one described, the most alike first.
 *
 * Needs the permission `program.read` (read NC programs), somewhere: the answer holds what lies within those places.
 */
export const postSimilar = (client: Client, input: PostSimilarInput): Promise<SimilarOperations> =>
  client.call({ method: 'POST', path: '/api/v1/similar' }, input).then((answer) => answer.json());

export interface GetOperationsInput {
  query?: {
    x?: "vc" | "n" | "fz" | "f" | "vf" | "ap" | "ae" | "depth" | "diameter" | "cut" | "seconds" | undefined;
    y?: "vc" | "n" | "fz" | "f" | "vf" | "ap" | "ae" | "depth" | "diameter" | "cut" | "seconds" | undefined;
    /** In part number, name or customer of the project, or name or number of a program */
    text?: string | undefined;
    /** Begins so; upper and lower case alike */
    partNumber?: string | undefined;
    /** Has this in it */
    customer?: string | undefined;
    material?: "steel" | "stainless" | "cast-iron" | "aluminium" | "copper-alloy" | "magnesium" | "titanium" | "heat-resistant" | "plastic" | "wood" | "wax" | "foam" | undefined;
    /** Of programs: mill, lathe; laser, plasma, printer and the like, which are set apart */
    kind?: string | undefined;
    operation?: "face" | "pocket" | "contour" | "slot" | "chamfer" | "engrave" | "surface" | "drill" | "spot" | "tap" | "bore" | "ream" | "turn-rough" | "turn-finish" | "groove" | "thread" | "part-off" | "probe" | "unknown" | undefined;
    tool?: "end-mill" | "ball-end-mill" | "bull-nose-mill" | "face-mill" | "chamfer-mill" | "slot-mill" | "form-mill" | "taper-mill" | "thread-mill" | "engraver" | "drill" | "spot-drill" | "centre-drill" | "countersink" | "counterbore" | "tap" | "reamer" | "boring-bar" | "turning" | "grooving" | "threading" | "cut-off" | "knurling" | "probe" | "stop" | undefined;
    /** From:to, both inclusive */
    vc?: string | undefined;
    /** From:to, both inclusive */
    n?: string | undefined;
    /** From:to, both inclusive */
    fz?: string | undefined;
    /** From:to, both inclusive */
    f?: string | undefined;
    /** From:to, both inclusive */
    vf?: string | undefined;
    /** From:to, both inclusive */
    ap?: string | undefined;
    /** From:to, both inclusive */
    ae?: string | undefined;
    /** From:to, both inclusive */
    depth?: string | undefined;
    /** From:to, both inclusive */
    diameter?: string | undefined;
    /** From:to, both inclusive */
    cut?: string | undefined;
    /** From:to, both inclusive */
    seconds?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Two features of every operation as columns, to be drawn as points.
 *
 * Needs the permission `program.read` (read NC programs), somewhere: the answer holds what lies within those places.
 */
export const getOperations = (client: Client, input: GetOperationsInput = {}): Promise<OperationColumns> =>
  client.call({ method: 'GET', path: '/api/v1/operations' }, input).then((answer) => answer.json());

export interface GetProjectsIdRunsInput {
  path: {
    id: string;
  };
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * How its programs ran on machines, beside what was estimated.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getProjectsIdRuns = (client: Client, input: GetProjectsIdRunsInput): Promise<Runs> =>
  client.call({ method: 'GET', path: '/api/v1/projects/{id}/runs' }, input).then((answer) => answer.json());

export interface GetProjectsIdOutcomesInput {
  path: {
    id: string;
  };
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What was told of how it went, the newest first.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getProjectsIdOutcomes = (client: Client, input: GetProjectsIdOutcomesInput): Promise<Outcomes> =>
  client.call({ method: 'GET', path: '/api/v1/projects/{id}/outcomes' }, input).then((answer) => answer.json());

export interface PostProjectsIdOutcomesInput {
  path: {
    id: string;
  };
  body: AddOutcome;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Say how it went: good parts, scrap, rework, a tool change, a time or a verdict.
 *
 * Needs the permission `outcome.record` (say how a program ran: good parts, scrap, rework, a verdict) at the place that the request is about.
 */
export const postProjectsIdOutcomes = (client: Client, input: PostProjectsIdOutcomesInput): Promise<OutcomeView> =>
  client.call({ method: 'POST', path: '/api/v1/projects/{id}/outcomes', idempotent: true }, input).then((answer) => answer.json());

export interface GetProjectsIdMeasurementsInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Dimensions that were measured of its parts.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getProjectsIdMeasurements = (client: Client, input: GetProjectsIdMeasurementsInput): Promise<Measurements> =>
  client.call({ method: 'GET', path: '/api/v1/projects/{id}/measurements' }, input).then((answer) => answer.json());

export interface PostProjectsIdMeasurementsInput {
  path: {
    id: string;
  };
  body: AddMeasurements;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Enter measured dimensions of a part; the same characteristic of it again is a correction.
 *
 * Needs the permission `outcome.record` (say how a program ran: good parts, scrap, rework, a verdict) at the place that the request is about.
 */
export const postProjectsIdMeasurements = (client: Client, input: PostProjectsIdMeasurementsInput): Promise<Measurements> =>
  client.call({ method: 'POST', path: '/api/v1/projects/{id}/measurements', idempotent: true }, input).then((answer) => answer.json());

export interface PutProjectsIdRunsRunOutcomeInput {
  path: {
    id: string;
    run: string;
  };
  body: TellRun;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Say all of how one run went; what is left out is unknown.
 *
 * Needs the permission `outcome.record` (say how a program ran: good parts, scrap, rework, a verdict) at the place that the request is about.
 */
export const putProjectsIdRunsRunOutcome = (client: Client, input: PutProjectsIdRunsRunOutcomeInput): Promise<RunTold> =>
  client.call({ method: 'PUT', path: '/api/v1/projects/{id}/runs/{run}/outcome', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteProjectsIdMeasurementsMeasurementInput {
  path: {
    id: string;
    measurement: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Delete a measured dimension that a person entered.
 *
 * Needs the permission `outcome.record` (say how a program ran: good parts, scrap, rework, a verdict) at the place that the request is about.
 */
export const deleteProjectsIdMeasurementsMeasurement = (client: Client, input: DeleteProjectsIdMeasurementsMeasurementInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/projects/{id}/measurements/{measurement}', idempotent: true }, input).then((answer) => answer.json());

export interface PutProjectsIdRunsRunWarmUpInput {
  path: {
    id: string;
    run: string;
  };
  body: MarkRun;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Say whether a run warmed the machine up and made no part, whatever its events tell.
 *
 * Needs the permission `outcome.record` (say how a program ran: good parts, scrap, rework, a verdict) at the place that the request is about.
 */
export const putProjectsIdRunsRunWarmUp = (client: Client, input: PutProjectsIdRunsRunWarmUpInput): Promise<RunMark> =>
  client.call({ method: 'PUT', path: '/api/v1/projects/{id}/runs/{run}/warm-up', idempotent: true }, input).then((answer) => answer.json());

export interface GetProgramsIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * A program with its revisions and the files in which they were found.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getProgramsId = (client: Client, input: GetProgramsIdInput): Promise<ProgramDetail> =>
  client.call({ method: 'GET', path: '/api/v1/programs/{id}' }, input).then((answer) => answer.json());

export interface GetProgramsIdRevisionsRevisionInput {
  path: {
    id: string;
    revision: number;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * A revision with its tools and operations.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getProgramsIdRevisionsRevision = (client: Client, input: GetProgramsIdRevisionsRevisionInput): Promise<RevisionDetail> =>
  client.call({ method: 'GET', path: '/api/v1/programs/{id}/revisions/{revision}' }, input).then((answer) => answer.json());

export interface GetProgramsIdRevisionsRevisionTextInput {
  path: {
    id: string;
    revision: number;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * A revision byte for byte, as a file.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getProgramsIdRevisionsRevisionText = (client: Client, input: GetProgramsIdRevisionsRevisionTextInput): Promise<Response> =>
  client.call({ method: 'GET', path: '/api/v1/programs/{id}/revisions/{revision}/text' }, input);

export interface GetProgramsIdRevisionsRevisionThumbnailInput {
  path: {
    id: string;
    revision: number;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The toolpath of a revision as a small picture.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getProgramsIdRevisionsRevisionThumbnail = (client: Client, input: GetProgramsIdRevisionsRevisionThumbnailInput): Promise<Response> =>
  client.call({ method: 'GET', path: '/api/v1/programs/{id}/revisions/{revision}/thumbnail' }, input);

export interface GetProgramsIdRevisionsRevisionDiffOtherInput {
  path: {
    id: string;
    revision: number;
    other: number;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What differs between two revisions: what a machinist would say, and the lines.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getProgramsIdRevisionsRevisionDiffOther = (client: Client, input: GetProgramsIdRevisionsRevisionDiffOtherInput): Promise<ProgramDiff> =>
  client.call({ method: 'GET', path: '/api/v1/programs/{id}/revisions/{revision}/diff/{other}' }, input).then((answer) => answer.json());

export interface GetHarvestSourcesInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Folders and uploads from which programs are taken, with the latest harvest of each.
 *
 * Needs the permission `program.read` (read NC programs), somewhere: the answer holds what lies within those places.
 */
export const getHarvestSources = (client: Client, input: GetHarvestSourcesInput = {}): Promise<HarvestSources> =>
  client.call({ method: 'GET', path: '/api/v1/harvest-sources' }, input).then((answer) => answer.json());

export interface PostHarvestSourcesInput {
  body: AddHarvestSource;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Take programs from a folder of the computer on which Mantinel runs, or from uploads.
 *
 * Needs the permission `program.edit` (bring in and change NC programs) at the place that the request is about.
 */
export const postHarvestSources = (client: Client, input: PostHarvestSourcesInput): Promise<HarvestSourceView> =>
  client.call({ method: 'POST', path: '/api/v1/harvest-sources', idempotent: true }, input).then((answer) => answer.json());

export interface GetHarvestSourcesIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One source of programs, with the ETag that a change of it needs.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getHarvestSourcesId = (client: Client, input: GetHarvestSourcesIdInput): Promise<HarvestSourceView> =>
  client.call({ method: 'GET', path: '/api/v1/harvest-sources/{id}' }, input).then((answer) => answer.json());

export interface PutHarvestSourcesIdInput {
  path: {
    id: string;
  };
  body: ChangeHarvestSource;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Watch a source of programs or no longer, pause it, or say what its programs may be used for.
 *
 * Needs the permission `program.edit` (bring in and change NC programs) at the place that the request is about.
 */
export const putHarvestSourcesId = (client: Client, input: PutHarvestSourcesIdInput): Promise<HarvestSourceView> =>
  client.call({ method: 'PUT', path: '/api/v1/harvest-sources/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteHarvestSourcesIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove a source of which no program was taken up.
 *
 * Needs the permission `program.edit` (bring in and change NC programs) at the place that the request is about.
 */
export const deleteHarvestSourcesId = (client: Client, input: DeleteHarvestSourcesIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/harvest-sources/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface PostHarvestSourcesIdHarvestsInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Harvest a source now, as a background task: what did not change is not read again.
 *
 * Needs the permission `program.edit` (bring in and change NC programs) at the place that the request is about.
 */
export const postHarvestSourcesIdHarvests = (client: Client, input: PostHarvestSourcesIdHarvestsInput): Promise<HarvestView> =>
  client.call({ method: 'POST', path: '/api/v1/harvest-sources/{id}/harvests', idempotent: true }, input).then((answer) => answer.json());

export interface PostHarvestSourcesIdFilesInput {
  path: {
    id: string;
  };
  query: {
    /** Name of the file, with the folders it is to lie in */
    path: string;
    /** Size of the whole file: a part of one is not kept */
    bytes: number;
  };
  body: string;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Upload a program, a document beside it or a ZIP archive of them.
 *
 * The body is the file itself. The same content at the same path changes nothing. It is harvested by itself a moment after the last one.
 * Needs the permission `program.edit` (bring in and change NC programs) at the place that the request is about.
 */
export const postHarvestSourcesIdFiles = (client: Client, input: PostHarvestSourcesIdFilesInput): Promise<UploadedFile> =>
  client.call({ method: 'POST', path: '/api/v1/harvest-sources/{id}/files', idempotent: true }, { ...input, contentType: 'application/octet-stream' }).then((answer) => answer.json());

export interface GetHarvestsInput {
  query?: {
    source?: string | undefined;
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Harvests of the sources that the reader may see, the newest first.
 *
 * Needs the permission `program.read` (read NC programs), somewhere: the answer holds what lies within those places.
 */
export const getHarvests = (client: Client, input: GetHarvestsInput = {}): Promise<Harvests> =>
  client.call({ method: 'GET', path: '/api/v1/harvests' }, input).then((answer) => answer.json());

export interface GetHarvestsIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One harvest: how far it came, its rate and the time left.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getHarvestsId = (client: Client, input: GetHarvestsIdInput): Promise<HarvestView> =>
  client.call({ method: 'GET', path: '/api/v1/harvests/{id}' }, input).then((answer) => answer.json());

export interface PostHarvestsIdCancelInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * End a harvest early: what was read is kept, and the next one goes on from there.
 *
 * Needs the permission `program.edit` (bring in and change NC programs) at the place that the request is about.
 */
export const postHarvestsIdCancel = (client: Client, input: PostHarvestsIdCancelInput): Promise<HarvestView> =>
  client.call({ method: 'POST', path: '/api/v1/harvests/{id}/cancel', idempotent: true }, input).then((answer) => answer.json());

export interface GetHarvestsIdSkipsInput {
  path: {
    id: string;
  };
  query?: {
    reason?: string | undefined;
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What a harvest did not take up, and why.
 *
 * Needs the permission `program.read` (read NC programs) at the place that the request is about.
 */
export const getHarvestsIdSkips = (client: Client, input: GetHarvestsIdSkipsInput): Promise<HarvestSkips> =>
  client.call({ method: 'GET', path: '/api/v1/harvests/{id}/skips' }, input).then((answer) => answer.json());

export interface GetProgramInboxMaterialsInput {
  query?: {
    /** Nothing tells; something does, but not surely; several tell otherwise */
    reason?: "unknown" | "unsure" | "contradicted" | undefined;
    /** Part of a name, number or path; several words: all of them */
    text?: string | undefined;
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Projects of whose material nothing tells surely, with what was read of it and where.
 *
 * Needs the permission `program.read` (read NC programs), somewhere: the answer holds what lies within those places.
 */
export const getProgramInboxMaterials = (client: Client, input: GetProgramInboxMaterialsInput = {}): Promise<MaterialInbox> =>
  client.call({ method: 'GET', path: '/api/v1/program-inbox/materials' }, input).then((answer) => answer.json());

export interface PostProgramInboxMaterialsInput {
  body: ConfirmMaterials;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Say what material projects are of, many at once; all or none.
 *
 * Needs the permission `program.edit` (bring in and change NC programs), somewhere: the answer holds what lies within those places.
 */
export const postProgramInboxMaterials = (client: Client, input: PostProgramInboxMaterialsInput): Promise<Confirmed> =>
  client.call({ method: 'POST', path: '/api/v1/program-inbox/materials', idempotent: true }, input).then((answer) => answer.json());

export interface GetProgramInboxToolsInput {
  query?: {
    /** Nothing tells; something does, but not surely; several tell otherwise */
    reason?: "unknown" | "unsure" | "contradicted" | undefined;
    /** Part of a name, number or path; several words: all of them */
    text?: string | undefined;
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Tools of programs whose kind or diameter nothing tells surely.
 *
 * Needs the permission `program.read` (read NC programs), somewhere: the answer holds what lies within those places.
 */
export const getProgramInboxTools = (client: Client, input: GetProgramInboxToolsInput = {}): Promise<ToolInbox> =>
  client.call({ method: 'GET', path: '/api/v1/program-inbox/tools' }, input).then((answer) => answer.json());

export interface PostProgramInboxToolsInput {
  body: ConfirmTools;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Say what tools of programs are, many at once; all or none.
 *
 * Needs the permission `program.edit` (bring in and change NC programs), somewhere: the answer holds what lies within those places.
 */
export const postProgramInboxTools = (client: Client, input: PostProgramInboxToolsInput): Promise<Confirmed> =>
  client.call({ method: 'POST', path: '/api/v1/program-inbox/tools', idempotent: true }, input).then((answer) => answer.json());

export interface GetProgramRulesInput {
  query?: {
    /** Words of what it looks for or says: all of them */
    text?: string | undefined;
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Corrections that are remembered, by whom, and how many programs each says something of.
 *
 * Needs the permission `program.read` (read NC programs), somewhere: the answer holds what lies within those places.
 */
export const getProgramRules = (client: Client, input: GetProgramRulesInput = {}): Promise<ProgramRules> =>
  client.call({ method: 'GET', path: '/api/v1/program-rules' }, input).then((answer) => answer.json());

export interface DeleteProgramRulesIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Forget a correction: what it gave is taken back, and what was read counts again.
 *
 * Needs the permission `program.edit` (bring in and change NC programs) at the place that the request is about.
 */
export const deleteProgramRulesId = (client: Client, input: DeleteProgramRulesIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/program-rules/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetTasksInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
    name?: string | undefined;
    state?: "waiting" | "retrying" | "running" | "done" | "cancelled" | "failed" | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Background tasks, newest first.
 *
 * Needs the permission `task.read` (see background tasks) for the whole enterprise.
 */
export const getTasks = (client: Client, input: GetTasksInput = {}): Promise<Tasks> =>
  client.call({ method: 'GET', path: '/api/v1/tasks' }, input).then((answer) => answer.json());

export interface GetTasksDeadLettersInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
    name?: string | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Background tasks that failed for good and wait for a person.
 *
 * Needs the permission `task.read` (see background tasks) for the whole enterprise.
 */
export const getTasksDeadLetters = (client: Client, input: GetTasksDeadLettersInput = {}): Promise<Tasks> =>
  client.call({ method: 'GET', path: '/api/v1/tasks/dead-letters' }, input).then((answer) => answer.json());

export interface GetTasksIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One background task with its progress.
 *
 * Needs the permission `task.read` (see background tasks) for the whole enterprise.
 */
export const getTasksId = (client: Client, input: GetTasksIdInput): Promise<TaskView> =>
  client.call({ method: 'GET', path: '/api/v1/tasks/{id}' }, input).then((answer) => answer.json());

export interface PostTasksIdRetryInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Try a background task again that failed or was cancelled.
 *
 * Needs the permission `task.manage` (retry and cancel background tasks) for the whole enterprise.
 */
export const postTasksIdRetry = (client: Client, input: PostTasksIdRetryInput): Promise<TaskView> =>
  client.call({ method: 'POST', path: '/api/v1/tasks/{id}/retry', idempotent: true }, input).then((answer) => answer.json());

export interface PostTasksIdCancelInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Cancel a background task that has not ended.
 *
 * Needs the permission `task.manage` (retry and cancel background tasks) for the whole enterprise.
 */
export const postTasksIdCancel = (client: Client, input: PostTasksIdCancelInput): Promise<TaskView> =>
  client.call({ method: 'POST', path: '/api/v1/tasks/{id}/cancel', idempotent: true }, input).then((answer) => answer.json());

export interface GetViewsInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The caller's own views of the log, and those shared where they read events.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const getViews = (client: Client, input: GetViewsInput = {}): Promise<SavedViews> =>
  client.call({ method: 'GET', path: '/api/v1/views' }, input).then((answer) => answer.json());

export interface PostViewsInput {
  body: SaveView;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Keep a view of the log by a name.
 *
 * Sharing it at a place needs `view.share` there.
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const postViews = (client: Client, input: PostViewsInput): Promise<SavedViewView> =>
  client.call({ method: 'POST', path: '/api/v1/views', idempotent: true }, input).then((answer) => answer.json());

export interface GetViewsIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One saved view, with the ETag that a change of it needs.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const getViewsId = (client: Client, input: GetViewsIdInput): Promise<SavedViewView> =>
  client.call({ method: 'GET', path: '/api/v1/views/{id}' }, input).then((answer) => answer.json());

export interface PutViewsIdInput {
  path: {
    id: string;
  };
  body: SaveView;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Change a saved view, or with whom it is shared.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const putViewsId = (client: Client, input: PutViewsIdInput): Promise<SavedViewView> =>
  client.call({ method: 'PUT', path: '/api/v1/views/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteViewsIdInput {
  path: {
    id: string;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove a saved view; its address still opens.
 *
 * Whoever is signed in may ask this, for what is their own; a token may not.
 */
export const deleteViewsId = (client: Client, input: DeleteViewsIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/views/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface GetWebhooksInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Webhooks of the places that the reader may see.
 *
 * Needs the permission `webhook.read` (see webhooks and their deliveries), somewhere: the answer holds what lies within those places.
 */
export const getWebhooks = (client: Client, input: GetWebhooksInput = {}): Promise<Webhooks> =>
  client.call({ method: 'GET', path: '/api/v1/webhooks' }, input).then((answer) => answer.json());

export interface PostWebhooksInput {
  body: AddWebhook;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Report events of a place to an address; the answer shows the secret once.
 *
 * Needs the permission `webhook.edit` (add, change and remove webhooks) at the place that the request is about.
 */
export const postWebhooks = (client: Client, input: PostWebhooksInput): Promise<AddedWebhook> =>
  client.call({ method: 'POST', path: '/api/v1/webhooks', idempotent: true }, input).then((answer) => answer.json());

export interface GetWebhooksIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One webhook, with the ETag that a change of it needs.
 *
 * Needs the permission `webhook.read` (see webhooks and their deliveries) at the place that the request is about.
 */
export const getWebhooksId = (client: Client, input: GetWebhooksIdInput): Promise<WebhookView> =>
  client.call({ method: 'GET', path: '/api/v1/webhooks/{id}' }, input).then((answer) => answer.json());

export interface PutWebhooksIdInput {
  path: {
    id: string;
  };
  body: ChangeWebhook;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Change a webhook, pause it or let it go on.
 *
 * Needs the permission `webhook.edit` (add, change and remove webhooks) at the place that the request is about.
 */
export const putWebhooksId = (client: Client, input: PutWebhooksIdInput): Promise<WebhookView> =>
  client.call({ method: 'PUT', path: '/api/v1/webhooks/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteWebhooksIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove a webhook with its deliveries.
 *
 * Needs the permission `webhook.edit` (add, change and remove webhooks) at the place that the request is about.
 */
export const deleteWebhooksId = (client: Client, input: DeleteWebhooksIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/webhooks/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface PostWebhooksIdSecretInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Give a webhook a new secret, shown once; the one before ends.
 *
 * Needs the permission `webhook.edit` (add, change and remove webhooks) at the place that the request is about.
 */
export const postWebhooksIdSecret = (client: Client, input: PostWebhooksIdSecretInput): Promise<WebhookSecret> =>
  client.call({ method: 'POST', path: '/api/v1/webhooks/{id}/secret', idempotent: true }, input).then((answer) => answer.json());

export interface PostWebhooksIdTestInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Send a report of an event that never was.
 *
 * Needs the permission `webhook.edit` (add, change and remove webhooks) at the place that the request is about.
 */
export const postWebhooksIdTest = (client: Client, input: PostWebhooksIdTestInput): Promise<DeliveryView> =>
  client.call({ method: 'POST', path: '/api/v1/webhooks/{id}/test', idempotent: true }, input).then((answer) => answer.json());

export interface GetWebhooksIdDeliveriesInput {
  path: {
    id: string;
  };
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What was reported and what became of it, newest first.
 *
 * Needs the permission `webhook.read` (see webhooks and their deliveries) at the place that the request is about.
 */
export const getWebhooksIdDeliveries = (client: Client, input: GetWebhooksIdDeliveriesInput): Promise<Deliveries> =>
  client.call({ method: 'GET', path: '/api/v1/webhooks/{id}/deliveries' }, input).then((answer) => answer.json());

export interface PostWebhooksIdDeliveriesDeliveryRedeliveryInput {
  path: {
    id: string;
    delivery: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Send a report once more that was delivered or given up.
 *
 * Needs the permission `webhook.edit` (add, change and remove webhooks) at the place that the request is about.
 */
export const postWebhooksIdDeliveriesDeliveryRedelivery = (client: Client, input: PostWebhooksIdDeliveriesDeliveryRedeliveryInput): Promise<DeliveryView> =>
  client.call({ method: 'POST', path: '/api/v1/webhooks/{id}/deliveries/{delivery}/redelivery', idempotent: true }, input).then((answer) => answer.json());

export interface GetNotificationRulesInput {
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Rules of notification of the places that the reader may see.
 *
 * Needs the permission `notification.read` (see who is told of what), somewhere: the answer holds what lies within those places.
 */
export const getNotificationRules = (client: Client, input: GetNotificationRulesInput = {}): Promise<NotificationRules> =>
  client.call({ method: 'GET', path: '/api/v1/notification-rules' }, input).then((answer) => answer.json());

export interface PostNotificationRulesInput {
  body: AddNotificationRule;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Have people told of what happens at a place.
 *
 * Needs the permission `notification.edit` (decide who is told of what) at the place that the request is about.
 */
export const postNotificationRules = (client: Client, input: PostNotificationRulesInput): Promise<NotificationRuleView> =>
  client.call({ method: 'POST', path: '/api/v1/notification-rules', idempotent: true }, input).then((answer) => answer.json());

export interface GetNotificationRulesIdInput {
  path: {
    id: string;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One rule, with the ETag that a change of it needs.
 *
 * Needs the permission `notification.read` (see who is told of what) at the place that the request is about.
 */
export const getNotificationRulesId = (client: Client, input: GetNotificationRulesIdInput): Promise<NotificationRuleView> =>
  client.call({ method: 'GET', path: '/api/v1/notification-rules/{id}' }, input).then((answer) => answer.json());

export interface PutNotificationRulesIdInput {
  path: {
    id: string;
  };
  body: ChangeNotificationRule;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Change a rule, pause it or let it go on.
 *
 * Needs the permission `notification.edit` (decide who is told of what) at the place that the request is about.
 */
export const putNotificationRulesId = (client: Client, input: PutNotificationRulesIdInput): Promise<NotificationRuleView> =>
  client.call({ method: 'PUT', path: '/api/v1/notification-rules/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface DeleteNotificationRulesIdInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Remove a rule with what it told.
 *
 * Needs the permission `notification.edit` (decide who is told of what) at the place that the request is about.
 */
export const deleteNotificationRulesId = (client: Client, input: DeleteNotificationRulesIdInput): Promise<Removed> =>
  client.call({ method: 'DELETE', path: '/api/v1/notification-rules/{id}', idempotent: true }, input).then((answer) => answer.json());

export interface PostNotificationRulesIdTestInput {
  path: {
    id: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Tell the receivers of the first step that this is a test.
 *
 * Needs the permission `notification.edit` (decide who is told of what) at the place that the request is about.
 */
export const postNotificationRulesIdTest = (client: Client, input: PostNotificationRulesIdTestInput): Promise<TestedNotification> =>
  client.call({ method: 'POST', path: '/api/v1/notification-rules/{id}/test', idempotent: true }, input).then((answer) => answer.json());

export interface GetNotificationRulesIdNotificationsInput {
  path: {
    id: string;
  };
  query?: {
    /** `next` of the page before */
    after?: string | undefined;
    limit?: number | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What a rule told and what became of it, newest first.
 *
 * Needs the permission `notification.read` (see who is told of what) at the place that the request is about.
 */
export const getNotificationRulesIdNotifications = (client: Client, input: GetNotificationRulesIdNotificationsInput): Promise<Notifications> =>
  client.call({ method: 'GET', path: '/api/v1/notification-rules/{id}/notifications' }, input).then((answer) => answer.json());

export interface GetConfigurationInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Every setting: its value, where it comes from, and what waits for a restart.
 *
 * Needs the permission `configuration.read` (see the configuration, without secrets) at the place that the request is about.
 */
export const getConfiguration = (client: Client, input: GetConfigurationInput = {}): Promise<ConfigurationView> =>
  client.call({ method: 'GET', path: '/api/v1/configuration' }, input).then((answer) => answer.json());

export interface PatchConfigurationInput {
  body: ChangeConfiguration;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Change settings in mantinel.yaml.
 *
 * Needs the permission `configuration.edit` (change the configuration) for the whole enterprise. A session must have proved password or code within ten minutes.
 */
export const patchConfiguration = (client: Client, input: PatchConfigurationInput): Promise<ConfigurationView> =>
  client.call({ method: 'PATCH', path: '/api/v1/configuration', idempotent: true }, input).then((answer) => answer.json());

export interface PostConfigurationCheckInput {
  body: CheckConfiguration;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What would stand in the way of a change, without making it.
 *
 * Needs the permission `configuration.edit` (change the configuration) for the whole enterprise.
 */
export const postConfigurationCheck = (client: Client, input: PostConfigurationCheckInput): Promise<CheckedConfiguration> =>
  client.call({ method: 'POST', path: '/api/v1/configuration/check' }, input).then((answer) => answer.json());

export interface GetDataInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Everything that people entered, as far as the caller may see and export it, as one file.
 *
 * Needs the permission `data.export` (take what people entered away as files), somewhere: the answer holds what lies within those places.
 */
export const getData = (client: Client, input: GetDataInput = {}): Promise<DataFile> =>
  client.call({ method: 'GET', path: '/api/v1/data' }, input).then((answer) => answer.json());

export interface GetDataTablesKindInput {
  path: {
    kind: "places" | "machines" | "calendars" | "people" | "grants" | "parts" | "jobs" | "webhooks" | "catalogue";
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One kind of it as CSV for a spreadsheet.
 *
 * Needs the permission `data.export` (take what people entered away as files), somewhere: the answer holds what lies within those places.
 */
export const getDataTablesKind = (client: Client, input: GetDataTablesKindInput): Promise<Response> =>
  client.call({ method: 'GET', path: '/api/v1/data/tables/{kind}' }, input);

export interface PostDataPreviewInput {
  query?: {
    /** Of the rows of a CSV file; told by its columns when left out */
    kind?: "places" | "machines" | "calendars" | "people" | "grants" | "parts" | "jobs" | "webhooks" | "catalogue" | undefined;
    /** Where the explanations of a list hold whose rows name no place */
    place?: PlaceId | undefined;
    /** Of a list of explanations: only for this model */
    model?: string | undefined;
    /** Of a list of explanations: prefix of the codes of rows that hold bare numbers */
    controller?: string | undefined;
    /** Of a list of explanations: of columns that name no language */
    language?: Language | undefined;
    /** Of the preview: when something else would come of it now, nothing is done */
    fingerprint?: string | undefined;
    reason?: Reason | undefined;
  };
  body: string;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What would come of a file, row by row, without storing anything.
 *
 * Needs the permission `data.import` (bring in files of what people enter), somewhere: the answer holds what lies within those places.
 */
export const postDataPreview = (client: Client, input: PostDataPreviewInput): Promise<ImportOutcome> =>
  client.call({ method: 'POST', path: '/api/v1/data/preview' }, { ...input, contentType: 'text/plain' }).then((answer) => answer.json());

export interface PostDataImportInput {
  query?: {
    /** Of the rows of a CSV file; told by its columns when left out */
    kind?: "places" | "machines" | "calendars" | "people" | "grants" | "parts" | "jobs" | "webhooks" | "catalogue" | undefined;
    /** Where the explanations of a list hold whose rows name no place */
    place?: PlaceId | undefined;
    /** Of a list of explanations: only for this model */
    model?: string | undefined;
    /** Of a list of explanations: prefix of the codes of rows that hold bare numbers */
    controller?: string | undefined;
    /** Of a list of explanations: of columns that name no language */
    language?: Language | undefined;
    /** Of the preview: when something else would come of it now, nothing is done */
    fingerprint?: string | undefined;
    reason?: Reason | undefined;
  };
  body: string;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Bring in a file: all of it, or nothing where a row is refused.
 *
 * Needs the permission `data.import` (bring in files of what people enter), somewhere: the answer holds what lies within those places. A session must have proved password or code within ten minutes.
 */
export const postDataImport = (client: Client, input: PostDataImportInput): Promise<ImportOutcome> =>
  client.call({ method: 'POST', path: '/api/v1/data/import' }, { ...input, contentType: 'text/plain' }).then((answer) => answer.json());

export interface GetBackupsInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Backups with what is in them, whether they were rehearsed, and the command that restores each.
 *
 * Needs the permission `backup.read` (see backups and whether they were rehearsed) for the whole enterprise.
 */
export const getBackups = (client: Client, input: GetBackupsInput = {}): Promise<Backups> =>
  client.call({ method: 'GET', path: '/api/v1/backups' }, input).then((answer) => answer.json());

export interface PostBackupsInput {
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Make a backup now, as a background task.
 *
 * Needs the permission `backup.create` (make a backup) for the whole enterprise.
 */
export const postBackups = (client: Client, input: PostBackupsInput = {}): Promise<TaskView> =>
  client.call({ method: 'POST', path: '/api/v1/backups', idempotent: true }, input).then((answer) => answer.json());

export interface PostBackupsNameVerificationInput {
  path: {
    name: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Read every byte of a backup and compare it with its checksums, as a background task.
 *
 * Needs the permission `backup.create` (make a backup) for the whole enterprise.
 */
export const postBackupsNameVerification = (client: Client, input: PostBackupsNameVerificationInput): Promise<TaskView> =>
  client.call({ method: 'POST', path: '/api/v1/backups/{name}/verification', idempotent: true }, input).then((answer) => answer.json());

export interface PostBackupsNameRehearsalInput {
  path: {
    name: string;
  };
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Restore a backup beside the running Mantinel, open it, and remove it again, as a background task.
 *
 * Needs the permission `backup.restore` (restore a backup) for the whole enterprise.
 */
export const postBackupsNameRehearsal = (client: Client, input: PostBackupsNameRehearsalInput): Promise<TaskView> =>
  client.call({ method: 'POST', path: '/api/v1/backups/{name}/rehearsal', idempotent: true }, input).then((answer) => answer.json());

export interface PostBackupsRecoveryKeyInput {
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Make a recovery key, shown once, for which the keys in backups are sealed from now on.
 *
 * Needs the permission `key.manage` (create, replace and withdraw keys and certificates) for the whole enterprise. Refused to tokens. A session must have proved password or code within ten minutes.
 */
export const postBackupsRecoveryKey = (client: Client, input: PostBackupsRecoveryKeyInput = {}): Promise<RecoveryKey> =>
  client.call({ method: 'POST', path: '/api/v1/backups/recovery-key', idempotent: true }, input).then((answer) => answer.json());

export interface GetRetentionInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * How long events of each level are kept, and what there is of each.
 *
 * Needs the permission `retention.read` (see how long events are kept) at the place that the request is about.
 */
export const getRetention = (client: Client, input: GetRetentionInput = {}): Promise<RetentionView> =>
  client.call({ method: 'GET', path: '/api/v1/retention' }, input).then((answer) => answer.json());

export interface PutRetentionInput {
  body: ChangeRetention;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  version: number;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Keep events for longer or shorter; what is past its time then is removed for good at the next run.
 *
 * Needs the permission `retention.edit` (change how long events are kept) for the whole enterprise. A session must have proved password or code within ten minutes.
 */
export const putRetention = (client: Client, input: PutRetentionInput): Promise<RetentionView> =>
  client.call({ method: 'PUT', path: '/api/v1/retention' }, input).then((answer) => answer.json());

export interface GetRetentionPreviewInput {
  query: {
    developer: number;
    technical: number;
    operator: number;
    /** Of this site alone; else everywhere where a site has nothing of its own */
    site?: string | undefined;
  };
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What would be removed, and when, if events were kept for so long.
 *
 * Needs the permission `retention.read` (see how long events are kept) at the place that the request is about.
 */
export const getRetentionPreview = (client: Client, input: GetRetentionPreviewInput): Promise<RetentionPreview> =>
  client.call({ method: 'GET', path: '/api/v1/retention/preview' }, input).then((answer) => answer.json());

export interface GetAuditVerificationInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * What was found when the logbook was last read from its first event to its last.
 *
 * Needs the permission `audit.read` (read what people did) for the whole enterprise.
 */
export const getAuditVerification = (client: Client, input: GetAuditVerificationInput = {}): Promise<AuditVerifications> =>
  client.call({ method: 'GET', path: '/api/v1/audit/verification' }, input).then((answer) => answer.json());

export interface PostAuditVerificationInput {
  query?: {
    reason?: Reason | undefined;
  };
  idempotencyKey?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Read the whole logbook and look for what is missing, as a background task.
 *
 * Needs the permission `audit.export` (take the audit trail away as a file, and verify it) for the whole enterprise.
 */
export const postAuditVerification = (client: Client, input: PostAuditVerificationInput = {}): Promise<TaskView> =>
  client.call({ method: 'POST', path: '/api/v1/audit/verification', idempotent: true }, input).then((answer) => answer.json());

export interface GetAuditHeadInput {
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The newest signed head of the log, to be kept elsewhere.
 *
 * Needs the permission `audit.read` (read what people did) for the whole enterprise.
 */
export const getAuditHead = (client: Client, input: GetAuditHeadInput = {}): Promise<LogHead> =>
  client.call({ method: 'GET', path: '/api/v1/audit/head' }, input).then((answer) => answer.json());
