/** The code of an authenticator app, or one of the codes on paper for when the phone is not at hand. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export function CodeField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const { t } = useTranslation();
  const [paper, setPaper] = useState(false);
  return (
    <>
      <TextInput
        // Another keyboard on a phone, and the focus again.
        key={String(paper)}
        className="code-field"
        label={t(paper ? 'signIn.recoveryCode' : 'signIn.code')}
        description={t(paper ? 'signIn.recoveryCodeHint' : 'signIn.codeHint')}
        autoComplete={paper ? 'off' : 'one-time-code'}
        inputMode={paper ? 'text' : 'numeric'}
        spellCheck={false}
        autoCapitalize="characters"
        minLength={6}
        maxLength={40}
        required
        autoFocus
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <button
        type="button"
        className="link-button"
        onClick={() => {
          onChange('');
          setPaper(!paper);
        }}
      >
        {t(paper ? 'signIn.withApp' : 'signIn.withPaper')}
      </button>
    </>
  );
}
