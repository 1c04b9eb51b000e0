/** A fixed number of places per holder; takers give them back. */
export class Places<Holder> {
  private readonly taken = new Map<Holder, number>();

  constructor(readonly most: number) {}

  /** A function that returns the place, safe to repeat; null when all are taken. */
  take(holder: Holder): (() => void) | null {
    const others = this.taken.get(holder) ?? 0;
    if (others >= this.most) return null;
    this.taken.set(holder, others + 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.giveBack(holder);
      isTaken = false;
    };
  }

  private giveBack(holder: Holder): void {
    const left = (this.taken.get(holder) ?? 1) - 1;
    if (left === 0) this.taken.delete(holder);
    else this.taken.set(holder, left);
  }
}
