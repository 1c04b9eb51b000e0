import { Page } from '../../ui/page';

export function OpenPage() {
  return <Page title="Open a case">{null}</Page>;
}
