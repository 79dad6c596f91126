/** What is wrong with a search: the text with the place underlined, a plain sentence, and the remedy. */
import { queryErrors } from '@mantinel/contract';
import type { QueryProblem } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';
import './query-fault.css';

interface QueryFaultProps {
  readonly id: string;
  readonly text: string;
  readonly problem: QueryProblem;
}

export function QueryFault({ id, text, problem }: QueryFaultProps) {
  const { t } = useTranslation();
  const { code, from, to } = problem;
  const data = { ...problem.data, at: from + 1 };
  // English is the contract's own.
  const words = (part: 'title' | 'remedy', english: string) =>
    t(`error.${code}.${part}` as 'app.retry', {
      ...data,
      defaultValue: english.replace(/\{(\w+)\}/g, '{{$1}}'),
    });
  return (
    <div id={id} className="query-fault" role="status">
      <code>
        {text.slice(0, from)}
        <mark>{text.slice(from, to)}</mark>
        {text.slice(to)}
      </code>
      <span>
        <strong>{words('title', queryErrors[code].operator)}</strong>{' '}
        {words('remedy', queryErrors[code].remedy)}
      </span>
    </div>
  );
}
