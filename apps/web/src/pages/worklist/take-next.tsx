import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../session/session';
import { Button } from '../../ui/button';
import { useCaseWork } from '../../work/use-case-work';
import { text } from './text';

/** Gives a reviewer the unassigned review with the soonest deadline, and opens it. */
export function TakeNext() {
  const mayDecide = useMay('decide');
  const navigate = useNavigate();
  const work = useCaseWork();
  const [isBusy, setBusy] = useState(false);
  if (!mayDecide) return null;
  const take = async () => {
    setBusy(true);
    const taken = await work.takeNext();
    setBusy(false);
    if (taken) void navigate({ to: '/cases/$caseId', params: { caseId: taken.id } });
  };
  return (
    <Button isBusy={isBusy} onPress={() => void take()}>
      {text.takeNext}
    </Button>
  );
}
