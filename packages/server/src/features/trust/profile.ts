/** A configuration profile by which iPhones and iPads take up the authority (Apple, Configuration Profile Reference). */
import { createHash, X509Certificate } from 'node:crypto';
import { escaped } from './trust-page.ts';

export function profile(pem: string, name: string): string {
  const { raw } = new X509Certificate(pem);
  const digest = createHash('sha256').update(raw).digest('hex');
  // The same authority is the same profile: taken up twice it is replaced.
  const uuid = (from: number) =>
    digest
      .slice(from, from + 32)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      .toUpperCase();
  const entry = (key: string, value: string) => `<key>${key}</key><string>${escaped(value)}</string>`;
  const identifier = `mantinel.authority.${digest.slice(0, 16)}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadContent</key><array><dict>
${entry('PayloadType', 'com.apple.security.root')}
${entry('PayloadIdentifier', `${identifier}.certificate`)}
${entry('PayloadUUID', uuid(0))}
<key>PayloadVersion</key><integer>1</integer>
${entry('PayloadDisplayName', name)}
${entry('PayloadCertificateFileName', 'mantinel.cer')}
<key>PayloadContent</key><data>${raw.toString('base64')}</data>
</dict></array>
${entry('PayloadType', 'Configuration')}
${entry('PayloadIdentifier', identifier)}
${entry('PayloadUUID', uuid(32))}
<key>PayloadVersion</key><integer>1</integer>
${entry('PayloadDisplayName', name)}
${entry('PayloadDescription', 'Lets this device trust the Mantinel of your shop.')}
</dict></plist>
`;
}
