/** The fault in what stands in the search box, once nobody types any more. */
import { parseQuery, type QueryProblem } from '@mantinel/domain';
import { useEffect, useState } from 'react';
import { QueryFault } from './query-fault.tsx';
import { needsEngine, useRegexEngine } from './regex-engine.ts';
import type { TypedSearch } from './search-box.tsx';

/** Whoever is still typing has not made a mistake yet. */
const restMs = 700;

/** Faults that what is typed next may mend: they are told once the box is left or Enter pressed. */
const unfinished: readonly QueryProblem['code'][] = [
  'query.missingValue',
  'query.missingTerm',
  'query.openQuote',
  'query.openRegex',
];

export function FaultBelow({ text, typing }: TypedSearch) {
  const engine = useRegexEngine(needsEngine(text));
  const [found, setFound] = useState<{ readonly text: string; readonly problem: QueryProblem }>();
  useEffect(() => {
    const [problem] = parseQuery(text, engine).problems;
    if (!problem) {
      setFound(undefined);
      return;
    }
    const timer = setTimeout(() => setFound({ text, problem }), restMs);
    return () => clearTimeout(timer);
  }, [text, engine]);
  const waits = typing && found !== undefined && unfinished.includes(found.problem.code);
  return found?.text === text && !waits ? <QueryFault id="search-fault" {...found} /> : null;
}
