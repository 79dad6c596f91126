/** The selection of a reader as a file of the form asked for. */
import type { EventFilter, ExportFormat, ExportQuery } from '@mantinel/contract';
import { type Event, zonedTime } from '@mantinel/domain';
import { type Covered, coveredBy, coveredTogether } from '../../../http/reads.ts';
import { writeHtml, writePdf } from './write-documents.ts';
import { writeCsv, writeNdjson, writeOtlp } from './write-plain.ts';

export interface ExportFile {
  readonly type: string;
  readonly name: string;
  readonly content: AsyncGenerator<string | Uint8Array>;
  /** How much is written so far. */
  readonly covered: () => Covered;
}

export interface ExportSurroundings {
  /** The plant's own. */
  readonly timeZone: string;
  readonly machineName: (id: string) => string;
  readonly nowUs: number;
  readonly mostRows?: number;
}

const exportTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  otlp: 'application/x-ndjson; charset=utf-8',
};

export function exportFile(
  source: AsyncIterable<readonly Event[]>,
  { format, columns, timeZone, language, ...filter }: ExportQuery,
  surroundings: ExportSurroundings,
): ExportFile {
  let covered: Covered = { events: 0 };
  const pages = counted(source, (page) => {
    covered = coveredTogether(covered, coveredBy(page));
  });
  const zoneName = timeZone ?? surroundings.timeZone;
  const { machineName, nowUs, mostRows } = surroundings;
  const written = { zone: zonedTime(zoneName), machineName, columns };
  const forPeople = {
    ...written,
    language,
    timeZone: zoneName,
    nowUs,
    chosen: chosenText(filter),
    ...(mostRows && { mostRows }),
  };
  const content = () => {
    switch (format) {
      case 'csv':
        return writeCsv(pages, written);
      case 'ndjson':
        return writeNdjson(pages);
      case 'html':
        return writeHtml(pages, forPeople);
      case 'pdf':
        return writePdf(pages, forPeople);
      case 'otlp':
        return writeOtlp(pages);
    }
  };
  return {
    type: exportTypes[format],
    name: `mantinel-events.${format === 'otlp' ? 'otlp.jsonl' : format}`,
    content: content(),
    covered: () => covered,
  };

  /** As the address of the panel names it: what it says can be asked for again. */
  function chosenText(chosen: EventFilter): string {
    const { zone } = written;
    return Object.entries(chosen)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        const text = name.endsWith('Us') ? zone.text(Number(value)) : String(value);
        return `${name.replace(/Us$/, '')}=${text}`;
      })
      .join(' · ');
  }
}

async function* counted<T>(source: AsyncIterable<T>, count: (each: T) => void): AsyncGenerator<T> {
  for await (const each of source) {
    count(each);
    yield each;
  }
}
