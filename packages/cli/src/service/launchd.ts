/** The daemon for launchd (macOS). */
import { dirname } from 'node:path';
import { commandLine, type ServiceManager, type ServicePlan } from './service-plan.ts';
import { xmlText } from './xml-text.ts';

const label = 'org.mantinel';
const file = `/Library/LaunchDaemons/${label}.plist`;

export const launchd: ServiceManager = {
  name: 'launchd',
  definition: (plan) => ({ path: file, text: plistText(plan), encoding: 'utf8' }),
  install: () => [{ command: ['launchctl', 'bootstrap', 'system', file] }],
  uninstall: () => ({
    before: [
      { command: ['launchctl', 'bootout', `system/${label}`], mayFail: 'it may be half removed already' },
    ],
    after: [],
  }),
  status: { command: ['launchctl', 'print', `system/${label}`] },
  logs: undefined,
};

const key = (name: string, value: string) => `  <key>${name}</key>\n  ${value}`;
const string = (text: string) => `<string>${xmlText(text)}</string>`;
const integer = (value: number) => `<integer>${value}</integer>`;

const plistText = (plan: ServicePlan): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    key('Label', string(label)),
    key(
      'ProgramArguments',
      `<array>\n${commandLine(plan, { logFile: true })
        .map((word) => `    ${string(word)}`)
        .join('\n')}\n  </array>`,
    ),
    key('UserName', string(plan.user)),
    key('WorkingDirectory', string(dirname(plan.configFile))),
    key('RunAtLoad', '<true/>'),
    // Only after a failure: `Stopped` is an end that somebody wanted.
    key('KeepAlive', '<dict>\n    <key>SuccessfulExit</key>\n    <false/>\n  </dict>'),
    key('ThrottleInterval', integer(5)),
    key('ExitTimeOut', integer(120)),
    key(
      'SoftResourceLimits',
      '<dict>\n    <key>NumberOfFiles</key>\n    <integer>65536</integer>\n  </dict>',
    ),
    // 077
    key('Umask', integer(0o077)),
    '</dict>',
    '</plist>',
    '',
  ].join('\n');
