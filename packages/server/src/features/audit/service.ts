/** Verifying the audit trail: asked for by a person, done in the background, its last outcome kept. */
import { AuditVerification, type AuditVerifications, type TaskView } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import type { Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import type { Tasks } from '../tasks/service.ts';
import { auditSetting, auditTaskName } from './task.ts';

export interface AuditService {
  verifications(): Promise<AuditVerifications>;
  verify(act: Act): Promise<TaskView>;
}

export interface AuditServiceOptions {
  readonly store: Pick<Store, 'settings'>;
  readonly tasks: Pick<Tasks, 'begin' | 'view'>;
  readonly site: string;
  readonly nowUs: () => number;
}

export const auditService = ({ store, tasks, site, nowUs }: AuditServiceOptions): AuditService => ({
  verifications: async () => {
    const last = AuditVerification.safeParse(await store.settings.get(auditSetting));
    return last.success ? { last: last.data } : {};
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
