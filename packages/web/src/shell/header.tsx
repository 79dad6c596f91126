/** The line above every screen: whose it is, whether it is a demonstration, whether it is live. */

import { ActionIcon, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import type { Session } from '@mantinel/contract';
import { IconMenu2, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { signOut } from '../api/api.ts';
import { useStatus } from './banners.tsx';
import { chooseLanguage, type Language, languages, rememberLanguage } from './i18n.ts';
import { useLink } from './use-link.ts';

export function Header({ session }: { session: Session }) {
  const { t, i18n } = useTranslation();
  const { data: status } = useStatus();
  return (
    <header className="header">
      <Link href="/" className="header-name">
        {t('app.name')}
      </Link>
      {status?.demo && (
        <span className="demo" title={t('app.demoHint')}>
          {t('app.demo')}
        </span>
      )}
      {status?.demo && <span className="demo-hint">{t('app.demoHint')}</span>}
      <LinkMark />
      <span className="header-space" />
      <Link href="/start" className="header-link">
        {t('fleet.add')}
      </Link>
      <ThemeButton />
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={t('app.menu')} title={t('app.menu')}>
            <IconMenu2 size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} href="/start">
            {t('fleet.add')}
          </Menu.Item>
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
          {session.person && (
            <>
              <Menu.Divider />
              <Menu.Label>{session.person.name}</Menu.Label>
              <Menu.Item onClick={() => void signOut().finally(() => location.reload())}>
                {t('app.signOut')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}

function LinkMark() {
  const { t } = useTranslation();
  const link = useLink();
  return (
    <span className={`link-mark link-${link.state}`} role="status">
      <span aria-hidden="true">{link.state === 'live' ? '●' : link.state === 'lost' ? '■' : '○'}</span>{' '}
      {t(`link.${link.state}`)}
    </span>
  );
}

function ThemeButton() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const Icon = scheme === 'dark' ? IconSun : IconMoon;
  return (
    <ActionIcon
      variant="subtle"
      aria-label={t('app.theme')}
      title={t('app.theme')}
      onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
    >
      <Icon size={18} />
    </ActionIcon>
  );
}
