import { Page } from '../../ui/page';

export function StuckPage() {
  return <Page title="Stuck">{null}</Page>;
}
