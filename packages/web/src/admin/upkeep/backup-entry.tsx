/** One backup: what is in it, what was found out about it, and the command that restores it. */
import type { BackupCheck, BackupView, TaskView } from '@mantinel/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { rehearseBackup, verifyBackup } from '../../api/upkeep.ts';
import { CopyButton } from '../../log/detail/copy-button.tsx';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import type { Rights } from '../frame/rights.ts';
import { secondsText, sizeText } from './size-text.ts';

interface BackupEntryProps {
  readonly backup: BackupView;
  readonly newest: boolean;
  readonly rights: Rights;
  readonly onBegun: (task: TaskView) => void;
}

export function BackupEntry({ backup, newest, rights, onBegun }: BackupEntryProps) {
  const { t, i18n } = useTranslation('admin');
  const { language } = i18n;
  const { name, createdUs, bytes, head, rows, tables, version, schemaVersion, keys, leftOut } = backup;
  const verify = useMutation({ mutationFn: () => verifyBackup(name), onSuccess: onBegun });
  const rehearse = useMutation({ mutationFn: () => rehearseBackup(name), onSuccess: onBegun });
  const error = verify.error ?? rehearse.error;
  const facts = [
    [t('backups.size'), sizeText(bytes, language)],
    [
      t('backups.contents'),
      t('backups.contentsText', {
        event: head.seq.toLocaleString(language),
        rows: rows.toLocaleString(language),
        tables: tables.toLocaleString(language),
      }),
    ],
    [t('backups.version'), t('backups.versionText', { version, schema: schemaVersion })],
    [
      t('backups.keys'),
      keys === undefined ? t('backups.withoutKeys') : t('backups.withKeys', { mark: keys }),
    ],
  ] as const;
  return (
    <section className="admin-box upkeep-entry" data-backup={name}>
      <h2>
        {timeText(createdUs).slice(0, 16)} {newest && <span className="quiet">({t('backups.newest')})</span>}
      </h2>
      <dl className="admin-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <Found label={t('backups.verified')} none={t('backups.notVerified')} check={backup.verified} />
        <Found label={t('backups.rehearsed')} none={t('backups.notRehearsed')} check={backup.rehearsed} />
      </dl>
      <details className="upkeep-command">
        <summary>{t('backups.howToRestore')}</summary>
        <p>{t('backups.restoreText')}</p>
        <code>{backup.restore}</code>
        <CopyButton text={backup.restore} label={t('backups.copyCommand')} className="tool-button" />
        {leftOut.length > 0 && (
          <>
            <p>{t('backups.leftOut')}</p>
            <ul>
              {leftOut.map((left) => (
                <li key={left.name}>
                  <code>{left.name}</code>: {left.reason}
                </li>
              ))}
            </ul>
          </>
        )}
      </details>
      {error && <FailureNotice error={error} />}
      <div className="admin-actions">
        {rights.anywhere('backup.create') && (
          <button
            type="button"
            className="tool-button"
            disabled={verify.isPending}
            onClick={() => verify.mutate()}
          >
            {t('backups.verify')}
          </button>
        )}
        {rights.anywhere('backup.restore') && (
          <button
            type="button"
            className="tool-button"
            disabled={rehearse.isPending}
            onClick={() => rehearse.mutate()}
          >
            {t('backups.rehearse')}
          </button>
        )}
      </div>
    </section>
  );
}

interface FoundProps {
  readonly label: string;
  readonly none: string;
  readonly check: BackupCheck | undefined;
}

function Found({ label, none, check }: FoundProps) {
  const { t } = useTranslation('admin');
  return (
    <div>
      <dt>{label}</dt>
      <dd className={check?.problem === undefined ? undefined : 'link-lost'}>
        {check === undefined
          ? none
          : `${check.problem === undefined ? '●' : '■'} ${timeText(check.atUs).slice(0, 16)}, ${check.problem ?? t('backups.took', { time: secondsText(check.seconds, t) })}`}
      </dd>
    </div>
  );
}
