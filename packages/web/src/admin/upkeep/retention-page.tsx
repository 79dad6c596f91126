/** How long events are kept, everywhere and at single sites: what there is, and what a change would take away, told before it is made. */
import './upkeep.css';
import { Button, TextInput } from '@mantine/core';
import type { KeptLevel, RetentionDays, RetentionPreview, RetentionView } from '@mantinel/contract';
import { levels } from '@mantinel/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeRetention, getRetention, previewRetention } from '../../api/upkeep.ts';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { Choice } from '../frame/choice.tsx';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { RemovedTable } from './removed-table.tsx';
import { sizeText } from './size-text.ts';

export function RetentionPage() {
  const { t } = useTranslation('admin');
  const query = useQuery({ queryKey: ['retention'], queryFn: ({ signal }) => getRetention(signal) });
  return (
    <>
      <PageHead page="retention" title={t('pages.retention.title')} hint={t('pages.retention.hint')} />
      <Loaded query={query}>{(view) => <Sites view={view} />}</Loaded>
    </>
  );
}

const everywhere = '';

function Sites({ view }: { view: RetentionView }) {
  const { t } = useTranslation('admin');
  const [site, setSite] = useState(everywhere);
  const chosen = view.sites.find((one) => one.site === site);
  return (
    <>
      <Choice
        label={t('retention.where')}
        value={site}
        onChange={setSite}
        options={[
          { value: everywhere, label: t('retention.everywhere') },
          ...view.sites.map(({ site: value, own }) => ({
            value,
            label: own.length === 0 ? value : t('retention.ownDays', { site: value }),
          })),
        ]}
      />
      <p className="quiet upkeep-note">{t(chosen ? 'retention.siteText' : 'retention.everywhereText')}</p>
      <Levels
        key={`${view.version} ${site}`}
        view={view}
        levels={chosen?.levels ?? view.levels}
        site={chosen?.site}
      />
      <RemovedTable removals={view.removals} />
    </>
  );
}

const isDays = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 36_500;

interface LevelsProps {
  readonly view: RetentionView;
  readonly levels: readonly KeptLevel[];
  /** The one whose own days they are; undefined for everywhere. */
  readonly site: string | undefined;
}

function Levels({ view, levels: kept, site }: LevelsProps) {
  const { t, i18n } = useTranslation('admin');
  const { t: general } = useTranslation();
  const { language } = i18n;
  const rights = useRights();
  const [typed, setTyped] = useState<Partial<Record<(typeof levels)[number], string>>>({});
  const [asking, setAsking] = useState(false);
  const textOf = (level: (typeof levels)[number]) =>
    typed[level] ?? String(kept.find((one) => one.level === level)!.days);
  const sound = levels.every((level) => isDays(textOf(level)));
  const days = Object.fromEntries(levels.map((level) => [level, Number(textOf(level))])) as RetentionDays;
  const changed = kept.some((one) => days[one.level] !== one.days);
  const preview = useQuery({
    queryKey: ['retention', 'preview', site, days],
    queryFn: ({ signal }) => previewRetention(days, site, signal),
    enabled: sound && changed,
  });
  const mayEdit = rights.anywhere('retention.edit');
  return (
    <>
      <div className="admin-table-frame">
        <table className="admin-table">
          <thead>
            <tr>
              <th>{t('retention.level')}</th>
              <th>{t('retention.days')}</th>
              <th className="admin-number">{t('retention.events')}</th>
              <th className="admin-number admin-wide">{t('retention.size')}</th>
              <th className="admin-wide">{t('retention.since')}</th>
            </tr>
          </thead>
          <tbody>
            {kept.map(({ level, events, bytes, sinceUs }) => (
              <tr key={level}>
                <th scope="row">
                  {general(`level.${level}`)}
                  <div className="quiet admin-wide">{t(`retention.about.${level}`)}</div>
                </th>
                <td>
                  <TextInput
                    className="upkeep-days"
                    aria-label={t('retention.daysOf', { level: general(`level.${level}`) })}
                    inputMode="numeric"
                    disabled={!mayEdit}
                    value={textOf(level)}
                    error={isDays(textOf(level)) ? undefined : t('retention.daysBad')}
                    onChange={(event) => setTyped({ ...typed, [level]: event.currentTarget.value })}
                  />
                </td>
                <td className="admin-number">{events.toLocaleString(language)}</td>
                <td className="admin-number admin-wide">{sizeText(bytes, language)}</td>
                <td className="admin-wide">{sinceUs === undefined ? '' : timeText(sinceUs).slice(0, 10)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet upkeep-note">
        {t('retention.unsorted', { count: view.unsorted })}{' '}
        {t('retention.next', { time: timeText(view.nextRunUs).slice(0, 16) })}
      </p>
      {preview.error && <FailureNotice error={preview.error} />}
      {changed && sound && preview.data && <Loss preview={preview.data} />}
      {mayEdit && changed && (
        <div className="admin-form-end">
          <button type="button" className="tool-button" onClick={() => setTyped({})}>
            {t('retention.undo')}
          </button>
          <Button disabled={!sound || !preview.data} onClick={() => setAsking(true)}>
            {t('retention.change')}
          </Button>
        </div>
      )}
      {asking && preview.data && (
        <Ask
          levels={kept}
          site={site}
          version={view.version}
          days={days}
          preview={preview.data}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

const lossOf = ({ levels: all }: RetentionPreview) => ({
  events: all.reduce((sum, { events }) => sum + events, 0),
  bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
});

function Loss({ preview }: { preview: RetentionPreview }) {
  const { t, i18n } = useTranslation('admin');
  const { t: general } = useTranslation();
  const gone = preview.levels.filter(({ events }) => events > 0);
  if (gone.length === 0)
    return (
      <p className="upkeep-note" role="status">
        {t('retention.nothingGoes')}
      </p>
    );
  return (
    <div className="upkeep-loss" role="status">
      <strong>{t('retention.goes', { time: timeText(preview.whenUs).slice(0, 16) })}</strong>
      <ul>
        {gone.map(({ level, events, bytes, untilUs }) => (
          <li key={level}>
            {t('retention.goesOf', {
              level: general(`level.${level}`),
              events: events.toLocaleString(i18n.language),
              size: sizeText(bytes, i18n.language),
              date: timeText(untilUs!).slice(0, 10),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface AskProps {
  readonly levels: readonly KeptLevel[];
  readonly site: string | undefined;
  readonly version: number;
  readonly days: RetentionDays;
  readonly preview: RetentionPreview;
  readonly onClose: () => void;
}

function Ask({ levels: kept, site, version, days, preview, onClose }: AskProps) {
  const { t, i18n } = useTranslation('admin');
  const { t: general } = useTranslation();
  const queries = useQueryClient();
  const { events, bytes } = lossOf(preview);
  const changes = kept
    .filter((one) => days[one.level] !== one.days)
    .map((one) => `${general(`level.${one.level}`)} ${one.days} → ${days[one.level]}`)
    .join(', ');
  return (
    <ConfirmDialog
      deed={t(site === undefined ? 'retention.deed' : 'retention.siteDeed', { changes, site })}
      consequence={
        events === 0
          ? t('retention.nothingGoes')
          : t('retention.consequence', {
              events: events.toLocaleString(i18n.language),
              size: sizeText(bytes, i18n.language),
              time: timeText(preview.whenUs).slice(0, 16),
            })
      }
      harmless={events === 0}
      act={(reason) => changeRetention(days, site, { version, reason })}
      onDone={() => void queries.invalidateQueries({ queryKey: ['retention'] })}
      onClose={onClose}
    />
  );
}
