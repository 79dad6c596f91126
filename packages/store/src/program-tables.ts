/** The tables of `0015-programs.sql`: the shop's programs, what is known of them and how they ran. */
import type { PlaceId } from '@mantinel/domain';
import type { Generated } from 'kysely';
import type { Json } from './json-column.ts';

/** Why something waits for a person's word. */
export type InboxReason = 'unknown' | 'unsure' | 'contradicted';

export interface ProgramTables {
  harvest_source: {
    id: Generated<string>;
    place: PlaceId;
    kind: 'folder' | 'upload';
    location: string;
    watched: Generated<boolean>;
    licence: string | null;
    paused: Generated<boolean>;
    problem: Json | null;
    problem_us: number | null;
    version: Generated<number>;
    changed_us: number;
  };
  harvest: {
    id: Generated<string>;
    source: string;
    state: 'waiting' | 'running' | 'finished' | 'cancelled' | 'failed';
    started_us: number;
    ended_us: number | null;
    counts: Json;
    problem: string | null;
    person: string | null;
    cancelling: Generated<boolean>;
    failure: Json | null;
  };
  harvest_skip: {
    harvest: string;
    path: string;
    reason: string;
    detail: string;
  };
  program_text: {
    sha256: Buffer;
    bytes: number;
    compressed: Buffer;
  };
  project: {
    id: Generated<string>;
    place: PlaceId;
    key: string;
    name: string;
    part_number: string | null;
    customer: string | null;
    material_group: string | null;
    material_grade: string | null;
    material_confidence: number | null;
    confirmed_by: string | null;
    confirmed_us: number | null;
    pictured: Generated<boolean>;
    version: Generated<number>;
    changed_us: number;
  };
  project_search: {
    project: string;
    text: string;
    parts: string[];
  };
  program: {
    id: Generated<string>;
    project: string;
    name: string;
    stem: string;
    number: string | null;
    kind: string;
    latest: string | null;
    changed_us: number;
  };
  program_revision: {
    id: Generated<string>;
    program: string;
    number: number;
    text: Buffer;
    place: PlaceId;
    dialect: string;
    dialect_confidence: number;
    cam: string | null;
    post: string | null;
    lines: number;
    blocks: number;
    meaning: string;
    sketch: Buffer;
    bands: number[];
    estimate_s: number | null;
    features: Json;
    thumbnail: string | null;
    reader: number;
    read_us: number;
  };
  program_file: {
    source: string;
    path: string;
    bytes: number;
    modified_us: number;
    sha256: Buffer;
    revision: string | null;
    licence: string | null;
    synthetic: Generated<boolean>;
    seen_us: number;
    gone_us: number | null;
  };
  program_tool: {
    revision: string;
    number: number;
    kind: string | null;
    diameter_mm: number | null;
    corner_radius_mm: number | null;
    flutes: number | null;
    pitch_mm: number | null;
    description: string | null;
    confidence: number;
    calls: number;
    line: number;
  };
  program_operation: {
    revision: string;
    number: number;
    name: string | null;
    kind: string;
    confidence: number;
    tool: number;
    tool_kind: string | null;
    diameter_mm: number | null;
    first_line: number;
    last_line: number;
    seconds: number | null;
    cut_mm: number;
    n: number | null;
    vc: number | null;
    f: number | null;
    vf: number | null;
    fz: number | null;
    ap_mm: number | null;
    ae_mm: number | null;
    depth_mm: number | null;
    features: Json;
  };
  material: {
    id: Generated<string>;
    place: PlaceId;
    name: string;
    material_group: string;
    grade: string | null;
    version: Generated<number>;
    changed_us: number;
  };
  shop_tool: {
    id: Generated<string>;
    place: PlaceId;
    name: string;
    kind: string;
    diameter_mm: number | null;
    corner_radius_mm: number | null;
    flutes: number | null;
    pitch_mm: number | null;
    overhang_mm: number | null;
    maker: string | null;
    catalogue_number: string | null;
    version: Generated<number>;
    changed_us: number;
  };
  fact: {
    id: Generated<string>;
    project: string;
    program: string | null;
    tool: number | null;
    field: string;
    value: string;
    confidence: number;
    reader: string;
    source: string;
    because: string;
    person: string | null;
    rule: string | null;
    recorded_us: number;
  };
  fact_rule: {
    id: Generated<string>;
    place: PlaceId;
    field: string;
    looks_at: string;
    pattern: string;
    value: string;
    person: string | null;
    version: Generated<number>;
    changed_us: number;
  };
  material_question: {
    project: string;
    place: PlaceId;
    name: string;
    reason: InboxReason;
  };
  tool_question: {
    program: string;
    tool: number;
    project: string;
    place: PlaceId;
    name: string;
    text: string;
    reason: InboxReason;
  };
  program_run: {
    id: Generated<string>;
    machine: string;
    revision: string | null;
    program_name: string | null;
    kind: Generated<'program' | 'single-block' | 'warm-up'>;
    warm_up: boolean | null;
    began_us: number;
    ended_us: number;
    ending: 'complete' | 'aborted' | 'cut-off';
    active_s: number;
    assigned_s: number;
    feed_override: number | null;
    overridden: boolean;
    confidence: number;
  };
  run_operation: {
    run: string;
    number: number;
    seconds: number;
    feed_override: number | null;
    load_mean: number | null;
    load_max: number | null;
  };
  outcome: {
    id: Generated<string>;
    project: string;
    program: string | null;
    run: string | null;
    tool: number | null;
    kind: string;
    value: number | null;
    unit: string | null;
    verdict: string | null;
    cause: string | null;
    note: string | null;
    source: string;
    person: string | null;
    at_us: number;
  };
  measurement: {
    id: Generated<string>;
    project: string;
    item: string;
    characteristic: string;
    nominal: number | null;
    lower: number | null;
    upper: number | null;
    actual: number | null;
    unit: string;
    status: string;
    source: string;
    run: string | null;
    person: string | null;
    at_us: number | null;
  };
  machine_dynamics: {
    machine: string;
    dynamics: Json;
    runs: number;
    residual: number;
    fitted_us: number;
  };
}
