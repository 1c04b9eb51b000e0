import type { ReactNode } from 'react';
import { cx } from './cx';
import { text } from './text';
import styles from './badge.module.css';

export type Tone = 'met' | 'not-met' | 'unknown' | 'calm' | 'neutral';

interface BadgeProps {
  readonly tone?: Tone;
  readonly children: ReactNode;
}

/** A word about a thing. Its color repeats the word. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return <span className={cx(styles['badge'], styles[tone])}>{children}</span>;
}

export type VerdictValue = 'met' | 'not-met' | 'unknown';

const VERDICTS: Readonly<
  Record<VerdictValue, { readonly word: string; readonly shape: ReactNode }>
> = {
  met: {
    word: text.badge.met,
    shape: (
      <>
        <circle cx="8" cy="8" r="7" />
        <path d="M4.7 8.300l2.3 2.3 4.3-4.9" />
      </>
    ),
  },
  'not-met': {
    word: text.badge['not-met'],
    shape: (
      <>
        <rect x="1.5" y="1.5" width="13" height="13" rx="2.5" />
        <path d="M5.3 5.300l5.4 5.400M10.7 5.300l-5.4 5.4" />
      </>
    ),
  },
  unknown: {
    word: text.badge.unknown,
    shape: (
      <>
        <path className={styles['hollow']} d="M8 1.200L14.8 8 8 14.8 1.2 8z" />
        <path d="M6.4 6.600c.1-1 .8-1.5 1.7-1.500s1.6.5 1.6 1.400c0 1.3-1.6 1.3-1.6 2.500M8 11v.1" />
      </>
    ),
  },
};

interface VerdictProps {
  readonly value: VerdictValue;
  /** Only the shape, if the word is already beside it. */
  readonly isShapeOnly?: boolean;
}

/** One of a criterion's three states, by word and by shape: circle, square, diamond. */
export function Verdict({ value, isShapeOnly = false }: VerdictProps) {
  const { word, shape } = VERDICTS[value];
  return (
    <span className={cx(styles['verdict'], styles[value])}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className={styles['shape']}>
        {shape}
      </svg>
      <span className={cx(isShapeOnly && 'visually-hidden')}>{word}</span>
    </span>
  );
}
