import { cx } from './cx';
import styles from './icon.module.css';

/** Our own strokes on a grid of 16, drawn with a pen of 1.5. */
const PATHS = {
  alert: 'M8 1.9 14.6 13.4H1.4zM8 6.2v3.4M8 11.4v.1',
  arrowLeft: 'M13.5 8h-11M6.5 4l-4 4 4 4',
  arrowRight: 'M2.5 8h11M9.5 4l4 4-4 4',
  bell: 'M3.2 11.5h9.6c-1-1-1.3-2-1.3-4.2C11.5 4.9 10 3.2 8 3.200S4.5 4.9 4.5 7.300c0 2.2-.3 3.2-1.3 4.200zM6.7 13.600c.7.7 1.9.7 2.6 0',
  calendar: 'M2.5 4h11v9.500h-11zM2.5 7h11M5.5 2.200v3M10.5 2.200v3',
  check: 'M3 8.500l3.5 3.500L13 4.8',
  chevronDown: 'M4 6l4 4 4-4',
  chevronLeft: 'M10 4L6 8l4 4',
  chevronRight: 'M6 4l4 4-4 4',
  chevronUp: 'M4 10l4-4 4 4',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.800V8l2.3 1.6',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.500h8v8h-8zM10.5 5.500v-3h-8v8h3',
  document: 'M4 1.800h5l3 3v9.400H4zM9 1.800v3h3M6 8.300h4M6 10.800h4',
  download: 'M8 2v8M4.7 7L8 10.3 11.3 7M2.5 13.500h11',
  external: 'M9 2.500h4.500V7M13.3 2.700L7.5 8.500M11.5 9v4.500h-9v-9H7',
  filter: 'M2 4h12M4.5 8h7M6.5 12h3',
  keyboard: 'M1.5 4h13v8.500h-13zM4 6.800h.1M6.7 6.800h.1M9.3 6.800h.1M12 6.800h.1M5 10h6',
  list: 'M2 4h.1M2 8h.1M2 12h.1M5 4h9M5 8h9M5 12h9',
  menu: 'M2 4h12M2 8h12M2 12h12',
  minus: 'M3 8h10',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  pause: 'M5.5 3.500v9M10.5 3.500v9',
  person:
    'M8 8a2.8 2.8 0 1 0 0-5.600A2.8 2.8 0 0 0 8 8zM2.6 14c.5-2.7 2.6-4.2 5.4-4.200s4.9 1.5 5.4 4.2',
  plus: 'M8 3v10M3 8h10',
  pulse: 'M1.5 8.500h3l2-5.5 3 10.5 2-5h3',
  question:
    'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.3 6.300C6.4 5.2 7.1 4.7 8 4.700c1 0 1.7.6 1.7 1.500C9.7 7.5 8 7.6 8 9M8 11.100v.1',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.800v3h-3',
  scales: 'M8 2v11.500M5 13.500h6M3 4h10M3.5 4l-2 5.500h4zM12.5 4l-2 5.500h4z',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.6 10.600L14 14',
  undo: 'M3 6.500h6.500a3.5 3.5 0 0 1 0 7H6M6 3.500l-3 3 3 3',
  upload: 'M8 10.500v-8M4.7 5.500L8 2.200l3.3 3.300M2.5 13.500h11',
  wrench:
    'M9.8 6.200a3.3 3.3 0 0 1 4.2-3.900l-2 2 .3 1.4 1.4.3 1-1.400a3.3 3.3 0 0 1-4.1 3.800l-5.4 5.400a1.4 1.4 0 0 1-2-2z',
} as const;

export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  readonly size?: 'small' | 'medium' | 'large';
  readonly className?: string | undefined;
}

/** Next to words it is hidden from screen readers; without words, its control has a name. */
export function Icon({ name, size = 'medium', className }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 16 16"
      className={cx(styles['icon'], styles[size], className)}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
