/** Where the browser draws nothing in three dimensions: the path from above (of a lathe from the front), as a drawing of bounded size. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LineKind } from '../../reading/piece.ts';
import type { Toolpath } from '../../reading/toolpath.ts';
import { planOf } from './plan.ts';

interface PlanViewProps {
  readonly toolpath: Toolpath;
  readonly complete: boolean;
  readonly machine: 'mill' | 'lathe';
  readonly rapids: boolean;
  readonly marked: ((row: number) => boolean) | undefined;
}

export function PlanView({ toolpath, complete, machine, rapids, marked }: PlanViewProps) {
  const { t } = useTranslation('programs');
  const plans = useMemo(() => {
    if (!complete) return undefined;
    const box = toolpath.wholeBox;
    if (!box) return undefined;
    const draw = (kind: number, only?: (row: number) => boolean) =>
      planOf(toolpath.pieces, { box, machine, kind, ...(only ? { only } : {}) });
    return {
      cuts: draw(LineKind.cut),
      rapids: rapids ? draw(LineKind.rapid).path : '',
      marked: marked ? draw(LineKind.cut, marked).path : '',
    };
  }, [toolpath, complete, machine, rapids, marked]);
  return (
    <div className="toolpath-plan">
      <p role="status">{t(machine === 'lathe' ? 'path.noWebglLathe' : 'path.noWebgl')}</p>
      {plans && (
        <svg
          viewBox={`-4 -4 ${plans.cuts.width + 8} ${plans.cuts.height + 8}`}
          role="img"
          aria-label={t('path.plan')}
        >
          <path className="toolpath-plan-rapids" d={plans.rapids} />
          <path className="toolpath-plan-cuts" d={plans.cuts.path} />
          <path className="toolpath-plan-marked" d={plans.marked} />
        </svg>
      )}
    </div>
  );
}
