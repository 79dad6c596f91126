/** Verifying the audit trail: asked for by a person, done in the background, its last outcome kept. */
import { AuditVerification, type AuditVerifications, type LogHead, type TaskView } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import type { Tasks } from '../tasks/service.ts';
import { auditSetting, auditTaskName } from './task.ts';

export interface AuditService {
  verifications(): Promise<AuditVerifications>;
  verify(act: Act): Promise<TaskView>;
  head(): LogHead;
}

export interface AuditServiceOptions {
  readonly logbook: Pick<EventStore, 'proof'>;
  readonly store: Pick<Store, 'settings'>;
  readonly tasks: Pick<Tasks, 'begin' | 'view'>;
  readonly site: string;
  readonly nowUs: () => number;
}

export const auditService = ({ logbook, store, tasks, site, nowUs }: AuditServiceOptions): AuditService => ({
  verifications: async () => {
    const last = AuditVerification.safeParse(await store.settings.get(auditSetting));
    return last.success ? { last: last.data } : {};
  },
  head: () => {
    const { key, head } = logbook.proof;
    const { tree, size, timeUs, note } = head() ?? {};
    return {
      ...(key !== undefined && { key }),
      ...(note !== undefined && { head: { tree: tree!, size: size!, timeUs: timeUs!, note } }),
    };
  },
  verify: (act) =>
    act.unit.commit(async (tx) => {
      const id = await tasks.begin(auditTaskName, {}, { tx });
      const told = { code: 'audit.verificationBegun', message: 'A person had the audit trail verified.' };
      const after = { task: id };
      await tx.outbox.enqueue(
        auditedAt({ ...told, after, place: enterpriseRoot, act, site, nowUs: nowUs() }),
      );
      return tasks.view(id, tx);
    }),
});
