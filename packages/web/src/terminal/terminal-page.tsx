/** A browser on the shop floor: it becomes a terminal by a code, and then lets people in by badge, or by name and PIN. */
import './terminal.css';
import type { Session } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../shell/language/i18n.ts';
import { type Language, languages, rememberLanguage } from '../shell/language/languages.ts';
import { Door } from './door.tsx';
import { PairingForm } from './pairing-form.tsx';

export function TerminalPage({ session }: { session: Session }) {
  const { t, i18n } = useTranslation();
  const { terminal } = session;
  return (
    <div className="terminal">
      <header className="terminal-head">
        <span className="header-name">{t('app.name')}</span>
        {terminal && <strong>{terminal.name}</strong>}
        <span className="header-space" />
        {(Object.keys(languages) as Language[]).map((language) => (
          <button
            key={language}
            type="button"
            className="terminal-language"
            aria-pressed={i18n.language === language}
            onClick={() => {
              rememberLanguage(language);
              void chooseLanguage(language);
            }}
          >
            {languages[language]}
          </button>
        ))}
      </header>
      <main>{terminal ? <Door terminal={terminal} /> : <PairingForm person={session.person?.name} />}</main>
    </div>
  );
}
