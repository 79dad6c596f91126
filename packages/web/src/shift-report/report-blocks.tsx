/** The blocks of a report, drawn; every statement leads to the events it rests on. */
import type { ShiftReportView } from '@mantinel/contract';
import { type EventsLink, logAddress } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';

type Block = ShiftReportView['blocks'][number];

export function ReportBlocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => (
    // A report never changes while it is shown: its blocks have no other name than their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <ReportBlock key={index} block={block} />
  ));
}

function ReportBlock({ block }: { block: Block }) {
  const { t } = useTranslation();
  switch (block.kind) {
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'note':
      return <p className="quiet">{block.text}</p>;
    case 'statement':
      return (
        <p className="report-statement" data-good={block.good}>
          <span aria-hidden="true">{block.good ? '✓' : '✗'}</span> {block.text}{' '}
          <Link href={logAddress(block.link)}>{t('report.events')}</Link>
        </p>
      );
    case 'strip':
      return <Strip {...block} />;
    case 'legend':
      return (
        <p className="report-legend">
          {block.activities.map(({ activity, text }) => (
            <span key={activity}>
              <i className="report-key" data-activity={activity} /> {text}
            </span>
          ))}
        </p>
      );
    case 'table':
      return <Table {...block} />;
  }
}

function Strip({ label, link, slices }: Extract<Block, { kind: 'strip' }>) {
  return (
    <div className="report-strip">
      <Link href={logAddress(link)}>{label}</Link>
      <div aria-hidden="true">
        {slices.map((activity, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slice has no other name than its place
          <i key={index} data-activity={activity} />
        ))}
      </div>
    </div>
  );
}

function Table({ columns, rows }: Extract<Block, { kind: 'table' }>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, and without links keys reach it by this alone
    <section className="report-table" aria-label={columns.map(({ head }) => head).join(', ')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(({ head, isNumber }) => (
              <th key={head} className={isNumber && 'report-number'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes while it is shown
            <tr key={index}>
              {row.map(({ text, link, isNumber }, column) => (
                <td key={columns[column]!.head} className={isNumber && 'report-number'}>
                  <Linked text={text} link={link} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Linked({ text, link }: { text: string; link: EventsLink | undefined }) {
  return link ? <Link href={logAddress(link)}>{text}</Link> : text;
}
