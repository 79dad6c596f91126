/** Shows the reader's language and system, and whether this device trusts the authority already. */
const mains = [...document.querySelectorAll('main')];
const known = mains.map(({ lang }) => lang);
const language =
  navigator.languages.map((each) => each.slice(0, 2)).find((each) => known.includes(each)) ?? 'en';
for (const main of mains) main.hidden = main.lang !== language;
document.documentElement.lang = language;
const main = mains.find(({ hidden }) => !hidden);
document.title = `${main.querySelector('h1').textContent} – Mantinel`;

const agent = navigator.userAgent;
// An iPad says that it is a Mac, but has a screen to touch.
const isApple = /iPhone|iPad/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1);
const system = isApple
  ? 'ios'
  : /Firefox/.test(agent)
    ? 'firefox'
    : /Android/.test(agent)
      ? 'android'
      : /Windows/.test(agent)
        ? 'windows'
        : /Macintosh/.test(agent)
          ? 'macos'
          : 'linux';
const own = main.querySelector(`details[data-system="${system}"]`);
own.open = true;
own.parentNode.prepend(own);

/** Only a path of this very server: whoever made the link has no say in where it leads. */
const asked = new URLSearchParams(location.search).get('to') ?? '/';
const path = /^\/(?![/\\])/.test(asked) ? asked : '/';
const encrypted = `https://${location.host}`;
for (const link of main.querySelectorAll('[data-open]')) link.href = encrypted + path;

const show = (state) => {
  for (const each of main.querySelectorAll('[data-state]')) each.hidden = each.dataset.state !== state;
};

if (location.protocol === 'https:') show('encrypted');
else {
  show('checking');
  try {
    await fetch(`${encrypted}/trust/check`, { mode: 'no-cors', cache: 'no-store' });
    show('trusted');
    if (asked !== '/' || new URLSearchParams(location.search).has('to')) location.replace(encrypted + path);
  } catch {
    // A certificate that the browser does not trust is all that can be heard of it.
    show('untrusted');
  }
}
