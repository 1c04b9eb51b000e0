import { createAtom, useSelector } from '@tanstack/react-store';

const spoken = createAtom({ text: '', turn: 0 });

/** Makes a screen reader say something when it is free; for changes otherwise only seen. */
export function announce(text: string): void {
  spoken.set({ text, turn: spoken.get().turn + 1 });
}

/** The live region. A repeated text is read again, because its place changes. */
export function Announcements() {
  const { text, turn } = useSelector(spoken);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      <p key={turn}>{text}</p>
    </div>
  );
}
