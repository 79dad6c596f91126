/** Cause, consequence and what to do; or that nobody has explained it yet. */
import type { Explanation as Explained } from '@mantinel/domain';
import { Explanation, NoExplanation, type Unexplained } from '../../log/detail/explanation.tsx';

interface ExplanationTextsProps {
  readonly explanation: Explained | undefined;
  /** Whoever may explains it from here; left out where nobody types. */
  readonly of?: Unexplained;
}

export function ExplanationTexts({ explanation, of }: ExplanationTextsProps) {
  const about = of === undefined ? {} : { of };
  return explanation ? <Explanation explanation={explanation} {...about} /> : <NoExplanation {...about} />;
}
