/** The line above every screen: whose it is, whether it is a demonstration, whether it is live. */

import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import type { Session } from '@mantinel/contract';
import { IconMenu2, IconMoon, IconSun } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useStatus } from './banners.tsx';
import { OnDemand } from './on-demand.tsx';
import { useLink } from './use-link.ts';

const MainMenu = lazy(() => import('./main-menu.tsx').then(({ MainMenu: it }) => ({ default: it })));

export function Header({ session }: { session: Session }) {
  const { t } = useTranslation();
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
      <Link href="/alarms" className="header-link">
        {t('app.alarms')}
      </Link>
      <Link href="/start" className="header-link">
        {t('fleet.add')}
      </Link>
      <ThemeButton />
      <OnDemand
        button={(press) => (
          <ActionIcon variant="subtle" aria-label={t('app.menu')} title={t('app.menu')} onClick={press}>
            <IconMenu2 size={18} />
          </ActionIcon>
        )}
      >
        <MainMenu session={session} />
      </OnDemand>
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
