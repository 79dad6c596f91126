/** The fault in what stands in the search box, once nobody types any more. */
import { parseQuery, type QueryProblem } from '@mantinel/domain';
import { useEffect, useState } from 'react';
import { QueryFault } from './query-fault.tsx';
import { needsEngine, useRegexEngine } from './regex-engine.ts';

/** Whoever is still typing has not made a mistake yet. */
const restMs = 700;

export function FaultBelow({ text }: { text: string }) {
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
  return found?.text === text ? <QueryFault id="search-fault" {...found} /> : null;
}
