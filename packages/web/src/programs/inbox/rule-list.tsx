/** Corrections that are remembered: what each says, whose it is, how much it touches; and how it is forgotten. */
import type { ProgramRuleView } from '@mantinel/contract';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../admin/frame/dialog/confirm-dialog.tsx';
import { useRights } from '../../admin/frame/rights.ts';
import { PagedTable } from '../../admin/frame/table/paged-table.tsx';
import { pathName } from '../../admin/plant/place-order.ts';
import { getRules, removeRule } from '../../api/program-inbox.ts';
import { timeText } from '../../log/view/time-text.ts';
import { useWords } from './use-words.ts';

export function RuleList({ text }: { text: string }) {
  const { t, i18n } = useTranslation('harvest');
  const words = useWords();
  const rights = useRights();
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState<ProgramRuleView>();
  const query = useInfiniteQuery({
    queryKey: ['program-rules', text],
    queryFn: ({ pageParam, signal }) => getRules(text, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const number = new Intl.NumberFormat(i18n.language);
  const programs = ({ programs: count }: ProgramRuleView) =>
    t('rules.programs', { count, number: number.format(count) });
  const saying = ({ pattern, field, value }: ProgramRuleView) =>
    t('rules.saying', { pattern, value: words(field, value) });
  const by = ({ person, changedUs }: ProgramRuleView) =>
    [person, timeText(changedUs).slice(0, 16)].filter(Boolean).join(', ');
  return (
    <>
      <PagedTable
        query={query}
        rowsOf={(page) => page.rules}
        none={t(text === '' ? 'rules.none' : 'inbox.noneSo')}
        columns={[
          {
            head: t('rules.says'),
            cell: (rule) => (
              <>
                <span className="inbox-name">{saying(rule)}</span>
                <div className="quiet">
                  {t(`rules.looksAt.${rule.looksAt}` as 'rules.looksAt.folder', {
                    defaultValue: rule.looksAt,
                  })}
                  {rights.places.length > 2 && ` · ${pathName(rights.places, rule.place)}`}
                </div>
                <div className="admin-narrow quiet">
                  {programs(rule)} · {by(rule)}
                </div>
              </>
            ),
          },
          { head: t('rules.touches'), wide: true, cell: programs },
          { head: t('rules.by'), wide: true, cell: by },
          {
            head: '',
            cell: (rule) =>
              rights.at('program.edit', rule.place) && (
                <button
                  type="button"
                  className="tool-button"
                  aria-label={t('rules.forgetOne', { rule: saying(rule) })}
                  onClick={() => setLeaving(rule)}
                >
                  {t('rules.forget')}
                </button>
              ),
          },
        ]}
      />
      {leaving && (
        <ConfirmDialog
          deed={t('rules.forgetOne', { rule: saying(leaving) })}
          consequence={t(leaving.programs === 0 ? 'rules.gaveNothing' : 'rules.consequence', {
            programs: programs(leaving),
          })}
          act={(reason) => removeRule(leaving.id, { version: leaving.version, reason })}
          onDone={() => {
            for (const key of ['program-rules', 'inbox', 'project'])
              void queries.invalidateQueries({ queryKey: [key] });
          }}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}
