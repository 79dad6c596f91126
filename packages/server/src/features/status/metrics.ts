/** The figures a monitoring system asks for, in Prometheus' text form. */
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';
import { Gauge, Histogram, Registry } from 'prom-client';
import type { OwnLog } from '../../own-log/own-log.ts';
import type { IngestService } from '../ingest/service.ts';
import type { SyslogPorts } from '../ingest/syslog/syslog-ports.ts';
import type { MachineHall } from '../machines/machine-hall.ts';
import type { LiveStream } from '../stream/live-stream.ts';

export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  request(seen: { method: string; route: string; status: number; seconds: number }): void;
}

export interface MetricsOptions {
  readonly logbook: EventStore;
  readonly store: Store;
  readonly machines: Pick<MachineHall, 'figures' | 'views'>;
  readonly stream: Pick<LiveStream, 'figures'>;
  readonly ownLog: Pick<OwnLog, 'dropped'>;
  readonly ingest: Pick<IngestService, 'figures'>;
  readonly syslog: Pick<SyslogPorts, 'figures'>;
}

export function metrics(options: MetricsOptions): Metrics {
  const { logbook, store, machines, stream, ownLog, ingest, syslog } = options;
  const registry = new Registry();
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `mantinel_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  const flag = (condition: boolean) => (condition ? 1 : 0);

  gauge('logbook_writing', '1 while events become durable', () => flag(logbook.stats().state === 'writing'));
  gauge('logbook_head_seq', 'Sequence number of the last durable event', () => logbook.head.seq);
  gauge('logbook_epoch', 'Epoch being written', () => logbook.epoch);
  gauge('logbook_events', 'Events stored', () => logbook.stats().events);
  gauge('logbook_bytes', 'Bytes of every file of the logbook', () => logbook.stats().bytes);
  gauge('logbook_blocks', 'Column blocks', () => logbook.stats().blocks);
  gauge('logbook_unsealed_segments', 'Segments not yet rewritten', () => logbook.stats().unsealedSegments);
  gauge('ingest_events_total', 'Machine events recorded since the start', () => machines.figures().recorded);
  gauge('ingest_retries_total', 'Appends repeated since the start', () => machines.figures().retries);
  gauge('sent_events_total', 'Events taken by HTTP since the start', () => ingest.figures().taken);
  gauge('sent_refused_total', 'Log records refused since the start', () => ingest.figures().refused);
  gauge('syslog_messages_total', 'Messages of syslog since the start', () => syslog.figures().messages);
  gauge('syslog_malformed_total', 'Those that could not be read', () => syslog.figures().malformed);
  gauge('syslog_dropped_total', 'Those left out over UDP', () => syslog.figures().dropped);
  gauge('machines_connected', 'Machines connected now', () => machines.figures().connected);
  gauge('machines', 'Machines configured', () => machines.figures().machines);
  gauge('stream_clients', 'Screens connected now', () => stream.figures().clients);
  gauge('stream_missed_events_total', 'Events left out for slow screens', () => stream.figures().missed);
  gauge('own_log_dropped_total', 'Own log lines left out', () => ownLog.dropped());
  gauge('store_ready', '1 while PostgreSQL answers', () => flag(store.state().state === 'ready'));
  gauge('store_behind_events', 'Events that the projections have yet to take up', () => store.behind());
  gauge('process_resident_memory_bytes', 'Resident memory of the server', () => process.memoryUsage.rss());
  gauge('process_uptime_seconds', 'Seconds since the process began', () => process.uptime());

  const requests = new Histogram({
    name: 'mantinel_http_request_seconds',
    help: 'Time to the end of an answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
  };
}
