/** The configuration as a page of the administration. */
import {
  ChangeConfiguration,
  CheckConfiguration,
  CheckedConfiguration,
  ConfigurationView,
  paths,
} from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const readConfiguration = route({
  method: 'GET',
  path: paths.configuration,
  permission: 'configuration.read',
  scope: ({ services }) => services.plantView.site,
  summary: 'Every setting: its value, where it comes from, and what waits for a restart',
  tag: 'configuration',
  errors: ['configuration.broken'],
  versioned: true,
  reply: ConfigurationView,
  handle: ({ configuration }) => configuration.view(),
});

const checkConfiguration = route({
  method: 'POST',
  path: paths.configurationCheck,
  permission: 'configuration.edit',
  scope: 'enterprise',
  summary: 'What would stand in the way of a change, without making it',
  tag: 'configuration',
  errors: ['configuration.broken', 'configuration.noFile'],
  body: CheckConfiguration,
  reply: CheckedConfiguration,
  handle: ({ configuration }, { body }) => configuration.check(body.set),
});

const changeConfiguration = route({
  method: 'PATCH',
  path: paths.configuration,
  permission: 'configuration.edit',
  scope: 'enterprise',
  summary: 'Change settings in mantinel.yaml',
  tag: 'configuration',
  errors: [
    'configuration.noFile',
    'configuration.broken',
    'configuration.refused',
    'configuration.notWritten',
  ],
  idempotent: true,
  versioned: true,
  requiresFresh: true,
  body: ChangeConfiguration,
  reply: ConfigurationView,
  handle: ({ configuration }, { body: { set, reason }, version, caller, unit }) =>
    configuration.change({ set, version }, { caller, why: reason, unit }),
});

export const configurationRoutes: readonly Route[] = [
  readConfiguration,
  checkConfiguration,
  changeConfiguration,
];
