/** Which alarms it could not be done with, and why. */
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { useAlarmWords } from '../alarm-words.tsx';
import type { Refused } from './use-acts.ts';

export function RefusedActs({ refused }: { refused: readonly Refused[] }) {
  const words = useAlarmWords();
  return (
    <>
      {refused.map(({ alarm, error }) => (
        <div key={alarm.id}>
          <strong className="refused-what">
            {words.machine(alarm)}: {words.title(alarm)}
          </strong>
          <FailureNotice error={error} />
        </div>
      ))}
    </>
  );
}
