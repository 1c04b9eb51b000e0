import type { Measures } from '@assent/application';
import { Gauge, type Registry } from '@assent/platform';

/** How long the record's answer is shown to scrapers, in milliseconds. */
const FRESH_MS = 10_000;

/** Shows the record's numbers on the work while it can be read; it omits unknown ones. */
export function measureRecord(
  registry: Registry,
  measures: () => Promise<Measures>,
  now: () => number = Date.now,
): void {
  const gauges = recordGauges(registry, refresh);
  let refreshing = Promise.resolve();
  let staleAt = -Infinity;

  function refresh(): Promise<void> {
    if (now() >= staleAt) {
      staleAt = now() + FRESH_MS;
      refreshing = measures().then(
        (found) => show(gauges, found),
        () => showNothing(gauges),
      );
    }
    return refreshing;
  }
}

type Gauges = ReturnType<typeof recordGauges>;

function recordGauges(registry: Registry, collect: () => Promise<void>) {
  const gauge = <const Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers: [registry], collect });
  return {
    readable: gauge('assent_record_readable', '1 while Postgres tells what the others show'),
    outbox: gauge(
      'assent_outbox_messages',
      'Messages that have not reached their workflows; failing ones were tried before',
      'state',
    ),
    outboxAge: gauge('assent_outbox_oldest_seconds', 'How long the oldest message has waited'),
    notices: gauge(
      'assent_notices',
      'Letters that are due and not sent, and those that were given up or came back',
      'state',
    ),
    openCases: gauge('assent_open_cases', 'Open cases by their deadline', 'deadline'),
    stuck: gauge('assent_stuck_cases', 'Cases that do not move, by cause', 'cause'),
    checkAge: gauge('assent_check_age_seconds', 'How long ago all cases were last checked'),
    temporal: gauge('assent_temporal_reachable', '1 if Temporal answered the last check'),
    decisions: gauge(
      'assent_cases_closed_today',
      "What became of cases since the payer's day began, by outcome",
      'outcome',
    ),
    opened: gauge('assent_cases_opened_today', "Cases that came in since the payer's day began"),
  };
}

function show(gauges: Gauges, measures: Measures): void {
  const { outbox, notices, openCases, stuck, checkAgeSeconds, today } = measures;
  gauges.readable.set(1);
  gauges.outbox.set({ state: 'waiting' }, outbox.waiting);
  gauges.outbox.set({ state: 'failing' }, outbox.failing);
  gauges.outboxAge.set(outbox.oldestSeconds);
  gauges.notices.set({ state: 'due' }, notices.due);
  gauges.notices.set({ state: 'undeliverable' }, notices.undeliverable);
  gauges.openCases.set({ deadline: 'running' }, openCases.running);
  gauges.openCases.set({ deadline: 'overdue' }, openCases.overdue);
  for (const [cause, count] of Object.entries(stuck)) gauges.stuck.set({ cause }, count);
  if (checkAgeSeconds === null) gauges.checkAge.remove();
  else gauges.checkAge.set(checkAgeSeconds);
  gauges.temporal.set(measures.temporalReachable ? 1 : 0);
  gauges.decisions.set({ outcome: 'approved-by-software' }, today.approvedBySoftware);
  gauges.decisions.set({ outcome: 'approved-by-person' }, today.approvedByPerson);
  gauges.decisions.set({ outcome: 'denied' }, today.denied);
  gauges.decisions.set({ outcome: 'withdrawn' }, today.withdrawn);
  gauges.decisions.set({ outcome: 'routed' }, today.routed);
  gauges.opened.set(today.opened);
}

function showNothing(gauges: Gauges): void {
  const { readable, outboxAge, checkAge, temporal, opened, ...labelled } = gauges;
  for (const gauge of Object.values(labelled)) gauge.reset();
  // One without labels would return to 0.
  for (const gauge of [outboxAge, checkAge, temporal, opened]) gauge.remove();
  readable.set(0);
}
