import { Page } from '../../ui/page';

export function WorklistPage() {
  return <Page title="Worklist">{null}</Page>;
}
