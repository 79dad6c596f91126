/** A User-Agent in words that people know their devices by. It is what the device says of itself: a help, no proof. */

const browsers: readonly (readonly [RegExp, string])[] = [
  // The later ones call themselves by the names of the earlier as well.
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPad\b/, 'iPad'],
  [/\biPhone\b/, 'iPhone'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const longest = 60;

export function deviceWords(userAgent: string | undefined): string {
  const agent = (userAgent ?? '').slice(0, 500);
  const named = (list: typeof browsers) => list.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = named(browsers);
  const system = named(systems);
  if (browser && system) return `${browser}, ${system}`;
  if (browser ?? system) return (browser ?? system)!;
  // A program: the name it begins with. Only plain characters: it is shown to others.
  return (/^[\w .-]+/.exec(agent)?.[0] ?? '').trim().slice(0, longest);
}
