/** What waits for a person's word: many are chosen, and answered at once. */
import './inbox.css';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { inboxReasons } from '@mantinel/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../admin/frame/choice.tsx';
import { PageHead } from '../../admin/frame/page-head.tsx';
import type { InboxFilter } from '../../api/program-inbox.ts';
import type { InboxCounts } from './inbox-props.ts';
import { MaterialInbox } from './material-inbox.tsx';
import { RuleList } from './rule-list.tsx';
import { ToolInbox } from './tool-inbox.tsx';

export function InboxPage() {
  const { t } = useTranslation('harvest');
  const [about, setAbout] = useState<'materials' | 'tools' | 'rules'>('materials');
  const [reason, setReason] = useState<InboxFilter['reason']>('');
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed, 300);
  const [counts, setCounts] = useState<InboxCounts>();
  const filter: InboxFilter = { reason, text: text.trim() };
  const Inbox = about === 'materials' ? MaterialInbox : ToolInbox;
  const all = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  const labelled = (label: string, count: number | undefined) =>
    count === undefined ? label : `${label} (${count})`;
  return (
    <>
      <PageHead title={t('inbox.title')} hint={t('inbox.hint')} />
      <div className="inbox-filters">
        <Choice
          label={t('inbox.about')}
          options={[
            { value: 'materials', label: t('inbox.materials') },
            { value: 'tools', label: t('inbox.tools') },
            { value: 'rules', label: t('rules.title') },
          ]}
          value={about}
          onChange={(chosen) => {
            setAbout(chosen);
            setCounts(undefined);
          }}
        />
        {about !== 'rules' && (
          <Choice<InboxFilter['reason']>
            label={t('inbox.why')}
            options={[
              { value: '', label: labelled(t('inbox.all'), all) },
              ...inboxReasons.map((value) => ({
                value,
                label: labelled(t(`inbox.reason.${value}`), counts?.[value]),
              })),
            ]}
            value={reason}
            onChange={setReason}
          />
        )}
        <TextInput
          className="inbox-search"
          aria-label={t(about === 'rules' ? 'rules.search' : 'inbox.search')}
          placeholder={t(about === 'rules' ? 'rules.search' : 'inbox.search')}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {about === 'rules' ? (
        <>
          <p className="quiet inbox-hint">{t('rules.hint')}</p>
          <RuleList text={filter.text} />
        </>
      ) : (
        <Inbox filter={filter} onCounts={setCounts} />
      )}
    </>
  );
}
