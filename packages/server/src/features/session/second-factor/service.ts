/** Setting up, asking for and taking away the second factor. Its secret is readable with the key of the data folder alone. */
import {
  AppError,
  type Enrolment,
  type RecoveryCodes,
  type Removed,
  type SecondFactorState,
} from '@mantinel/contract';
import type { Repositories, SecondFactor, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../../audited-at.ts';
import type { UnitOfWork } from '../../../http/unit-of-work.ts';
import { requireManageable } from '../../../manageable.ts';
import { secretHash } from '../../../secrets/secret.ts';
import type { SecretBox } from '../../../secrets/secret-box.ts';
import { personEvent } from '../person-event.ts';
import { base32, checkCode, otpauthUri, type Verdict } from './totp.ts';

type Owner = { readonly id: string; readonly name: string };

export interface SecondFactorService {
  state(person: string): Promise<SecondFactorState>;
  /** Throws `secondFactor.exists`. */
  enrol(person: Owner, unit: UnitOfWork): Promise<Enrolment>;
  /** Throws `session.wrongCode`, `session.clockOff`, `secondFactor.exists`, `secondFactor.notEnrolled`. */
  confirm(person: Owner, code: string, unit: UnitOfWork): Promise<RecoveryCodes>;
  /** One's own. */
  remove(person: Owner, unit: UnitOfWork): Promise<SecondFactorState>;
  /** Somebody else's, who lost the phone. Throws `person.notFound`, `person.notYours`. */
  removeOf(person: string, act: Act): Promise<Removed>;
  /**
   * Passes who has none. Takes the code, which then is good for nothing else. Throws `session.codeRequired`,
   * `session.wrongCode`, `session.codeUsed`, `session.clockOff`, `secret.unreadable`.
   */
  require(tx: Repositories, proof: { person: Pick<Owner, 'id'>; code: string | undefined }): Promise<void>;
}

export interface SecondFactorOptions {
  readonly store: Pick<Store, 'secondFactors'>;
  readonly box: SecretBox;
  readonly site: string;
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** RFC 4226, 4: at least 128 bits, 160 recommended. */
const secretBytes = 20;
const recoveryCodes = 10;

export function secondFactorService(options: SecondFactorOptions): SecondFactorService {
  const { store, box, site, nowUs, randomBytes } = options;

  const tell = (tx: Repositories, person: Pick<Owner, 'id'>, [code, message]: readonly [string, string]) =>
    tx.outbox.enqueue(personEvent({ code, message, person, site, nowUs: nowUs() }));

  async function check(
    factor: SecondFactor,
    { person, code, tellFuture }: { person: string; code: string; tellFuture: boolean },
  ): Promise<number> {
    const secret = await box.open(factor.secret, person);
    const verdict = checkCode(code, { secret, nowUs: nowUs(), lastStep: factor.lastStep, tellFuture });
    if (verdict.kind === 'right') return verdict.step;
    throw refusalOf(verdict, nowUs());
  }

  return {
    state: async (person) => {
      const factor = await store.secondFactors.get(person);
      const on = factor?.confirmed ?? false;
      return { on, recoveryCodesLeft: on ? factor!.recoveryCodesLeft : 0 };
    },
    enrol: async ({ id, name }, unit) => {
      const secret = randomBytes(secretBytes);
      const sealed = await box.seal(secret, id);
      const shown = base32(secret);
      const uri = otpauthUri({ secret: shown, account: name, issuer: `Mantinel ${site}` });
      return unit.commit(async (tx) => {
        if (!(await tx.secondFactors.begin({ person: id, secret: sealed })))
          throw new AppError('secondFactor.exists');
        return { secret: shown, uri };
      });
    },
    confirm: (person, code, unit) =>
      unit.commit(async (tx) => {
        const factor = await tx.secondFactors.get(person.id);
        if (!factor) throw new AppError('secondFactor.notEnrolled');
        if (factor.confirmed) throw new AppError('secondFactor.exists');
        const step = await check(factor, { person: person.id, code, tellFuture: true });
        // 80 bits each: nobody guesses one, so that a fast hash is enough.
        const codes = Array.from({ length: recoveryCodes }, () => base32(randomBytes(10)));
        const codeHashes = codes.map(secretHash);
        if (!(await tx.secondFactors.confirm({ person: person.id, step, codeHashes })))
          throw new AppError('secondFactor.exists');
        await tell(tx, person, ['person.secondFactorOn', 'A person set up a second factor.']);
        return { recoveryCodes: codes.map((one) => one.match(/.{4}/g)!.join('-')) };
      }),
    remove: (person, unit) =>
      unit.commit(async (tx) => {
        if (await tx.secondFactors.remove(person.id))
          await tell(tx, person, ['person.secondFactorOff', 'A person took away their second factor.']);
        return { on: false, recoveryCodesLeft: 0 };
      }),
    removeOf: (id, act) =>
      act.unit.commit(async (tx) => {
        const person = await tx.people.get(id);
        if (!person) throw new AppError('person.notFound');
        await requireManageable(tx, id, act.caller);
        if (!(await tx.secondFactors.remove(id))) return { removed: id };
        const message = 'A person took away the second factor of an account.';
        const told = { code: 'person.secondFactorOff', message, subjectId: id, place: person.place };
        await tx.outbox.enqueue(auditedAt({ ...told, act, site, nowUs: nowUs() }));
        return { removed: id };
      }),
    require: async (tx, { person, code }) => {
      const factor = await tx.secondFactors.get(person.id);
      if (!factor?.confirmed) return;
      if (code === undefined) throw new AppError('session.codeRequired');
      const typed = code.replace(/[\s-]/g, '').toUpperCase();
      if (/^\d{6}$/.test(typed)) {
        const step = await check(factor, { person: person.id, code: typed, tellFuture: false });
        if (!(await tx.secondFactors.takeStep({ person: person.id, step })))
          throw new AppError('session.codeUsed');
        return;
      }
      if (!(await tx.secondFactors.takeRecoveryCode({ person: person.id, codeHash: secretHash(typed) })))
        throw refusalOf({ kind: 'wrong' }, nowUs());
      await tell(tx, person, ['person.recoveryCodeUsed', 'A person used a recovery code.']);
    },
  };
}

function refusalOf(verdict: Exclude<Verdict, { kind: 'right' }>, nowUs: number): AppError {
  // The whole minute, UTC: to hold the phone against.
  const time = `${new Date(nowUs / 1000).toISOString().slice(11, 16)} UTC`;
  switch (verdict.kind) {
    case 'used':
      return new AppError('session.codeUsed');
    case 'clock':
      return new AppError('session.clockOff', { data: { minutes: verdict.minutes, time } });
    case 'setBack':
      return new AppError('session.clockSetBack', { data: { minutes: verdict.minutes, time } });
    case 'wrong':
      return new AppError('session.wrongCode', { data: { time } });
  }
}
