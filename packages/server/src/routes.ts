/** Every route there is: a feature adds its own here. */

import { rationalisationRoutes } from './features/alarms/rationalisation-routes.ts';
import { alarmRoutes } from './features/alarms/routes.ts';
import { annotationRoutes } from './features/annotations/routes.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { backupRoutes } from './features/backups/routes.ts';
import { catalogueRoutes } from './features/catalogue/routes.ts';
import { configurationRoutes } from './features/configuration/routes.ts';
import { dataRoutes } from './features/data/routes.ts';
import { eventRoutes } from './features/events/routes.ts';
import { harvestRoutes } from './features/harvest/routes.ts';
import { ingestRoutes } from './features/ingest/routes.ts';
import { keyRoutes } from './features/keys/routes.ts';
import { machineRoutes } from './features/machines/routes.ts';
import { notificationRoutes } from './features/notifications/routes.ts';
import { peopleRoutes } from './features/people/routes.ts';
import { plantRoutes } from './features/plant/routes.ts';
import { productionRoutes } from './features/production/routes.ts';
import { programInboxRoutes } from './features/program-inbox/routes.ts';
import { projectRoutes } from './features/projects/routes.ts';
import { retentionRoutes } from './features/retention/routes.ts';
import { passkeyRoutes } from './features/session/passkeys/routes.ts';
import { sessionRoutes } from './features/session/routes.ts';
import { secondFactorRoutes } from './features/session/second-factor/routes.ts';
import { sessionsRoutes } from './features/session/sessions-routes.ts';
import { singleSignOnRoutes } from './features/session/single-sign-on/routes.ts';
import { doorRoutes } from './features/session/terminals/door-routes.ts';
import { badgeAndPinRoutes } from './features/session/terminals/person-routes.ts';
import { terminalRoutes } from './features/session/terminals/routes.ts';
import { shiftReportRoutes } from './features/shift-report/routes.ts';
import { statusRoutes } from './features/status/routes.ts';
import { streamRoutes } from './features/stream/routes.ts';
import { taskRoutes } from './features/tasks/routes.ts';
import { tokenRoutes } from './features/tokens/routes.ts';
import { trustRoutes } from './features/trust/routes.ts';
import { savedViewRoutes } from './features/views/routes.ts';
import { webhookRoutes } from './features/webhooks/routes.ts';
import type { Route } from './http/route.ts';

export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...sessionsRoutes,
  ...secondFactorRoutes,
  ...passkeyRoutes,
  ...singleSignOnRoutes,
  ...terminalRoutes,
  ...doorRoutes,
  ...badgeAndPinRoutes,
  ...statusRoutes,
  ...machineRoutes,
  ...eventRoutes,
  ...catalogueRoutes,
  ...annotationRoutes,
  ...shiftReportRoutes,
  ...ingestRoutes,
  ...alarmRoutes,
  ...rationalisationRoutes,
  ...streamRoutes,
  ...plantRoutes,
  ...peopleRoutes,
  ...tokenRoutes,
  ...trustRoutes,
  ...keyRoutes,
  ...productionRoutes,
  ...projectRoutes,
  ...harvestRoutes,
  ...programInboxRoutes,
  ...taskRoutes,
  ...savedViewRoutes,
  ...webhookRoutes,
  ...notificationRoutes,
  ...configurationRoutes,
  ...dataRoutes,
  ...backupRoutes,
  ...retentionRoutes,
  ...auditRoutes,
];
