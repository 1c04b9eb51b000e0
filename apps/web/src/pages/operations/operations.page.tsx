import { Page } from '../../ui/page';

export function OperationsPage() {
  return <Page title="Operations">{null}</Page>;
}
