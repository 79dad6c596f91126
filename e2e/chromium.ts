/** The browser of every browser test; the panel's own tests, which may not reach up here, share it. */
export { startChromium } from '@mantinel/web/chromium';
