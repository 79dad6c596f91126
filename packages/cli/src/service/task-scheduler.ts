/**
 * The task for Windows: begun at boot by the Task Scheduler as LocalService, and begun again when it ends badly. A true service
 * would need a program that answers the service control manager, which Node does not (docs/decisions/0067).
 */
import { win32 } from 'node:path';
import { commandLine, type ServiceManager, type ServicePlan } from './service-plan.ts';
import { xmlText } from './xml-text.ts';

const taskName = 'Mantinel';
/** LocalService, by the identity that it has in every language of Windows. */
const localService = 'S-1-5-19';

export const taskScheduler: ServiceManager = {
  name: 'the Task Scheduler',
  definition: (plan) => ({
    path: win32.join(plan.data, 'mantinel-task.xml'),
    text: taskText(plan),
    // schtasks takes no other.
    encoding: 'utf16le',
  }),
  install: (plan) => [
    // Modify, for the folder and all that comes to be in it; read for the program.
    { command: ['icacls', plan.data, '/grant', `*${localService}:(OI)(CI)M`, '/T', '/Q'] },
    { command: ['icacls', plan.configFile, '/grant', `*${localService}:R`, '/Q'] },
    { command: ['icacls', plan.program, '/grant', `*${localService}:(OI)(CI)RX`, '/Q'] },
    {
      command: [
        'schtasks',
        '/Create',
        '/TN',
        taskName,
        '/XML',
        win32.join(plan.data, 'mantinel-task.xml'),
        '/F',
      ],
    },
    { command: ['schtasks', '/Run', '/TN', taskName] },
  ],
  uninstall: () => ({
    before: [
      { command: ['schtasks', '/End', '/TN', taskName], mayFail: 'it may not be running' },
      { command: ['schtasks', '/Delete', '/TN', taskName, '/F'], mayFail: 'it may be half removed already' },
    ],
    after: [],
  }),
  status: { command: ['schtasks', '/Query', '/TN', taskName, '/V', '/FO', 'LIST'] },
  logs: undefined,
};

function taskText(plan: ServicePlan): string {
  const [program, ...args] = commandLine(plan, { logFile: true });
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Mantinel, the memory and the guard rail of a CNC shop</Description>
  </RegistrationInfo>
  <Triggers>
    <BootTrigger>
      <Enabled>true</Enabled>
    </BootTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${localService}</UserId>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <IdleSettings>
      <StopOnIdleEnd>false</StopOnIdleEnd>
      <RestartOnIdle>false</RestartOnIdle>
    </IdleSettings>
    <AllowStartOnDemand>true</AllowStartOnDemand>
    <Enabled>true</Enabled>
    <RunOnlyIfIdle>false</RunOnlyIfIdle>
    <WakeToRun>false</WakeToRun>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>5</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(program!)}</Command>
      <Arguments>${xmlText(args.map(argument).join(' '))}</Arguments>
      <WorkingDirectory>${xmlText(win32.dirname(plan.configFile))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`;
}

/** As CommandLineToArgvW takes it apart: paths hold no quotes, but may end in a backslash, which would escape ours. */
const argument = (word: string): string =>
  /[\s"]/.test(word) ? `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"` : word;
