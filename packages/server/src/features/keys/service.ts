/** Which keys and certificates there are, and what is done with them. */
import { X509Certificate } from 'node:crypto';
import {
  AppError,
  type EdgeCertificateView,
  type IssueCertificate,
  type IssuedCertificate,
  type Keys,
  type KeyView,
  roleMatrix,
} from '@mantinel/contract';
import { type Attributes, accessOf, enterpriseRoot, may, type PlaceId } from '@mantinel/domain';
import type { CertificateRow, Repositories, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { requireManageable } from '../../manageable.ts';
import { secretHash } from '../../secrets/secret.ts';
import { factsOf } from '../../tls/authority.ts';
import type { Encryption } from '../../tls/encryption.ts';

export interface KeysService {
  list(): Promise<Keys>;
  own(): Promise<KeyView[]>;
  /** Of edge nodes, the next to expire first. */
  edges(): Promise<EdgeCertificateView[]>;
  /** Throws `tls.off`, `tls.acmeFailed`, `tls.keysUnusable`. */
  renewServer(act: Act): Promise<Keys>;
  /** Every device must trust the new authority. Throws `tls.off`, `tls.keysUnusable`. */
  replaceAuthority(act: Act): Promise<Keys>;
  /** For an edge node. Throws `person.notFound`, `person.notYours`, `certificate.notEdge`, `token.tooWide`. */
  issue(person: string, wanted: IssueCertificate, act: Act): Promise<IssuedCertificate>;
  /** Throws `certificate.notFound`. */
  revoke(id: string, act: Act): Promise<void>;
}

export interface KeysOptions {
  readonly store: Pick<Store, 'apiTokens' | 'transaction'>;
  readonly encryption: Encryption;
  readonly site: string;
  readonly rightsChanged: () => void;
  readonly nowUs: () => number;
}

const deliver = 'event.deliver';

export function keysService({ store, encryption, site, rightsChanged, nowUs }: KeysOptions): KeysService {
  const { certificate, local, keys } = encryption;

  const tell = (
    tx: Repositories,
    told: {
      code: string;
      message: string;
      place: PlaceId;
      subjectId?: string;
      before?: Attributes;
      after?: Attributes;
    },
    act: Act,
  ) => tx.outbox.enqueue(auditedAt({ ...told, act, site, nowUs: nowUs() }));

  async function own(): Promise<KeyView[]> {
    const inUse = certificate.inUse();
    const [authority, edgeAuthority, account, secrets] = await Promise.all([
      local.existing('authority'),
      local.existing('edges'),
      keys.readText('acme-account.key'),
      keys.readText('secrets.key'),
    ]);
    return [
      ...(inUse ? [view('server', inUse.certificate, inUse.source)] : []),
      ...(authority ? [view('authority', authority.certificate)] : []),
      ...(edgeAuthority ? [view('edgeAuthority', edgeAuthority.certificate)] : []),
      ...(account === undefined ? [] : [{ kind: 'acmeAccount', name: 'acme-account.key' } as const]),
      ...(secrets === undefined ? [] : [{ kind: 'secrets', name: 'secrets.key' } as const]),
    ];
  }

  const edges = async () => (await store.apiTokens.certificates()).map(edgeView);

  async function list(): Promise<Keys> {
    const problem = certificate.problem();
    return {
      mode: certificate.mode,
      ...(problem ? { problem: { code: problem.code, title: problem.message, remedy: problem.remedy } } : {}),
      keys: await own(),
      edges: await edges(),
    };
  }

  const serverState = (): Attributes => {
    const inUse = certificate.inUse();
    return inUse ? { fingerprint: factsOf(inUse.certificate).fingerprint, source: inUse.source } : {};
  };

  return {
    list,
    own,
    edges,
    renewServer: async (act) => {
      const before = serverState();
      await certificate.renew();
      return act.unit.commit(async (tx) => {
        const told = {
          code: 'key.serverRenewed',
          message: 'A person renewed the certificate of the server.',
        };
        await tell(tx, { ...told, place: enterpriseRoot, before, after: serverState() }, act);
        return list();
      });
    },
    replaceAuthority: async (act) => {
      const { mode } = certificate;
      if (mode !== 'local') throw new AppError('tls.off', { data: { mode } });
      const fingerprint = async (): Promise<Attributes> => {
        const authority = await local.existing('authority');
        return authority ? { fingerprint: factsOf(authority.certificate).fingerprint } : {};
      };
      const before = await fingerprint();
      await local.replaceAuthority();
      await certificate.renew();
      const after = await fingerprint();
      return act.unit.commit(async (tx) => {
        const told = {
          code: 'key.authorityReplaced',
          message: 'A person replaced the authority of the installation.',
        };
        await tell(tx, { ...told, place: enterpriseRoot, before, after }, act);
        return list();
      });
    },
    issue: async (person, { name, place, days }, act) => {
      const issued = await local.issueEdge({ name, days });
      const { raw } = new X509Certificate(issued.certificate);
      const { expiresUs } = factsOf(issued.certificate);
      const created = await store.transaction(async (tx) => {
        const owner = await tx.people.get(person);
        if (!owner) throw new AppError('person.notFound');
        await requireManageable(tx, person, act.caller);
        const grants = await tx.roleGrants.of(person);
        if (grants.length === 0 || grants.some(({ role }) => role !== 'machine'))
          throw new AppError('certificate.notEdge');
        if (!may(act.caller.plant, accessOf(grants, roleMatrix), { permission: deliver, place }))
          throw new AppError('token.tooWide', { data: { permission: deliver, place } });
        const tokenHash = secretHash(raw);
        const row = await tx.apiTokens.create({
          person,
          name,
          kind: 'certificate',
          tokenHash,
          lastFour: tokenHash.toString('hex').slice(-4).toUpperCase(),
          permissions: [deliver],
          place,
          expiresUs,
        });
        const told = {
          code: 'certificate.issued',
          message: 'A person issued a certificate for an edge node.',
        };
        const after = { certificate: row.id, name, fingerprint: fingerprintOf(tokenHash), expiresUs };
        await tell(tx, { ...told, place, subjectId: person, after }, act);
        return edgeView({ ...row, personName: owner.name, fingerprint: tokenHash });
      });
      // From now on the port asks for certificates of edge nodes.
      await encryption.refresh();
      return { ...created, pem: `${issued.certificate.trimEnd()}\n${issued.key.trimEnd()}\n` };
    },
    revoke: async (id, act) => {
      await act.unit.commit(async (tx) => {
        const revoked = await tx.apiTokens.remove({ id, kind: 'certificate' });
        if (!revoked) throw new AppError('certificate.notFound');
        const { name, person, place, expiresUs } = revoked;
        const told = {
          code: 'certificate.revoked',
          message: 'A person revoked the certificate of an edge node.',
        };
        await tell(
          tx,
          { ...told, place, subjectId: person, before: { certificate: id, name, expiresUs } },
          act,
        );
        return { removed: id };
      });
      rightsChanged();
    },
  };
}

const view = (kind: KeyView['kind'], pem: string, source?: KeyView['source']): KeyView => {
  const { subject, names, ...facts } = factsOf(pem);
  return {
    kind,
    name: subject,
    ...facts,
    ...(names.length === 0 ? {} : { names: [...names] }),
    ...(source && { source }),
  };
};

const fingerprintOf = (hash: Uint8Array): string =>
  Buffer.from(hash).toString('hex').toUpperCase().match(/../g)!.join(':');

const edgeView = ({
  id,
  name,
  person,
  personName,
  place,
  fingerprint,
  ...row
}: CertificateRow): EdgeCertificateView => ({
  id,
  name,
  person,
  personName,
  place,
  fingerprint: fingerprintOf(fingerprint),
  createdUs: row.createdUs,
  expiresUs: row.expiresUs,
  ...(row.lastUsedUs === undefined ? {} : { lastUsedUs: row.lastUsedUs }),
});
