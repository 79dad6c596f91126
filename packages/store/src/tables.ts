/** The tables of `migrations/` as Kysely sees them; hand-written, kept in step with the SQL. */
import type { NotificationRuleView } from '@mantinel/contract';
import type {
  Alarm,
  AlarmActName,
  AlarmPriority,
  AlarmSurroundings,
  CatalogueEntry,
  DataItem,
  NewEvent,
  PlaceId,
  PlaceLevel,
  Quality,
  Role,
  ShiftCalendar,
} from '@mantinel/domain';
import type { Generated } from 'kysely';
import type { Json } from './json-column.ts';
import type { ProgramTables } from './program-tables.ts';
import type { Decisions } from './repositories/alarms/decisions.ts';

/** A rule but for its place and name: when, how soon, and whom it tells. */
export type NotificationPlan = Omit<NotificationRuleView, 'id' | 'place' | 'name' | 'paused' | 'version'>;

/** What is told of one thing that happened, in the language of its rule. */
export interface MatterTold {
  readonly atUs: number;
  readonly title: string;
  readonly action?: string;
  readonly machine?: string;
  readonly code?: string;
  /** Its id, for a link. */
  readonly event?: string;
  readonly priority?: AlarmPriority;
}

export interface Tables extends ProgramTables {
  person: {
    id: Generated<string>;
    name: string;
    place: PlaceId;
    password_hash: string | null;
    created_us: number;
    disabled_us: number | null;
    version: Generated<number>;
    changed_us: number;
  };
  place: {
    id: PlaceId;
    level: PlaceLevel;
    name: string;
    parent: PlaceId | null;
    version: Generated<number>;
    changed_us: number;
  };
  shift_calendar: {
    place: PlaceId;
    calendar: Json<ShiftCalendar>;
    version: Generated<number>;
    changed_us: number;
  };
  role_grant: {
    id: Generated<string>;
    person: string;
    role: Role;
    place: PlaceId;
    granted_by: string | null;
    granted_us: number;
    from_provider: Generated<boolean>;
  };
  identity: {
    id: Generated<string>;
    issuer: string;
    subject: string;
    person: string;
    label: Generated<string>;
    linked_us: number;
    last_used_us: number | null;
  };
  password_link: {
    token_hash: Uint8Array;
    person: string;
    expires_us: number;
    resets_second_factor: Generated<boolean>;
  };
  api_token: {
    id: Generated<string>;
    person: string;
    name: string;
    kind: Generated<'token' | 'certificate'>;
    token_hash: Uint8Array;
    last_four: string;
    permissions: string[];
    place: PlaceId;
    created_us: number;
    expires_us: number;
    last_used_us: number | null;
  };
  second_factor: {
    person: string;
    secret: Uint8Array;
    created_us: number;
    confirmed_us: number | null;
    last_step: number | null;
  };
  passkey: {
    id: Generated<string>;
    person: string;
    credential_id: Uint8Array;
    public_key: Uint8Array;
    counter: number;
    rp_id: string;
    transports: string[];
    synced: boolean;
    name: string;
    created_us: number;
    last_used_us: number | null;
  };
  terminal: {
    id: Generated<string>;
    place: PlaceId;
    name: string;
    badge: 'off' | 'alone' | 'withPin';
    names: boolean;
    idle_seconds: number;
    code_hash: Uint8Array | null;
    code_expires_us: number | null;
    secret_hash: Uint8Array | null;
    paired_us: number | null;
    device: Generated<string>;
    last_seen_us: number | null;
    version: Generated<number>;
    created_us: number;
    changed_us: number;
  };
  badge: {
    id: Generated<string>;
    person: string;
    number_hash: Uint8Array;
    created_us: number;
    last_used_us: number | null;
  };
  pin: { person: string; hash: string; chosen: boolean; changed_us: number };
  pin_attempt: { person: string; terminal: string; failures: number; not_before_us: number };
  recovery_code: { person: string; code_hash: Uint8Array; used_us: number | null };
  part: {
    id: Generated<string>;
    place: PlaceId;
    number: string;
    name: string;
    version: Generated<number>;
    changed_us: number;
  };
  job: {
    id: Generated<string>;
    place: PlaceId;
    number: string;
    part: string;
    quantity: number;
    due_us: number | null;
    version: Generated<number>;
    changed_us: number;
  };
  operation: {
    job: string;
    number: number;
    name: string;
    place: PlaceId | null;
    planned_setup_us: number | null;
    planned_run_per_item_us: number | null;
  };
  session: {
    token_hash: Uint8Array;
    person: string;
    created_us: number;
    expires_us: number;
    last_seen_us: number;
    id: Generated<string>;
    device: Generated<string>;
    address: Generated<string>;
    proved_us: number;
    provider_hint: Uint8Array | null;
    terminal: string | null;
  };
  idempotency_key: {
    person: string;
    key: string;
    route: string;
    body_hash: Uint8Array;
    state: 'inProgress' | 'done';
    status: number | null;
    body: Json | null;
    claimed_us: number;
    request: Generated<string>;
    attempt: Generated<number>;
  };
  setting: { key: string; value: Json; changed_us: number };
  machine: {
    id: string;
    name: string;
    site: string;
    connector: string;
    time_zone: string;
    demo: boolean;
    origin: 'config' | 'person';
    settings: Json;
    changed_us: number;
  };
  device_model: {
    machine: string;
    uuid: string | null;
    name: string;
    manufacturer: string | null;
    model: string | null;
    serial_number: string | null;
    digest: Uint8Array;
    changed_us: number;
  };
  component: {
    machine: string;
    id: string;
    place: number;
    type: string;
    name: string | null;
    parent: string | null;
  };
  data_item: {
    machine: string;
    id: string;
    place: number;
    category: DataItem['category'];
    type: string;
    sub_type: string | null;
    name: string | null;
    units: string | null;
    component: string;
  };
  machine_state: { machine: string; connected: boolean; received_us: number | null };
  reading: {
    machine: string;
    path: string;
    code: string;
    value: Json<string | number>;
    time_us: number;
    quality: Quality;
  };
  active_condition: {
    machine: string;
    path: string;
    native_code: string;
    code: string;
    level: 'warning' | 'fault';
    message: string;
    since_us: number;
  };
  alarm: { id: string; machine: string; record: Json<Alarm>; changed: Generated<number> };
  alarm_engine: {
    one: Generated<boolean>;
    epoch: number;
    seq: number;
    state: Json<AlarmSurroundings>;
  };
  alarm_episode: {
    alarm: string;
    event: string;
    activation: number;
    site: string;
    machine: string;
    path: string;
    code: string;
    native_code: string;
    message: string;
    level: 'warning' | 'fault';
    priority: AlarmPriority;
    raised_us: number;
    received_us: number;
    cleared_us: number | null;
    cleared: 'told' | 'notRestated' | null;
    acknowledged_us: number | null;
    time_to_respond_us: number | null;
    quiet: boolean;
  };
  alarm_act: {
    event: string;
    alarm: string;
    machine: string;
    activation: number;
    act: AlarmActName;
    at_us: number;
    person: string | null;
    until_us: number | null;
  };
  alarm_rationalisation: {
    id: Generated<string>;
    place: PlaceId;
    code: string;
    path: Generated<string>;
    decisions: Json<Decisions>;
    version: Generated<number>;
    changed_us: number;
  };
  annotation: {
    id: Generated<string>;
    site: string;
    machine: string | null;
    event: string | null;
    time_us: number;
    received_us: number;
    text: string;
    author: string | null;
    created_us: number;
    version: Generated<number>;
    changed_us: number;
  };
  saved_view: {
    id: Generated<string>;
    owner: string;
    place: PlaceId | null;
    name: string;
    search: string;
    version: Generated<number>;
    changed_us: number;
  };
  webhook: {
    id: Generated<string>;
    place: PlaceId;
    name: string;
    url: string;
    level: 'technical' | 'operator';
    codes: string[];
    paused: Generated<boolean>;
    secret: string;
    version: Generated<number>;
    changed_us: number;
  };
  webhook_delivery: {
    id: Generated<string>;
    webhook: string;
    event: string;
    code: string;
    body: string;
    state: Generated<'waiting' | 'delivered' | 'dead'>;
    attempts: Generated<number>;
    status: number | null;
    problem: string | null;
    created_us: number;
    ended_us: number | null;
  };
  catalogue_entry: {
    id: Generated<string>;
    place: PlaceId;
    model: string;
    code: string;
    texts: Json<CatalogueEntry['texts']>;
    priority: AlarmPriority | null;
    respond_minutes: number | null;
    source: string;
    version: Generated<number>;
    changed_us: number;
  };
  control_text: {
    machine: string;
    code: string;
    native_code: string;
    message: string;
    severity: number;
    times: number;
    first_us: number;
    last_us: number;
  };
  notification_rule: {
    id: Generated<string>;
    place: PlaceId;
    name: string;
    rule: Json<NotificationPlan>;
    paused: Generated<boolean>;
    version: Generated<number>;
    changed_us: number;
  };
  notification_matter: {
    id: Generated<number>;
    rule: string;
    key: string;
    subject: string;
    told: Json<MatterTold>;
    more: Generated<number>;
    step: Generated<number>;
    state: Generated<'open' | 'told' | 'ended'>;
    due_us: number;
    created_us: number;
  };
  notification: {
    id: Generated<string>;
    rule: string;
    step: number;
    count: number;
    channel: 'email' | 'webhook' | 'browser';
    target: string;
    subject: string;
    body: string;
    state: Generated<'waiting' | 'delivered' | 'dead'>;
    attempts: Generated<number>;
    problem: string | null;
    created_us: number;
    ended_us: number | null;
  };
  consumer_cursor: { name: string; node: string; epoch: number; seq: number };
  outbox: { place: Generated<number>; id: Generated<string>; event: Json<NewEvent> };
}
