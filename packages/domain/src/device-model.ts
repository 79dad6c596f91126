/** What a machine can tell, in MTConnect's words (ANSI/MTC1.4 Part 2): components, data items, units. */

export type ItemCategory = 'SAMPLE' | 'EVENT' | 'CONDITION';

export interface DataItem {
  /** The name observations carry: the SHDR key, or the agent's dataItemId. Unique within the device. */
  readonly id: string;
  /** The source's own name where it differs from the id. */
  readonly name?: string;
  readonly category: ItemCategory;
  /** MTConnect type: `EXECUTION`, `LOAD`, `PATH_FEEDRATE`. */
  readonly type: string;
  readonly subType?: string;
  /** MTConnect unit of the value as observed: `PERCENT`, `MILLIMETER/SECOND`. */
  readonly units?: string;
  /** A third name under which an SHDR adapter may send it. */
  readonly source?: string;
  /** MTConnect representation other than VALUE: `TIME_SERIES`, `DATA_SET`, `TABLE`. */
  readonly representation?: string;
  /** Id of the component that owns the item. */
  readonly component: string;
}

export interface Component {
  readonly id: string;
  /** MTConnect component type: `Linear`, `Rotary`, `Controller`, `Path`. */
  readonly type: string;
  readonly name?: string;
  readonly parent?: string;
}

export interface DeviceModel {
  readonly id?: string;
  readonly uuid?: string;
  readonly name: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly serialNumber?: string;
  readonly components: readonly Component[];
  readonly items: readonly DataItem[];
}
