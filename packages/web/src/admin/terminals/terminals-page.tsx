/** Shared terminals: where each stands, how people sign in there, and whether a browser is it. */
import { Button } from '@mantine/core';
import type { PairingCode, TerminalView } from '@mantinel/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgo } from '../../account/use-ago.ts';
import { getTerminals, makePairingCode, removeTerminal } from '../../api/terminals.ts';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { RowMenu } from '../frame/row-menu.tsx';
import { RowTable } from '../frame/table/row-table.tsx';
import { pathName } from '../plant/place-order.ts';
import { PairingCodeDialog } from './pairing-code-dialog.tsx';
import { TerminalDialog } from './terminal-dialog.tsx';

type Task =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'code' | 'remove'; readonly terminal: TerminalView };

export function TerminalsPage() {
  const { t } = useTranslation('admin');
  const ago = useAgo();
  const rights = useRights();
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ['terminals'], queryFn: ({ signal }) => getTerminals(signal) });
  const [task, setTask] = useState<Task>();
  const [code, setCode] = useState<PairingCode>();
  const renew = () => void queries.invalidateQueries({ queryKey: ['terminals'] });
  const close = () => setTask(undefined);
  const shown = (made?: PairingCode) => {
    setCode(made);
    renew();
  };
  const ways = ({ badge, names }: TerminalView) =>
    [badge !== 'off' && t(`terminals.badgeUse.${badge}`), names && t('terminals.byName')]
      .filter(Boolean)
      .join('; ');
  return (
    <>
      <PageHead
        page="terminals"
        title={t('pages.terminals.title')}
        hint={t('pages.terminals.hint')}
        actions={
          rights.anywhere('terminal.edit') && (
            <Button onClick={() => setTask({ kind: 'add' })}>{t('terminals.add')}</Button>
          )
        }
      />
      <Loaded query={query}>
        {(terminals) => (
          <RowTable
            rows={terminals}
            none={t('terminals.none')}
            columns={[
              {
                head: t('terminals.name'),
                cell: ({ name, place }) => (
                  <>
                    {name}
                    <span className="account-note">{pathName(rights.places, place)}</span>
                  </>
                ),
              },
              {
                head: t('terminals.state'),
                cell: ({ pairedUs, device, lastSeenUs }) =>
                  pairedUs === undefined
                    ? t('terminals.notPaired')
                    : t('terminals.paired', { device: device || '–', age: ago(lastSeenUs ?? pairedUs) }),
              },
              { head: t('terminals.ways'), wide: true, cell: ways },
            ]}
            action={(terminal) =>
              rights.at('terminal.edit', terminal.place) && (
                <RowMenu
                  label={t('frame.actionsOf', { name: terminal.name })}
                  actions={(['code', 'edit', 'remove'] as const).map((kind) => ({
                    label: t(`terminals.${kind}`),
                    run: () => setTask({ kind, terminal }),
                  }))}
                />
              )
            }
          />
        )}
      </Loaded>
      {!code && task?.kind === 'add' && <TerminalDialog rights={rights} onSaved={shown} onClose={close} />}
      {task?.kind === 'edit' && (
        <TerminalDialog rights={rights} terminal={task.terminal} onSaved={renew} onClose={close} />
      )}
      {!code && task?.kind === 'code' && (
        <ConfirmDialog
          deed={t('terminals.codeTitle', { name: task.terminal.name })}
          consequence={t('terminals.codeText')}
          act={async (reason) => shown(await makePairingCode(task.terminal.id, reason))}
          harmless
          staysOpen
          onDone={renew}
          onClose={close}
        />
      )}
      {task?.kind === 'remove' && (
        <ConfirmDialog
          deed={t('terminals.removeTitle', { name: task.terminal.name })}
          consequence={t('terminals.removeText')}
          act={(reason) => removeTerminal(task.terminal.id, reason)}
          onDone={renew}
          onClose={close}
        />
      )}
      {code && (
        <PairingCodeDialog
          made={code}
          onClose={() => {
            setCode(undefined);
            close();
          }}
        />
      )}
    </>
  );
}
