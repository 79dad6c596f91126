/** Reads the devices of an MTConnectDevices document: an agent's probe answer, or a Devices.xml. */
import { AppError } from '@mantinel/contract';
import type { Component, DataItem, DeviceModel, ItemCategory } from '@mantinel/domain';
import { decodeXml } from '../xml/decode-xml.ts';
import { parseXml, type XmlElement } from '../xml/parse-xml.ts';

/**
 * How observations name a data item: an agent by its id; an SHDR adapter by its name where it has one, and in the unit the
 * adapter itself speaks (`nativeUnits`), which an agent would convert.
 */
export type ItemNaming = 'agent' | 'shdr';

const categories: readonly string[] = ['SAMPLE', 'EVENT', 'CONDITION'] satisfies ItemCategory[];

/** `place` names the document in errors. Throws `deviceModel.invalid`. An agent's own `Agent` device is left out. */
export function readDeviceModels(xml: string | Uint8Array, naming: ItemNaming, place: string): DeviceModel[] {
  let root: XmlElement;
  try {
    root = parseXml(typeof xml === 'string' ? xml : decodeXml(xml));
  } catch (error) {
    throw new AppError('deviceModel.invalid', {
      cause: error,
      data: { place, problem: String((error as Error).message) },
    });
  }
  const devices = root.name === 'MTConnectDevices' ? (child(root, 'Devices')?.children ?? []) : [];
  const models = devices.filter(({ name }) => name === 'Device').map((device) => readDevice(device, naming));
  if (models.length === 0) {
    const problem =
      root.name === 'MTConnectDevices'
        ? 'it names no device'
        : `its root is ${root.name}, not MTConnectDevices`;
    throw new AppError('deviceModel.invalid', { data: { place, problem } });
  }
  return models;
}

/** The device with this name, uuid or id; without a choice the only one. Throws `deviceModel.chooseDevice`. */
export function chooseDevice(
  models: readonly DeviceModel[],
  device: string | undefined,
  place: string,
): DeviceModel {
  const [first] = models;
  if (device === undefined && models.length === 1 && first) return first;
  const chosen = models.find(
    ({ name, uuid, id }) => device !== undefined && [name, uuid, id].includes(device),
  );
  if (chosen) return chosen;
  const names = models.map(({ name }) => name).join(', ');
  throw new AppError('deviceModel.chooseDevice', {
    data: { place, device: device ?? '(none)', devices: names },
  });
}

const child = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((candidate) => candidate.name === name);

function readDevice(device: XmlElement, naming: ItemNaming): DeviceModel {
  const components: Component[] = [];
  const items: DataItem[] = [];
  const visit = (element: XmlElement, parent: string | undefined) => {
    const { id = element.attributes.name ?? element.name, name } = element.attributes;
    components.push({ id, type: element.name, ...(name ? { name } : {}), ...(parent ? { parent } : {}) });
    for (const item of child(element, 'DataItems')?.children ?? []) {
      const read = readItem(item, id, naming);
      if (read) items.push(read);
    }
    for (const component of child(element, 'Components')?.children ?? []) visit(component, id);
  };
  visit(device, undefined);
  const { id, name, uuid } = device.attributes;
  const { manufacturer, model, serialNumber } = child(device, 'Description')?.attributes ?? {};
  return {
    ...(id ? { id } : {}),
    ...(uuid ? { uuid } : {}),
    name: name ?? id ?? uuid ?? 'device',
    ...(manufacturer ? { manufacturer } : {}),
    ...(model ? { model } : {}),
    ...(serialNumber ? { serialNumber } : {}),
    components,
    items,
  };
}

function readItem(item: XmlElement, component: string, naming: ItemNaming): DataItem | undefined {
  const { id, name, category = '', type, subType, units, nativeUnits, representation } = item.attributes;
  if (item.name !== 'DataItem' || !id || !type || !isCategory(category)) return undefined;
  const key = naming === 'shdr' ? (name ?? id) : id;
  const other = naming === 'shdr' ? id : name;
  const unit = naming === 'shdr' ? (nativeUnits ?? units) : units;
  const source = child(item, 'Source')?.text.trim();
  return {
    id: key,
    ...(other && other !== key ? { name: other } : {}),
    category,
    type,
    ...(subType ? { subType } : {}),
    ...(unit ? { units: unit } : {}),
    ...(representation && representation !== 'VALUE' ? { representation } : {}),
    ...(source && naming === 'shdr' && source !== key ? { source } : {}),
    component,
  };
}

const isCategory = (category: string): category is ItemCategory => categories.includes(category);
