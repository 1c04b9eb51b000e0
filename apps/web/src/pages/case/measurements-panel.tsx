import { valueAt } from '@assent/vocabulary';
import { memo } from 'react';
import type { Case, GuidelineDescription } from '../../client';
import { hasTrend, Trends } from '../../facts/measurements';
import { Panel } from '../../ui/panel';
import { text } from './text';

interface MeasurementsPanelProps {
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
}

/** How a case's findings changed, if at least two points of a line are known. */
export const MeasurementsPanel = memo(function MeasurementsPanel({
  case: shown,
  guideline,
}: MeasurementsPanelProps) {
  const valueOf = (path: string): unknown => valueAt(shown.request.facts, path);
  if (!guideline || !hasTrend(guideline, valueOf)) return null;
  return (
    <Panel title={text.measurements}>
      <Trends guideline={guideline} valueOf={valueOf} />
    </Panel>
  );
});
