/** What the account page is made of, in this order: one file and one line each. */
import type { ComponentType } from 'react';
import { IdentitiesSection } from './identities/identities-section.tsx';
import { PasskeysSection } from './passkeys/passkeys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { PinSection } from './pin-section.tsx';
import { SecondFactorSection } from './second-factor/second-factor-section.tsx';
import type { SectionProps } from './section-frame.tsx';
import { SessionsSection } from './sessions/sessions-section.tsx';
import { TokensSection } from './tokens/tokens-section.tsx';

interface AccountSection {
  readonly name: string;
  readonly Section: ComponentType<SectionProps>;
}

export const sections: readonly AccountSection[] = [
  { name: 'sessions', Section: SessionsSection },
  { name: 'password', Section: PasswordSection },
  { name: 'secondFactor', Section: SecondFactorSection },
  { name: 'identities', Section: IdentitiesSection },
  { name: 'passkeys', Section: PasskeysSection },
  { name: 'pin', Section: PinSection },
  { name: 'tokens', Section: TokensSection },
];
