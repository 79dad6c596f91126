/** The first lines that run: they ask for what the screen shows, while everything that draws it is still on its way. */
import './without-eval.ts';
import { getSession } from './api/api.ts';
import { firstPageOf } from './log/feed/first-page.ts';
import { currentView, eventInAddress } from './log/view/address.ts';
import { loadTexts, preferredLanguage } from './shell/language/languages.ts';

const view = currentView();
const onLog = location.pathname === '/' && eventInAddress() === undefined;
const language = preferredLanguage();
const asked = {
  view,
  language,
  firstPage: onLog ? firstPageOf(view) : undefined,
  session: getSession(),
  texts: loadTexts(language),
};
// Whoever takes them handles their failure; until then it is nobody's.
asked.session.catch(() => undefined);
asked.texts.catch(() => undefined);

const { showPanel } = await import('./panel.tsx');
// This script does not wait for the page it stands in.
if (document.readyState === 'loading')
  await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
await showPanel(asked);
