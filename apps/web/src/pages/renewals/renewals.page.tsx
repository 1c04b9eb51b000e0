import { Page } from '../../ui/page';

export function RenewalsPage() {
  return <Page title="Renewals">{null}</Page>;
}
