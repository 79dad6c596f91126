/** HTML files that hold what machines and people wrote: all of it as text, none of it as markup, and nothing that runs. */

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign]!);

/** Finished HTML, told from text by its shape: `html` takes it as it is and escapes everything else. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | undefined | readonly Html[];

export const html = (fixed: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: fixed.map((text, index) => (index === 0 ? '' : written(parts[index - 1])) + text).join(''),
});

function written(part: Part): string {
  if (part === undefined) return '';
  if (typeof part !== 'object') return escaped(String(part));
  return 'html' in part ? part.html : part.map((one) => one.html).join('');
}

/** Up to the content of its body. No script runs and nothing is loaded, wherever the file is opened. */
export const htmlHead = ({
  title,
  language,
  style,
}: {
  title: string;
  language: string;
  style: string;
}): string =>
  `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(title)}</title><style>${style}</style></head><body>
`;
export const htmlEnd = '</body></html>\n';

/** For reading and for paper: quiet, with table heads on every page. */
export const paperStyle = `
:root{color-scheme:light dark;--back:#fff;--text:#1f2326;--muted:#4a5056;--line:#c4c8cc;--stripe:#f3f4f5;--p1:#c00018;--p2:#8a4b00;--link:#0b4f9e}
@media (prefers-color-scheme:dark){:root{--back:#2b2e31;--text:#e6e8ea;--muted:#aeb4ba;--line:#565c62;--stripe:#34383c;--p1:#ff6b6b;--p2:#ffa94d;--link:#74b3ff}}
@media print{:root{--back:#fff;--text:#000;--muted:#333;--line:#999;--stripe:#f3f4f5;--p1:#c00018;--p2:#8a4b00;--link:#0b4f9e}body{margin:0}@page{size:A4 landscape;margin:12mm}}
*{box-sizing:border-box}body{margin:24px;background:var(--back);color:var(--text);font:14px/1.4 system-ui,"Segoe UI",Roboto,sans-serif}
h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:24px 0 8px}p{margin:4px 0}.muted{color:var(--muted)}a{color:var(--link)}
table{border-collapse:collapse;width:100%;margin-top:12px}thead{display:table-header-group}tr{break-inside:avoid}
th,td{text-align:left;vertical-align:top;padding:4px 8px;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{border-bottom:2px solid var(--text)}tbody tr:nth-child(even){background:var(--stripe)}
.time,.nowrap{white-space:nowrap;font-variant-numeric:tabular-nums;overflow-wrap:normal}.number{text-align:right;font-variant-numeric:tabular-nums}
.error{color:var(--p1);font-weight:600}.warn{color:var(--p2);font-weight:600}
`;
