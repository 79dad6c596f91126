import { expect, test } from 'vitest';
import { decodeXml } from './decode-xml.ts';

const text = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a n="Fräse č"/>`;
const utf16be = (content: string) => Buffer.from(content, 'utf16le').swap16();

test.each<[string, Uint8Array, string]>([
  ['UTF-8 without a declaration', Buffer.from('<a n="Fräse č"/>'), 'Fräse č'],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text('UTF-8')}`), 'Fräse č'],
  ['Latin-1 as declared', Buffer.from(text('ISO-8859-1').replace('č', 'é'), 'latin1'), 'Fräse é'],
  [
    'Windows-1250 as declared',
    Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="windows-1250"?><a n="'),
      Buffer.from([0xe8]),
      Buffer.from('"/>'),
    ]),
    'n="č"',
  ],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${text('UTF-16')}`, 'utf16le'), 'Fräse č'],
  ['UTF-16 big end first', utf16be(`\uFEFF${text('UTF-16')}`), 'Fräse č'],
  ['UTF-16 without a mark', Buffer.from(text('UTF-16'), 'utf16le'), 'Fräse č'],
  ['UTF-8 that still calls itself UTF-16', Buffer.from(text('utf-16')), 'Fräse č'],
])('%s', (_, bytes, expected) => {
  expect(decodeXml(bytes)).toContain(expected);
});

test('bytes that are not of the encoding named, and one nobody knows, are refused in words', () => {
  expect(() => decodeXml(Buffer.from(text('UTF-8'), 'latin1'))).toThrow('it is not UTF-8 text');
  expect(() => decodeXml(Buffer.from(text('EBCDIC-X')))).toThrow('its encoding EBCDIC-X is not known');
  expect(decodeXml(new Uint8Array())).toBe('');
});
