/** What the features offer each other and the routes; wired in `app.ts`. */

import type { Backups } from './features/backups/service.ts';
import type { ConfigurationService } from './features/configuration/service.ts';
import type { EventsService } from './features/events/service.ts';
import type { MachineConnections } from './features/machines/connections/service.ts';
import type { DeviceModels } from './features/machines/device-models.ts';
import type { MachineHall } from './features/machines/machine-hall.ts';
import type { Recordings } from './features/machines/recordings.ts';
import type { UploadedModels } from './features/machines/uploaded-models.ts';
import type { GrantsService } from './features/people/grants.ts';
import type { PeopleService } from './features/people/service.ts';
import type { Calendars } from './features/plant/calendars.ts';
import type { PlantView } from './features/plant/plant-view.ts';
import type { PlantService } from './features/plant/service.ts';
import type { JobsService } from './features/production/jobs.ts';
import type { PartsService } from './features/production/parts.ts';
import type { PasskeyService } from './features/session/passkeys/service.ts';
import type { SecondFactorService } from './features/session/second-factor/service.ts';
import type { SessionService } from './features/session/service.ts';
import type { SessionsService } from './features/session/sessions.ts';
import type { Metrics } from './features/status/metrics.ts';
import type { StatusService } from './features/status/service.ts';
import type { LiveStream } from './features/stream/live-stream.ts';
import type { Tasks } from './features/tasks/service.ts';
import type { TokensService } from './features/tokens/service.ts';
import type { TrustService } from './features/trust/service.ts';
import type { WebhooksService } from './features/webhooks/service.ts';

export interface Services {
  readonly session: SessionService;
  readonly secondFactors: SecondFactorService;
  readonly passkeys: PasskeyService;
  readonly sessions: SessionsService;
  readonly plantView: PlantView;
  readonly plant: PlantService;
  readonly calendars: Calendars;
  readonly people: PeopleService;
  readonly grants: GrantsService;
  readonly tokens: TokensService;
  readonly trust: TrustService;
  readonly parts: PartsService;
  readonly jobs: JobsService;
  readonly tasks: Tasks;
  readonly configuration: ConfigurationService;
  readonly webhooks: WebhooksService;
  readonly backups: Backups;
  readonly events: EventsService;
  readonly machines: MachineHall;
  readonly connections: MachineConnections;
  readonly deviceModels: DeviceModels;
  readonly recordings: Recordings;
  readonly uploadedModels: UploadedModels;
  readonly stream: LiveStream;
  readonly status: StatusService;
  readonly metrics: Metrics;
}
