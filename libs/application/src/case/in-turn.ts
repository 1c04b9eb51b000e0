/** Those who wait for their turn with a case, by the case; a case that no command is under way for has no line. */
const lines = new Map<string, (() => void)[]>();

/**
 * Runs the commands on a case one after another, as far as they are this process's: of many at once the first changes
 * the case, and the others see that before they evaluate anything. Waiting holds nothing: no lock, and no connection.
 * If one fails, all who wait for it go at once, so that a fault of the record keeps no command longer than one.
 */
export async function inTurn<Value>(caseId: string, run: () => Promise<Value>): Promise<Value> {
  const ahead = lines.get(caseId);
  if (ahead) await new Promise<void>((go) => ahead.push(go));
  else lines.set(caseId, []);
  try {
    const value = await run();
    letNextGo(caseId);
    return value;
  } catch (error) {
    letAllGo(caseId);
    throw error;
  }
}

function letNextGo(caseId: string): void {
  const next = lines.get(caseId)?.shift();
  if (next) next();
  else lines.delete(caseId);
}

function letAllGo(caseId: string): void {
  const waiting = lines.get(caseId) ?? [];
  lines.delete(caseId);
  for (const go of waiting) go();
}
