/** The page on which people let a device trust our authority: plain HTML, since it must work before anything is trusted. */
import { type TrustTexts, trustTexts } from './trust-texts.ts';

export function trustPage({ fingerprint, name }: { fingerprint: string; name: string }): string {
  const mains = trustTexts.map((texts) => mainOf(texts, { fingerprint, name }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mantinel</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/trust/trust.css">
<script type="module" src="/trust/trust.js"></script>
</head>
<body>
${mains.join('\n')}
</body>
</html>
`;
}

/** Without a script the first language is shown, and every state of it. */
function mainOf(texts: TrustTexts, { fingerprint, name }: { fingerprint: string; name: string }): string {
  const text = (value: string) => escaped(value);
  const state = (which: string, value: string) =>
    `<p class="state" data-state="${which}" hidden role="status">${text(value)}</p>`;
  return `<main lang="${texts.language}"${texts.language === 'en' ? '' : ' hidden'}>
<h1>${text(texts.title)}</h1>
<p>${text(texts.why)}</p>
<div class="box">
${state('checking', texts.checking)}
${state('trusted', texts.trusted)}
${state('untrusted', texts.untrusted)}
${state('encrypted', texts.encryptedAlready)}
<p data-state="trusted" hidden><a class="button open" data-open href="/">${text(texts.open)}</a></p>
</div>
<div class="box">
<h2>${text(texts.compare)}</h2>
<p>${text(name)}</p>
<p class="fingerprint">${text(fingerprint).replaceAll(':', ':<wbr>')}</p>
<p class="muted">${text(texts.where)}</p>
<p class="muted">${text(texts.limits)}</p>
</div>
<div class="files">
<a class="button" href="/trust/authority.crt" download>${text(texts.file)}</a>
<a class="button" href="/trust/mantinel.mobileconfig">${text(texts.profile)}</a>
<a class="button" href="/trust/authority.pem" download>${text(texts.pem)}</a>
</div>
<div>
${texts.steps
  .map(
    ({ system, name: title, steps }) => `<details data-system="${system}"><summary>${text(title)}</summary>
<ol>${steps.map((step) => `<li>${text(step)}</li>`).join('')}</ol></details>`,
  )
  .join('\n')}
</div>
<p><a data-open href="/">${text(texts.anyway)}</a></p>
</main>`;
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
