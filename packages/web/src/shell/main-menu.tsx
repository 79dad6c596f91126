/** The menu of every screen: what to look at, what to set up, the language, one's own account, signing out. */
import { ActionIcon, Menu } from '@mantine/core';
import type { Session } from '@mantinel/contract';
import { IconMenu2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { seenPages } from '../admin/pages.ts';
import { signOut } from '../api/api.ts';
import { chooseLanguage } from './language/i18n.ts';
import { type Language, languages, rememberLanguage } from './language/languages.ts';
import { useFirstPress } from './on-demand.tsx';

/** Here first, whatever comes of it; then at the company's provider, where the session began there. */
async function leave(): Promise<void> {
  let providerUrl: string | undefined;
  try {
    ({ providerUrl } = await signOut());
  } finally {
    if (providerUrl === undefined) location.reload();
    else location.assign(providerUrl);
  }
}

export function MainMenu({ session }: { session: Session }) {
  const { t, i18n } = useTranslation();
  const { person } = session;
  const { opened, setOpened, button } = useFirstPress();
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon ref={button} variant="subtle" aria-label={t('app.menu')} title={t('app.menu')}>
          <IconMenu2 size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href="/alarms">
          {t('app.alarms')}
        </Menu.Item>
        {session.permissions.includes('event.read') && session.permissions.includes('place.read') && (
          <Menu.Item component={Link} href="/shift-report">
            {t('report.title')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} href="/compare">
          {t('app.compare')}
        </Menu.Item>
        {session.permissions.includes('program.read') && (
          <Menu.Item component={Link} href="/programs">
            {t('app.programs')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} href="/programs/view">
          {t('app.viewer')}
        </Menu.Item>
        <Menu.Item component={Link} href="/operator">
          {t('app.operator')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item component={Link} href="/start">
          {t('fleet.add')}
        </Menu.Item>
        {seenPages(session).length > 0 && (
          <Menu.Item component={Link} href="/admin">
            {t('app.administration')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{t('app.language')}</Menu.Label>
        {(Object.keys(languages) as Language[]).map((language) => (
          <Menu.Item
            key={language}
            fw={i18n.language === language ? 700 : 400}
            onClick={() => {
              rememberLanguage(language);
              void chooseLanguage(language);
            }}
          >
            {languages[language]}
          </Menu.Item>
        ))}
        {person !== undefined && (
          <>
            <Menu.Divider />
            <Menu.Label>{person.name}</Menu.Label>
            <Menu.Item component={Link} href="/account">
              {t('app.account')}
            </Menu.Item>
            <Menu.Item onClick={() => void leave()}>{t('app.signOut')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
