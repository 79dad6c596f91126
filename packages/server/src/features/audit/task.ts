/** Reads the whole logbook in the background and keeps what was found. */
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';
import { z } from 'zod';
import type { Log } from '../../own-log/log.ts';
import { type TaskDefinition, task } from '../../task.ts';
import { verifyAudit } from './verify-audit.ts';

export const auditTaskName = 'audit.verify';
/** Where the last outcome is kept. */
export const auditSetting = 'auditVerification';

export interface AuditTaskOptions {
  readonly logbook: Pick<EventStore, 'read' | 'head' | 'node' | 'removals' | 'stats' | 'proof'>;
  readonly store: Pick<Store, 'settings'>;
  readonly nowUs: () => number;
  readonly log: Log;
}

const shownFlaws = 20;
const progressEveryUs = 1_000_000;

export const auditTask = ({ logbook, store, nowUs, log }: AuditTaskOptions): TaskDefinition =>
  task({
    name: auditTaskName,
    payload: z.object({}),
    retries: 1,
    retryDelaySeconds: 60,
    longestDelaySeconds: 60,
    timeLimitSeconds: 2 * 3600,
    handle: async (_payload, { signal, progress }) => {
      // What came last is held against its signature as well.
      await logbook.proof.seal();
      const total = logbook.stats().events;
      let toldUs = 0;
      const whole = await verifyAudit({
        logbook,
        nowUs,
        signal,
        progress: (read) => {
          if (nowUs() - toldUs < progressEveryUs) return;
          toldUs = nowUs();
          void progress(read, total).catch(() => undefined); // not seen for a moment, that is all
        },
      });
      const { flaws, signed, uncovered, heads, ...proved } = await logbook.proof.verify({ signal });
      const proof = { signed, uncovered, removed: proved.removed, heads, flaws: flaws.slice(0, shownFlaws) };
      await store.settings.set(auditSetting, { ...whole, proof });
      const { events, removed, missing } = whole;
      if (flaws.length > 0)
        log.error({ code: 'audit.altered', flaws: proof.flaws }, 'the logbook is not as it was signed');
      if (missing === 0)
        log.info({ code: 'audit.verified', events, removed }, 'the logbook is without a gap');
      else
        log.error(
          { code: 'audit.incomplete', events, removed, missing, gaps: whole.gaps },
          'events are missing from the logbook',
        );
    },
  });
