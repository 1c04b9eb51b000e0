import { HEIGHT, placesOf, WIDTH } from './trend-places';
import styles from './measurements.module.css';

export interface TrendPoint {
  readonly name: string;
  readonly value: number;
}

interface TrendProps {
  readonly title: string;
  readonly unit: string | null;
  readonly points: readonly TrendPoint[];
}

/** A short line through a few values, oldest first, for the eye; the table has the numbers. */
export function Trend({ title, unit, points }: TrendProps) {
  if (points.length < 2) return null;
  const places = placesOf(points.map(({ value }) => value));
  return (
    <div className={styles['trend']}>
      <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles['line']}>
        <polyline points={places.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {places.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r={3} />
        ))}
      </svg>
      <table>
        <caption>
          {title}
          {unit === null ? null : `, ${unit}`}
        </caption>
        <thead>
          <tr>
            {points.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {points.map(({ name, value }) => (
              <td key={name}>{value}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
