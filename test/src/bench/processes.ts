import { readdirSync, readFileSync } from 'node:fs';

/** `/proc` counts in hundredths of a second, on every Linux that Node runs on. */
const TICK_MS = 10;

/** Milliseconds of processor time that a process has used so far. */
export function processorTime(pid: number): number {
  return statOf(pid)?.time ?? 0;
}

/** The same, of all children of a process. */
export function processorTimeOfChildren(pid: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)));
  return all.reduce((sum, stat) => sum + (stat?.parent === pid ? stat.time : 0), 0);
}

/** Null when the process has ended meanwhile. */
function statOf(pid: number): { readonly parent: number; readonly time: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may hold anything: state, parent, ... user and system ticks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      parent: Number(fields[1]),
      time: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
    };
  } catch {
    return null;
  }
}
