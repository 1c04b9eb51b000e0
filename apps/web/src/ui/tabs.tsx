import {
  Tab as AriaTab,
  TabList,
  TabPanel as AriaTabPanel,
  Tabs as AriaTabs,
} from 'react-aria-components';
import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './tabs.module.css';

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  readonly tabs: readonly {
    readonly id: Id;
    readonly name: string;
    readonly count?: number;
    readonly panel: ReactNode;
  }[];
}

/** Views of the same thing, one at a time; views of different things are pages. */
export function Tabs<Id extends string>({ label, selected, onSelect, tabs }: TabsProps<Id>) {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key);
        if (tab) onSelect(tab.id);
      }}
      className={cx(styles['tabs'])}
    >
      <TabList aria-label={label} className={cx(styles['list'])}>
        {tabs.map(({ id, name, count }) => (
          <AriaTab key={id} id={id} className={cx(styles['tab'])}>
            {name}
            {count === undefined ? null : <span className={styles['count']}>{count}</span>}
          </AriaTab>
        ))}
      </TabList>
      {tabs.map(({ id, panel }) => (
        <AriaTabPanel key={id} id={id} className={cx(styles['panel'])}>
          {panel}
        </AriaTabPanel>
      ))}
    </AriaTabs>
  );
}
