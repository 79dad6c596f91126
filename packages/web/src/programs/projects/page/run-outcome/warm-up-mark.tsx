/** Says of a run that it warmed the machine up and made no part, or that it did not. */
import type { RunView } from '@mantinel/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../../admin/frame/dialog/confirm-dialog.tsx';
import { markRun } from '../../../../api/projects.ts';
import { timeText } from '../../../../log/view/time-text.ts';

export function WarmUpMark({ project, run }: { project: string; run: RunView }) {
  const { t } = useTranslation('programs');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const warmUp = run.kind !== 'warm-up';
  const deed = warmUp ? 'mark' : 'unmark';
  return (
    <>
      <button type="button" className="run-tell" onClick={() => setAsking(true)}>
        {t(`runs.${deed}`)}
      </button>
      {asking && (
        <ConfirmDialog
          deed={t(`runs.${deed}One`, { program: run.programName, time: timeText(run.beganUs).slice(0, 16) })}
          consequence={t(`runs.${deed}Consequence`)}
          act={(reason) => markRun(project, run.id, { warmUp, reason })}
          onDone={() => {
            for (const key of ['project-runs', 'outcomes'])
              void queries.invalidateQueries({ queryKey: [key, project] });
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
