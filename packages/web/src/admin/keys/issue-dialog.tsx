/** A certificate for an edge node, whose key is then shown once, to be kept as a file. */
import { Modal } from '@mantine/core';
import type { IssuedCertificate } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { issueCertificate } from '../../api/keys.ts';
import { getGrants, getPerson } from '../../api/people.ts';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import { SecretDialog } from '../frame/dialog/secret-dialog.tsx';
import { Loaded } from '../frame/loaded.tsx';
import type { Rights } from '../frame/rights.ts';
import { placeOptions } from '../plant/place-order.ts';

interface EdgeAccount {
  readonly id: string;
  readonly name: string;
  readonly places: readonly PlaceId[];
}

/** Accounts with the role of an edge node and no other: the server issues for nobody else. */
async function getEdgeAccounts(signal: AbortSignal): Promise<EdgeAccount[]> {
  const held = Map.groupBy(await getGrants(undefined, signal), ({ person }) => person);
  const edges = [...held].filter(([, grants]) => grants.every(({ role }) => role === 'machine'));
  return Promise.all(
    edges.map(async ([id, grants]) => ({
      id,
      name: (await getPerson(id, signal)).name,
      places: grants.map(({ place }) => place),
    })),
  );
}

const longestDays = 825;
const dayCount = /^[1-9]\d{0,2}$/;

export function IssueDialog({ rights, onClose }: { rights: Rights; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const accounts = useQuery({
    queryKey: ['edge-accounts'],
    queryFn: ({ signal }) => getEdgeAccounts(signal),
  });
  const [issued, setIssued] = useState<IssuedCertificate>();
  if (issued)
    return (
      <SecretDialog
        title={t('keys.secretOf', { name: issued.name })}
        text={t('keys.secretText')}
        secret={issued.pem}
        file={{ name: `${fileName(issued.name)}.pem`, label: t('keys.saveFile') }}
        copy={t('keys.copy')}
        done={t('keys.done')}
        onClose={onClose}
      >
        <p className="quiet">{t('keys.secretUse')}</p>
      </SecretDialog>
    );
  if (!accounts.data || accounts.data.length === 0)
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('keys.issue')}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
        transitionProps={{ duration: 0 }}
      >
        <Loaded query={accounts}>
          {() => (
            <div className="admin-form">
              <p>{t('keys.noAccount')}</p>
              <p>
                <Link href="/admin/people">{t('keys.toPeople')}</Link>
              </p>
            </div>
          )}
        </Loaded>
      </Modal>
    );
  const edges = accounts.data;
  const options = placeOptions(rights.places);
  return (
    <EditDialog
      title={t('keys.issue')}
      submit={t('keys.issueSubmit')}
      fields={[
        { name: 'name', label: t('keys.edge'), hint: t('keys.edgeHint'), maxLength: 60 },
        {
          name: 'person',
          label: t('keys.account'),
          hint: t('keys.accountHint'),
          options: edges.map(({ id, name }) => ({ value: id, label: name })),
        },
        {
          name: 'place',
          label: t('keys.place'),
          hint: t('keys.placeHint'),
          options,
          proposed: ({ person }) => edges.find(({ id }) => id === person)?.places[0] ?? '',
        },
        {
          name: 'days',
          label: t('keys.days'),
          hint: t('keys.daysHint', { count: longestDays }),
          type: 'number',
          check: (days) =>
            dayCount.test(days) && Number(days) <= longestDays
              ? undefined
              : t('keys.daysBad', { count: longestDays }),
        },
      ]}
      initial={{ version: 0, values: { person: edges.length === 1 ? edges[0]!.id : '', days: '365' } }}
      save={({ person = '', name = '', place, days }, { reason }) =>
        issueCertificate(person, { name, place: place as PlaceId, days: Number(days) }, reason)
      }
      onSaved={(saved) => {
        void queries.invalidateQueries({ queryKey: ['keys'] });
        setIssued(saved);
      }}
      onClose={onClose}
      staysOpen
    />
  );
}

/** Of what every file system takes. */
const fileName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase() || 'edge-node';
