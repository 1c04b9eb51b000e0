import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countQueuesOptions } from '../client/@tanstack/react-query.gen';
import { useCaseEvents } from '../live/live';
import { Icon } from '../ui/icon';
import { DESTINATIONS, type Destination } from './destinations';
import { PersonMenu } from './person-menu';
import { SearchBox } from './search-box';
import { text } from './text';
import styles from './app-header.module.css';

export function AppHeader() {
  return (
    <header className={styles['header']}>
      <div className={styles['inner']}>
        <Link to="/" aria-label={text.product} className={styles['product']}>
          <Mark />
          <span>{text.product}</span>
        </Link>
        <nav aria-label={text.header.pages} className={styles['nav']}>
          <ul className={styles['pages']}>
            {DESTINATIONS.map((destination) => (
              <li key={destination.to}>
                <PageLink destination={destination} />
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles['search']}>
          <SearchBox />
        </div>
        <PersonMenu />
      </div>
    </header>
  );
}

function PageLink({ destination: { to, name, icon } }: { readonly destination: Destination }) {
  return (
    <Link to={to} className={styles['page']} activeProps={{ 'aria-current': 'page' }}>
      <Icon name={icon} />
      <span className={styles['name']}>{name}</span>
      {to === '/stuck' ? <StuckCount /> : null}
    </Link>
  );
}

/** How many cases are stuck; hidden while none is, or unknown. */
function StuckCount() {
  const { data, refetch } = useQuery({ ...countQueuesOptions(), refetchInterval: 30_000 });
  useCaseEvents(({ type }) => {
    if (type.includes('stuck')) void refetch();
  });
  const stuck = data?.items.find(({ queue }) => queue === 'stuck');
  if (!stuck || stuck.count === 0) return null;
  return (
    <span className={styles['count']}>
      {stuck.count}
      {stuck.more ? '+' : ''}
      <span className="visually-hidden"> {text.header.cases(stuck)}</span>
    </span>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={styles['mark']}>
      <rect width="32" height="32" rx="8" />
      <path d="M8.5 16.8l5 5L23.5 10.5" />
    </svg>
  );
}
