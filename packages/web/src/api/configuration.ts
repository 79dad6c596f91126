/** mantinel.yaml. */
import {
  type ChangeConfiguration,
  type CheckedConfiguration,
  type ConfigurationView,
  paths,
} from '@mantinel/contract';
import { type By, why } from './act.ts';
import { getJson, send } from './request.ts';

export const getConfiguration = (signal?: AbortSignal) =>
  getJson<ConfigurationView>(paths.configuration, signal);

export const checkConfiguration = (set: ChangeConfiguration['set']) =>
  send<CheckedConfiguration>(paths.configurationCheck, { body: { set } });

export const changeConfiguration = (set: ChangeConfiguration['set'], { version, reason }: By) =>
  send<ConfigurationView>(paths.configuration, {
    method: 'PATCH',
    version,
    body: { set, ...why(reason) },
  });
