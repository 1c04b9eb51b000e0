import { useEffect, useState } from 'react';

/** The value once it is unchanged for so many milliseconds. */
export function useDelayed<Value>(value: Value, pause: number): Value {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return delayed;
}
