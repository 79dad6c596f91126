/** All ports of syslog that the configuration names. One that cannot be opened keeps nobody from working; it is told, and tried again. */
import type { config } from '@mantinel/contract';
import type { EventStore } from '@mantinel/logbook';
import { lookRegularly } from '../../../look-regularly.ts';
import type { Log } from '../../../own-log/log.ts';
import { syslogIntake } from './syslog-intake.ts';
import { type KeyAndCertificate, type Listening, listenToSyslog } from './syslog-listener.ts';

export interface SyslogPorts {
  /** In the order of the configuration; undefined for one that is not open. */
  ports(): readonly (number | undefined)[];
  figures(): { readonly messages: number; readonly malformed: number; readonly dropped: number };
  stop(): Promise<void>;
}

export interface SyslogPortsOptions {
  readonly listeners: readonly config.SyslogListener[];
  readonly site: string;
  readonly logbook: Pick<EventStore, 'append'>;
  readonly certificate: () => KeyAndCertificate | undefined;
  readonly nowUs: () => number;
  readonly log: Log;
}

const tryEveryMs = 30_000;

export function syslogPorts({ listeners, certificate, log, ...common }: SyslogPortsOptions): SyslogPorts {
  const intake = syslogIntake({ ...common, log });
  const open: (Listening | undefined)[] = listeners.map(() => undefined);
  const told = new Set<number>();
  let stopped = false;

  async function openAll(): Promise<void> {
    for (const [index, listener] of listeners.entries()) {
      if (open[index] || stopped) continue;
      const { transport, host, port } = listener;
      try {
        const { site, nowUs } = common;
        const opened = await listenToSyslog({ listener, site, intake, certificate, nowUs });
        open[index] = opened;
        told.delete(index);
        log.info({ code: 'syslog.listening', transport, host, port: opened.port }, 'syslog is listened to');
      } catch (err) {
        if (!told.has(index))
          log.error(
            { code: 'syslog.notListening', transport, host, port, err },
            'syslog is not listened to; tried again',
          );
        told.add(index);
      }
    }
  }

  const looking = lookRegularly(openAll, {
    everyMs: tryEveryMs,
    failed: (err) =>
      log.error({ code: 'syslog.notListening', err }, 'syslog is not listened to; tried again'),
  });

  return {
    ports: () => open.map((opened) => opened?.port),
    figures: intake.figures,
    stop: async () => {
      stopped = true;
      await looking.stop();
      await Promise.all(open.map((opened) => opened?.close()));
      await intake.stop();
    },
  };
}
