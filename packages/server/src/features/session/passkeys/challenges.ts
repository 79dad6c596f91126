/** What an authenticator signs: good once, for five minutes, in the browser and for the purpose it was made for. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@mantinel/contract';

export interface ChallengeUse {
  readonly purpose: 'create' | 'signIn' | 'proof';
  /** Whose key it is to be; absent while nobody is signed in. */
  readonly person?: string | undefined;
  /** The secret of the browser that asks. */
  readonly browser: string;
}

export interface Challenges {
  make(use: ChallengeUse): Uint8Array<ArrayBuffer>;
  /** `challenge` in base64url, as it comes back. Throws `passkey.challengeSpent`. */
  take(challenge: string, use: ChallengeUse): void;
}

const lifeUs = 5 * 60_000_000;
const [nonceBytes, expiryBytes, macBytes] = [16, 8, 32];

/**
 * Challenges carry their own proof, so that strangers who ask for many fill no memory; only those that were used are remembered,
 * until they would have expired. A restart ends them all.
 */
export function challenges({
  nowUs,
  randomBytes,
}: {
  nowUs: () => number;
  randomBytes: (count: number) => Uint8Array;
}): Challenges {
  const key = randomBytes(32);
  /** Expiry by nonce; the oldest first. */
  const used = new Map<string, number>();

  const macOf = (head: Uint8Array, { purpose, person = '', browser }: ChallengeUse) =>
    createHmac('sha256', key)
      .update(head)
      .update(JSON.stringify([purpose, person, browser]))
      .digest();

  function sweep(): void {
    for (const [nonce, expiresUs] of used) {
      if (expiresUs > nowUs()) return;
      used.delete(nonce);
    }
  }

  return {
    make: (use) => {
      const head = Buffer.alloc(nonceBytes + expiryBytes);
      head.set(randomBytes(nonceBytes));
      head.writeBigUInt64BE(BigInt(nowUs() + lifeUs), nonceBytes);
      return new Uint8Array([...head, ...macOf(head, use)]);
    },
    take: (challenge, use) => {
      sweep();
      const bytes = Buffer.from(challenge, 'base64url');
      const spent = new AppError('passkey.challengeSpent');
      if (bytes.length !== nonceBytes + expiryBytes + macBytes) throw spent;
      const head = bytes.subarray(0, nonceBytes + expiryBytes);
      if (!timingSafeEqual(bytes.subarray(head.length), macOf(head, use))) throw spent;
      const expiresUs = Number(head.readBigUInt64BE(nonceBytes));
      const nonce = head.toString('base64');
      if (expiresUs <= nowUs() || used.has(nonce)) throw spent;
      used.set(nonce, expiresUs);
    },
  };
}
