/** What the page that guides people to trust our authority says, in the three languages of the panel. */

export interface TrustTexts {
  readonly language: string;
  readonly title: string;
  readonly why: string;
  readonly checking: string;
  readonly trusted: string;
  readonly open: string;
  readonly untrusted: string;
  readonly encryptedAlready: string;
  readonly compare: string;
  readonly where: string;
  readonly file: string;
  readonly profile: string;
  readonly pem: string;
  readonly limits: string;
  readonly anyway: string;
  readonly steps: readonly {
    readonly system: string;
    readonly name: string;
    readonly steps: readonly string[];
  }[];
}

const en: TrustTexts = {
  language: 'en',
  title: 'Let this device trust Mantinel',
  why: 'Mantinel encrypts what goes between this device and the computer in your shop. So that the browser knows that computer, this device needs its authority once. It takes about a minute.',
  checking: 'Looking whether this device trusts it already …',
  trusted: 'This device trusts Mantinel.',
  open: 'Open Mantinel',
  untrusted: 'This device does not trust it yet. Follow the steps for your system.',
  encryptedAlready:
    'You see this page encrypted. If the address bar warns, follow the steps below; if it does not, this device trusts Mantinel.',
  compare: 'Compare first',
  where:
    'On the computer itself, signed in as its owner, the page "Keys and certificates" of the administration shows the same fingerprint. If it differs, install nothing and tell whoever looks after the network.',
  file: 'Authority (.crt)',
  profile: 'Profile for iPhone and iPad',
  pem: 'Authority as text (.pem)',
  limits: 'This authority can only vouch for names and addresses inside a shop, for no site of the internet.',
  anyway: 'Go on without (the browser will warn)',
  steps: [
    {
      system: 'windows',
      name: 'Windows (Edge, Chrome)',
      steps: [
        'Download the authority (.crt) and open it.',
        'Install Certificate … → Current User → Next.',
        'Place all certificates in the following store → Browse → Trusted Root Certification Authorities.',
        'Next, Finish, and confirm with Yes. Close all windows of the browser and open it again.',
      ],
    },
    {
      system: 'ios',
      name: 'iPhone, iPad',
      steps: [
        'In Safari, download the profile and allow it.',
        'Settings → Profile Downloaded → Install.',
        'Settings → General → About → Certificate Trust Settings: switch Mantinel on.',
      ],
    },
    {
      system: 'android',
      name: 'Android',
      steps: [
        'Download the authority (.crt).',
        'Settings → Security → More security settings → Encryption and credentials → Install a certificate → CA certificate.',
        'Install anyway, and choose the downloaded file.',
      ],
    },
    {
      system: 'macos',
      name: 'macOS (Safari, Chrome)',
      steps: [
        'Download the authority (.crt) and open it: it goes into the keychain "login".',
        'In Keychain Access, double-click it, unfold Trust, and choose "Always Trust" for Secure Sockets Layer (SSL).',
        'Close the window and confirm with your password.',
      ],
    },
    {
      system: 'linux',
      name: 'Linux (Chrome, Chromium)',
      steps: [
        'Download the authority as text (.pem).',
        'chrome://settings/security → Manage certificates → Custom → Trusted certificates → Import.',
        'For all programs (Debian, Ubuntu): copy it as mantinel.crt to /usr/local/share/ca-certificates and run: sudo update-ca-certificates',
      ],
    },
    {
      system: 'firefox',
      name: 'Firefox, on every system but iPhone and iPad',
      steps: [
        'Download the authority as text (.pem).',
        'Settings → Privacy & Security → View Certificates … → Authorities → Import …',
        'Choose "Trust this CA to identify websites".',
      ],
    },
  ],
};

const de: TrustTexts = {
  language: 'de',
  title: 'Diesem Gerät Mantinel bekannt machen',
  why: 'Mantinel verschlüsselt, was zwischen diesem Gerät und dem Rechner im Betrieb übertragen wird. Damit der Browser diesen Rechner erkennt, braucht das Gerät einmal dessen Zertifizierungsstelle. Das dauert etwa eine Minute.',
  checking: 'Es wird geprüft, ob dieses Gerät sie schon kennt …',
  trusted: 'Dieses Gerät vertraut Mantinel.',
  open: 'Mantinel öffnen',
  untrusted: 'Dieses Gerät vertraut noch nicht. Folgen Sie den Schritten für Ihr System.',
  encryptedAlready:
    'Sie sehen diese Seite verschlüsselt. Warnt die Adresszeile, folgen Sie den Schritten unten; warnt sie nicht, vertraut dieses Gerät Mantinel.',
  compare: 'Zuerst vergleichen',
  where:
    'Am Rechner selbst, als Eigentümer angemeldet, zeigt die Seite „Schlüssel und Zertifikate“ der Verwaltung denselben Fingerabdruck. Weicht er ab, installieren Sie nichts und melden Sie es der Netzwerkbetreuung.',
  file: 'Zertifizierungsstelle (.crt)',
  profile: 'Profil für iPhone und iPad',
  pem: 'Zertifizierungsstelle als Text (.pem)',
  limits: 'Diese Stelle kann nur für Namen und Adressen im Betrieb bürgen, für keine Seite des Internets.',
  anyway: 'Ohne weiter (der Browser wird warnen)',
  steps: [
    {
      system: 'windows',
      name: 'Windows (Edge, Chrome)',
      steps: [
        'Die Zertifizierungsstelle (.crt) herunterladen und öffnen.',
        'Zertifikat installieren … → Aktueller Benutzer → Weiter.',
        'Alle Zertifikate in folgendem Speicher speichern → Durchsuchen → Vertrauenswürdige Stammzertifizierungsstellen.',
        'Weiter, Fertig stellen und mit Ja bestätigen. Alle Fenster des Browsers schließen und ihn neu öffnen.',
      ],
    },
    {
      system: 'ios',
      name: 'iPhone, iPad',
      steps: [
        'In Safari das Profil herunterladen und zulassen.',
        'Einstellungen → Profil geladen → Installieren.',
        'Einstellungen → Allgemein → Info → Zertifikatsvertrauenseinstellungen: Mantinel einschalten.',
      ],
    },
    {
      system: 'android',
      name: 'Android',
      steps: [
        'Die Zertifizierungsstelle (.crt) herunterladen.',
        'Einstellungen → Sicherheit → Weitere Sicherheitseinstellungen → Verschlüsselung und Anmeldedaten → Zertifikat installieren → CA-Zertifikat.',
        'Trotzdem installieren und die heruntergeladene Datei wählen.',
      ],
    },
    {
      system: 'macos',
      name: 'macOS (Safari, Chrome)',
      steps: [
        'Die Zertifizierungsstelle (.crt) herunterladen und öffnen: sie kommt in den Schlüsselbund „Anmeldung“.',
        'In der Schlüsselbundverwaltung doppelt anklicken, „Vertrauen“ aufklappen und bei Secure Sockets Layer (SSL) „Immer vertrauen“ wählen.',
        'Das Fenster schließen und mit dem Passwort bestätigen.',
      ],
    },
    {
      system: 'linux',
      name: 'Linux (Chrome, Chromium)',
      steps: [
        'Die Zertifizierungsstelle als Text (.pem) herunterladen.',
        'chrome://settings/security → Zertifikate verwalten → Benutzerdefiniert → Vertrauenswürdige Zertifikate → Importieren.',
        'Für alle Programme (Debian, Ubuntu): als mantinel.crt nach /usr/local/share/ca-certificates kopieren und ausführen: sudo update-ca-certificates',
      ],
    },
    {
      system: 'firefox',
      name: 'Firefox, auf jedem System außer iPhone und iPad',
      steps: [
        'Die Zertifizierungsstelle als Text (.pem) herunterladen.',
        'Einstellungen → Datenschutz & Sicherheit → Zertifikate anzeigen … → Zertifizierungsstellen → Importieren …',
        '„Dieser CA vertrauen, um Websites zu identifizieren“ wählen.',
      ],
    },
  ],
};

const sk: TrustTexts = {
  language: 'sk',
  title: 'Naučte toto zariadenie dôverovať Mantinelu',
  why: 'Mantinel šifruje všetko, čo ide medzi týmto zariadením a počítačom v prevádzke. Aby prehliadač ten počítač poznal, potrebuje zariadenie raz jeho certifikačnú autoritu. Trvá to asi minútu.',
  checking: 'Zisťuje sa, či jej toto zariadenie už dôveruje …',
  trusted: 'Toto zariadenie Mantinelu dôveruje.',
  open: 'Otvoriť Mantinel',
  untrusted: 'Toto zariadenie zatiaľ nedôveruje. Postupujte podľa krokov pre váš systém.',
  encryptedAlready:
    'Túto stránku vidíte šifrovane. Ak riadok s adresou varuje, postupujte podľa krokov nižšie; ak nevaruje, zariadenie Mantinelu dôveruje.',
  compare: 'Najprv porovnajte',
  where:
    'Priamo na počítači, po prihlásení ako vlastník, ukazuje stránka „Kľúče a certifikáty“ v správe ten istý odtlačok. Ak sa líši, nič neinštalujte a povedzte to správcovi siete.',
  file: 'Autorita (.crt)',
  profile: 'Profil pre iPhone a iPad',
  pem: 'Autorita ako text (.pem)',
  limits: 'Táto autorita môže ručiť len za mená a adresy v prevádzke, za žiadnu stránku internetu.',
  anyway: 'Pokračovať bez toho (prehliadač bude varovať)',
  steps: [
    {
      system: 'windows',
      name: 'Windows (Edge, Chrome)',
      steps: [
        'Stiahnite autoritu (.crt) a otvorte ju.',
        'Nainštalovať certifikát … → Aktuálny používateľ → Ďalej.',
        'Všetky certifikáty umiestniť do nasledujúceho priestoru → Prehľadávať → Dôveryhodné koreňové certifikačné autority.',
        'Ďalej, Dokončiť a potvrďte Áno. Zatvorte všetky okná prehliadača a znova ho otvorte.',
      ],
    },
    {
      system: 'ios',
      name: 'iPhone, iPad',
      steps: [
        'V Safari stiahnite profil a povoľte ho.',
        'Nastavenia → Profil stiahnutý → Inštalovať.',
        'Nastavenia → Všeobecné → Informácie → Nastavenia dôveryhodnosti certifikátov: zapnite Mantinel.',
      ],
    },
    {
      system: 'android',
      name: 'Android',
      steps: [
        'Stiahnite autoritu (.crt).',
        'Nastavenia → Zabezpečenie → Ďalšie nastavenia zabezpečenia → Šifrovanie a poverenia → Nainštalovať certifikát → Certifikát CA.',
        'Napriek tomu nainštalovať a vyberte stiahnutý súbor.',
      ],
    },
    {
      system: 'macos',
      name: 'macOS (Safari, Chrome)',
      steps: [
        'Stiahnite autoritu (.crt) a otvorte ju: uloží sa do kľúčenky „Prihlásenie“.',
        'V aplikácii Kľúčenka na ňu dvakrát kliknite, rozbaľte Dôvera a pri Secure Sockets Layer (SSL) zvoľte „Vždy dôverovať“.',
        'Zatvorte okno a potvrďte heslom.',
      ],
    },
    {
      system: 'linux',
      name: 'Linux (Chrome, Chromium)',
      steps: [
        'Stiahnite autoritu ako text (.pem).',
        'chrome://settings/security → Spravovať certifikáty → Vlastné → Dôveryhodné certifikáty → Importovať.',
        'Pre všetky programy (Debian, Ubuntu): skopírujte ju ako mantinel.crt do /usr/local/share/ca-certificates a spustite: sudo update-ca-certificates',
      ],
    },
    {
      system: 'firefox',
      name: 'Firefox, na každom systéme okrem iPhonu a iPadu',
      steps: [
        'Stiahnite autoritu ako text (.pem).',
        'Nastavenia → Súkromie a bezpečnosť → Zobraziť certifikáty … → Autority → Importovať …',
        'Zvoľte „Dôverovať tejto CA pri identifikácii webových stránok“.',
      ],
    },
  ],
};

export const trustTexts: readonly TrustTexts[] = [en, de, sk];
