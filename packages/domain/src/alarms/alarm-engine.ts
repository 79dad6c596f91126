/**
 * The alarm engine: folds the events of a logbook, in received order, into alarms after ISA-18.2. Its state follows from the
 * events alone — time passes by what they carry, never by a clock of its own — so that a replay gives the same alarms.
 * Durations of a machine's conditions count by the machine's clock, those of people by this node's.
 */
import { type Event, formatEventId } from '../event.ts';
import { sourceConnected, sourceLost } from '../machine-state.ts';
import { type Alarm, type AlarmIdentity, alarmState, type Moment, newAlarm } from './alarm.ts';
import { type AlarmAct, takeAct } from './alarm-acts.ts';
import type { AlarmCheckpoint, AlarmSurroundings } from './alarm-checkpoint.ts';
import type { AlarmLimits } from './alarm-limits.ts';
import { clear, complete, doubt, raise, suppress, unshelve } from './alarm-transitions.ts';
import {
  alarmsOf,
  alarmsOn,
  isFollowed,
  keyOnItem,
  type MachineAlarms,
  newMachineAlarms,
} from './machine-alarms.ts';
import {
  type AlarmDefaults,
  decidedOf,
  type Rationalisation,
  type Rationalisations,
  rationalisations,
} from './rationalisation.ts';

export interface AlarmEngineOptions {
  /** A short name for an identity, the same for ever. */
  readonly idOf: (identity: AlarmIdentity) => string;
  readonly defaults: AlarmDefaults;
  readonly limits: AlarmLimits;
  /** Told of each change as it is made; the alarm goes on changing. */
  readonly onChange?: (alarm: Alarm) => void;
  readonly onAct?: (act: AlarmAct) => void;
  readonly mostAlarms?: number;
}

export interface AlarmEngine {
  /** Takes up the next event. */
  take(event: Event): void;
  /** By id: every alarm that was ever raised, the longest unchanged first. */
  readonly alarms: ReadonlyMap<string, Alarm>;
  /** Whether the machine is heard, so that what is known of it holds. */
  isHeard(machine: string): boolean;
  /** When something is due by this node's clock; an event received then must follow for it to happen. */
  dueUs(): number | undefined;
  /** Alarms are copied: of tens of thousands that takes a while. */
  checkpoint(): AlarmCheckpoint;
  surroundings(): AlarmSurroundings;
}

/** Beyond it one that is normal gives way, of those the one that has not changed for longest. */
const usuallyMostAlarms = 50_000;
/** Clocks of connectors differ by so much without having jumped. */
const jumpUs = 1_000_000;
const longestMessage = 1000;
const never = Number.POSITIVE_INFINITY;

export function alarmEngine(options: AlarmEngineOptions, from?: AlarmCheckpoint): AlarmEngine {
  const { idOf, defaults, limits, mostAlarms = usuallyMostAlarms } = options;
  const decisions: Rationalisations = rationalisations(from?.rationalisations);
  const alarms = new Map<string, Alarm>();
  /** Ids of those that are normal, the longest unchanged first. */
  const done = new Set<string>();
  const machines = new Map<string, MachineAlarms>();
  let nodeUs = from?.nodeUs ?? 0;
  let nodeDueUs = never;

  if (from) restore(from);

  function restore({ alarms: kept, machines: known }: AlarmCheckpoint): void {
    for (const { machine, connected, doubts, readings } of known) {
      const place = newMachineAlarms(machine);
      place.connected = connected;
      for (const [path, found] of doubts) place.doubts.set(path, { ...found });
      for (const [code, value] of readings) place.readings.set(code, value);
      machines.set(machine, place);
    }
    for (const alarm of kept) keep(structuredClone(alarm));
    schedule();
  }

  function keep(alarm: Alarm): void {
    alarms.set(alarm.id, alarm);
    const { alarms: byPath } = placeOf(alarm.machine);
    const onItem = byPath.get(alarm.path) ?? new Map<string, Alarm>();
    byPath.set(alarm.path, onItem.set(keyOnItem(alarm), alarm));
    if (isDone(alarm)) done.add(alarm.id);
  }

  function placeOf(machine: string): MachineAlarms {
    let place = machines.get(machine);
    if (!place) {
      place = newMachineAlarms(machine);
      machines.set(machine, place);
    }
    return place;
  }

  function changed(alarm: Alarm): void {
    alarm.version += 1;
    // The longest unchanged stand first.
    alarms.delete(alarm.id);
    alarms.set(alarm.id, alarm);
    done.delete(alarm.id);
    if (isDone(alarm)) done.add(alarm.id);
    if (alarm.due) {
      nodeDueUs = Math.min(nodeDueUs, alarm.due.nodeUs);
      const place = placeOf(alarm.machine);
      place.dueUs = Math.min(place.dueUs, alarm.due.since.timeUs + alarm.due.forUs);
    }
    if (alarm.shelved) nodeDueUs = Math.min(nodeDueUs, alarm.shelved.untilUs);
    options.onChange?.(alarm);
  }

  function decide(alarm: Pick<Alarm, 'site' | 'machine' | 'path' | 'code' | 'level'>) {
    const record = decisions.of(alarm);
    return { record, decided: decidedOf(alarm.level, record, defaults(alarm.code)) };
  }

  function isSuppressed(record: Rationalisation | undefined, place: MachineAlarms): boolean {
    const suppression = record?.suppression;
    if (!suppression) return false;
    if (suppression.always) return true;
    return (suppression.whileReading ?? []).some(({ code, values }) => {
      const read = place.connected ? place.readings.get(code) : undefined;
      return read !== undefined && values.includes(read);
    });
  }

  function raised(
    identity: AlarmIdentity,
    told: { message: string; level: 'warning' | 'fault' },
    moment: Moment,
  ): void {
    const place = placeOf(identity.machine);
    let alarm = place.alarms.get(identity.path)?.get(keyOnItem(identity));
    const { record, decided } = decide({ ...identity, level: told.level });
    if (!alarm) {
      makeRoom();
      alarm = newAlarm(idOf(identity), identity, decided);
      keep(alarm);
    }
    alarm.decided = decided;
    suppress(alarm, isSuppressed(record, place), moment);
    if (raise(alarm, { ...told, message: told.message.slice(0, longestMessage) }, moment)) changed(alarm);
  }

  /** A machine that invents numbers without end must not fill the memory; what it said stays in the log. */
  function makeRoom(): void {
    if (alarms.size < mostAlarms) return;
    const [id] = done.size > 0 ? done : alarms.keys();
    const leaving = alarms.get(id!)!;
    alarms.delete(leaving.id);
    done.delete(leaving.id);
    const { alarms: byPath } = placeOf(leaving.machine);
    const onItem = byPath.get(leaving.path);
    onItem?.delete(keyOnItem(leaving));
    if (onItem?.size === 0) byPath.delete(leaving.path);
  }

  /** MTConnect Part 2, Condition: NORMAL without a native code ends every one of the item, with one that one. */
  function takeCondition(event: Event, path: string, moment: Moment): void {
    const place = placeOf(event.machine!);
    const nativeCode = textOf(event.attributes.nativeCode);
    const axis = typeof event.attributes.axis === 'string' ? event.attributes.axis : undefined;
    const { level } = event.attributes;
    if (level === 'warning' || level === 'fault') {
      const { site, machine, code, message } = event;
      const identity = { site, machine: machine!, path, code, nativeCode, ...(axis && { axis }) };
      raised(identity, { message, level }, moment);
      restated(place, path, moment);
      return;
    }
    const onPath = alarmsOn(place, path);
    if (level !== 'normal' || event.quality !== 'good') {
      for (const alarm of onPath) if (doubt(alarm)) changed(alarm);
      if (onPath.some(({ uncertain }) => uncertain)) place.doubts.set(path, {});
      return;
    }
    if (nativeCode === '') place.doubts.delete(path);
    else restated(place, path, moment);
    for (const alarm of onPath) {
      if (nativeCode !== '' && (alarm.nativeCode !== nativeCode || (axis && alarm.axis !== axis))) continue;
      if (clear(alarm, 'told', moment)) changed(alarm);
    }
  }

  /** The source of an item in doubt names what stands: after a while it has named all. */
  function restated(place: MachineAlarms, path: string, moment: Moment): void {
    const found = place.doubts.get(path);
    if (!found || found.restated) return;
    found.restated = moment;
    place.dueUs = Math.min(place.dueUs, moment.timeUs + limits.restatingUs);
    nodeDueUs = Math.min(nodeDueUs, moment.receivedUs + limits.restatingUs);
  }

  /** `resends`: the source names everything again afterwards. */
  function takeGap(place: MachineAlarms, resends: boolean): void {
    for (const alarm of alarmsOf(place)) {
      if (doubt(alarm)) changed(alarm);
      if (alarm.uncertain && resends) place.doubts.set(alarm.path, {});
    }
    place.readings.clear();
  }

  function heard(place: MachineAlarms, connected: boolean): void {
    if (place.connected === connected) return;
    place.connected = connected;
    // Every one of them is told with another quality now.
    for (const alarm of alarmsOf(place)) if (alarm.active || alarm.unacknowledged) changed(alarm);
  }

  function takeReading(event: Event, path: string, moment: Moment): void {
    const place = placeOf(event.machine!);
    const { value } = event.attributes;
    if (event.kind === 'state' && isFollowed(event.code, decisions.readings())) {
      const known = place.readings.get(event.code);
      const read = event.quality === 'good' ? String(value) : undefined;
      if (read === known) return;
      if (read === undefined) place.readings.delete(event.code);
      else place.readings.set(event.code, read);
      if (decisions.readings().has(event.code)) reconsider(place, moment);
    }
    const identity = { site: event.site, machine: event.machine!, path };
    for (const { code, limit } of decisions.limitsOn(identity)) {
      const alarm = place.alarms.get(path)?.get(keyOnItem({ site: event.site, code, nativeCode: '' }));
      if (event.quality !== 'good' || typeof value !== 'number' || !Number.isFinite(value)) {
        if (alarm && doubt(alarm)) changed(alarm);
        continue;
      }
      const beyond = limit!.direction === 'high' ? value - limit!.setpoint : limit!.setpoint - value;
      if (beyond >= 0)
        raised({ ...identity, code, nativeCode: '' }, { message: '', level: 'warning' }, moment);
      else if (alarm && beyond < -limit!.deadband && clear(alarm, 'told', moment)) changed(alarm);
      else if (alarm?.uncertain && alarm.stands) {
        // Within the deadband it stands where it stood, and is known again.
        alarm.uncertain = false;
        changed(alarm);
      }
    }
  }

  /** Rationalisation or readings changed: what is suppressed, and how urgent it is, may differ now. */
  function reconsider(place: MachineAlarms, moment: Moment): void {
    for (const alarm of alarmsOf(place)) {
      const { record, decided } = decide(alarm);
      const same = JSON.stringify(decided) === JSON.stringify(alarm.decided);
      alarm.decided = decided;
      const moved = suppress(alarm, isSuppressed(record, place), moment);
      if (moved || !same) changed(alarm);
    }
  }

  function schedule(): void {
    nodeDueUs = never;
    for (const place of machines.values()) place.dueUs = never;
    for (const { due, shelved, machine } of alarms.values()) {
      if (shelved) nodeDueUs = Math.min(nodeDueUs, shelved.untilUs);
      if (!due) continue;
      nodeDueUs = Math.min(nodeDueUs, due.nodeUs);
      const place = placeOf(machine);
      place.dueUs = Math.min(place.dueUs, due.since.timeUs + due.forUs);
    }
    for (const place of machines.values()) {
      for (const { restated: since } of place.doubts.values()) {
        if (!since) continue;
        nodeDueUs = Math.min(nodeDueUs, since.receivedUs + limits.restatingUs);
        place.dueUs = Math.min(place.dueUs, since.timeUs + limits.restatingUs);
      }
    }
  }

  /** What is due by now: by this node's clock anywhere, and by `only`'s own clock there. */
  function fire(moment: Moment, only: MachineAlarms | undefined): void {
    const isOver = (place: MachineAlarms | undefined, nodeAt: number, sourceAt: number) =>
      nodeUs >= nodeAt || (place !== undefined && place === only && moment.timeUs >= sourceAt);
    for (const alarm of [...alarms.values()]) {
      const { due, shelved } = alarm;
      const place = machines.get(alarm.machine);
      if (due && isOver(place, due.nodeUs, due.since.timeUs + due.forUs) && complete(alarm, nodeUs))
        changed(alarm);
      if (shelved && nodeUs >= shelved.untilUs && unshelve(alarm, moment)) {
        const { id, activation, machine } = alarm;
        options.onAct?.({
          event: moment.event,
          alarm: id,
          machine,
          activation,
          act: 'unshelved',
          atUs: nodeUs,
        });
        changed(alarm);
      }
    }
    for (const place of machines.values()) {
      for (const [path, { restated: since }] of place.doubts) {
        if (!since) continue;
        const { receivedUs, timeUs } = since;
        if (!isOver(place, receivedUs + limits.restatingUs, timeUs + limits.restatingUs)) continue;
        place.doubts.delete(path);
        for (const alarm of alarmsOn(place, path))
          if (alarm.uncertain && clear(alarm, 'notRestated', since)) changed(alarm);
      }
    }
    schedule();
  }

  /** A clock that was put back must not keep anything waiting for longer than was said. */
  function putBack(): void {
    for (const alarm of alarms.values()) {
      if (alarm.due) alarm.due.nodeUs = Math.min(alarm.due.nodeUs, nodeUs + alarm.due.forUs);
      const { shelved } = alarm;
      if (shelved && shelved.untilUs > nodeUs + shelved.forUs)
        alarm.shelved = { ...shelved, untilUs: nodeUs + shelved.forUs };
    }
    schedule();
  }

  function take(event: Event): void {
    const moment = { event: formatEventId(event), timeUs: event.timeUs, receivedUs: event.receivedUs };
    if (event.receivedUs < nodeUs - jumpUs) {
      nodeUs = event.receivedUs;
      putBack();
    } else nodeUs = Math.max(nodeUs, event.receivedUs);
    const { machine, path, kind } = event;
    const spoken =
      machine === undefined || kind === 'audit' || kind === 'log' ? undefined : machines.get(machine);
    if (nodeUs >= nodeDueUs || (spoken !== undefined && event.timeUs >= spoken.dueUs)) fire(moment, spoken);
    if (kind === 'audit') {
      if (event.code.startsWith('alarm.')) act(event, moment);
      return;
    }
    if (machine === undefined) {
      // Part of the logbook itself is lost: what was said in it nobody knows.
      if (kind === 'gap' && event.code === 'logbook.damaged')
        for (const place of machines.values()) takeGap(place, false);
      return;
    }
    if (kind === 'gap') {
      const place = machines.get(machine);
      if (place) takeGap(place, namesAllAfter.has(textOf(event.attributes.reason)));
    } else if (event.code === sourceLost || event.code === sourceConnected)
      heard(placeOf(machine), event.code === sourceConnected);
    else if (path === undefined) return;
    else if (kind === 'condition') takeCondition(event, path, moment);
    else if (kind === 'sample' || kind === 'state') takeReading(event, path, moment);
  }

  function act(event: Event, moment: Moment): void {
    const changedDecisions = takeAct(event, { alarms, decisions, limits, moment, nodeUs }, (alarm, done) => {
      if (done) options.onAct?.(done);
      changed(alarm);
    });
    if (changedDecisions) for (const place of machines.values()) reconsider(place, moment);
  }

  const surroundings = (): AlarmSurroundings => ({
    nodeUs,
    machines: [...machines.values()].map(({ machine, connected, doubts, readings }) => ({
      machine,
      connected,
      doubts: [...doubts].map(([path, found]) => [path, { ...found }] as const),
      readings: [...readings],
    })),
    rationalisations: decisions.all(),
  });

  return {
    take,
    alarms,
    isHeard: (machine) => machines.get(machine)?.connected ?? true,
    dueUs: () => (nodeDueUs === never ? undefined : nodeDueUs),
    surroundings,
    checkpoint: () => ({ ...surroundings(), alarms: structuredClone([...alarms.values()]) }),
  };
}

/** Reasons of a gap after which the source names everything that stands (`GapReason` of the connectors). */
const namesAllAfter: ReadonlySet<string> = new Set(['disconnected', 'agentRestarted', 'truncated']);

const isDone = (alarm: Alarm): boolean => !alarm.stands && alarmState(alarm) === 'normal';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
