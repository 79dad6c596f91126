/** The unit for systemd: at boot, as an account of its own that may write where its data is and nowhere else. */
import { dirname } from 'node:path';
import { commandLine, mallocSettings, type ServiceManager, type ServicePlan } from './service-plan.ts';

const unitName = 'mantinel.service';

export const systemd: ServiceManager = {
  name: 'systemd',
  definition: (plan) => ({
    path: `/etc/systemd/system/${unitName}`,
    text: unitText(plan),
    encoding: 'utf8',
  }),
  install: () => [
    { command: ['systemctl', 'daemon-reload'] },
    { command: ['systemctl', 'enable', '--now', unitName] },
  ],
  uninstall: () => ({
    before: [
      { command: ['systemctl', 'disable', '--now', unitName], mayFail: 'it may be half removed already' },
    ],
    after: [{ command: ['systemctl', 'daemon-reload'] }],
  }),
  status: { command: ['systemctl', 'status', '--no-pager', '--full', unitName] },
  logs: (lines, follow) => ({
    command: ['journalctl', '--no-pager', '-u', unitName, '-n', String(lines), ...(follow ? ['-f'] : [])],
  }),
};

/** Ports below need a capability of their own. */
const firstFreePort = 1024;
const homes = ['/home/', '/root/', '/run/user/'];

function unitText(plan: ServicePlan): string {
  const writable = [plan.data, ...(plan.configWritable ? [dirname(plan.configFile)] : [])];
  const inHomes = [plan.program, plan.node, plan.configFile, plan.data].some((path) =>
    homes.some((home) => path.startsWith(home)),
  );
  const capability = plan.port > 0 && plan.port < firstFreePort ? 'CAP_NET_BIND_SERVICE' : '';
  const environment = { NO_COLOR: '1', NODE_ENV: 'production', ...mallocSettings };
  return `# Written by "mantinel service install". Changes of your own: systemctl edit ${unitName}
[Unit]
Description=Mantinel, the memory and the guard rail of a CNC shop
After=network-online.target
Wants=network-online.target
RequiresMountsFor=${quoted(plan.data)}
# A disk or an address that comes late is waited for, however long.
StartLimitIntervalSec=0

[Service]
Type=exec
User=${plan.user}
WorkingDirectory=${escaped(dirname(plan.configFile))}
ExecStart=${commandLine(plan, { logFile: false }).map(commandWord).join(' ')}
${Object.entries(environment)
  .map(([name, value]) => `Environment=${name}=${value}`)
  .join('\n')}
Environment=NODE_COMPILE_CACHE=/var/cache/mantinel
# DATABASE_URL and whatever else must stand in no file that everybody may read.
EnvironmentFile=-/etc/mantinel/environment
CacheDirectory=mantinel
Restart=on-failure
RestartSec=5
# The program stops its database in order; what is left after it is ended.
KillMode=mixed
# The logbook closes and PostgreSQL writes its checkpoint, also on a slow disk.
TimeoutStopSec=120
LimitNOFILE=65536
UMask=0077

NoNewPrivileges=yes
CapabilityBoundingSet=${capability}
AmbientCapabilities=${capability}
ProtectSystem=strict
ReadWritePaths=${writable.map(quoted).join(' ')}
ProtectHome=${inHomes ? 'read-only' : 'yes'}
PrivateTmp=yes
PrivateDevices=yes
ProtectProc=invisible
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
LockPersonality=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
# Netlink answers which addresses this computer has.
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged
SystemCallErrorNumber=EPERM
# Not MemoryDenyWriteExecute: V8 compiles while it runs.

[Install]
WantedBy=multi-user.target
`;
}

/** `%` begins what systemd fills in. */
const escaped = (text: string): string => text.replaceAll('%', '%%');
const quoted = (path: string): string => `"${escaped(path).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
/** In a command `$` begins a variable as well; plain words stay readable. */
const commandWord = (word: string): string =>
  /^[\w./:=@+-]+$/.test(word) ? word : quoted(word).replaceAll('$', '$$$$');
