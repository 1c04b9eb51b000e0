import { operations } from '@assent/contracts';
import { Controller, Inject, Res, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SESSIONS, type SessionKeeper } from '../../dependencies';
import { HttpProblem } from '../../http/http-problem';
import { LastEventId, SignedIn } from '../../http/parameters';
import type { Places } from '../../http/places';
import { Serves } from '../../http/serves.decorator';
import type { Person } from '../../http/token-verifier';
import type { EventBroadcast } from './event-broadcast';
import { eventStream } from './event-stream';

export const BROADCAST = Symbol('event broadcast');
/** The streams that a person may have open. */
export const STREAM_PLACES = Symbol('places for streams');

/** By then the stream of a closed page is gone, in seconds. */
const RETRY_SECONDS = '15';

@Controller()
export class EventsController implements OnModuleDestroy {
  constructor(
    @Inject(BROADCAST) private readonly broadcast: EventBroadcast,
    @Inject(STREAM_PLACES) private readonly places: Places<string>,
    @Inject(SESSIONS) private readonly sessions: SessionKeeper,
  ) {}

  /** Answers once listening has begun: who then reads the record misses nothing after it. */
  @Serves(operations.streamEvents)
  async stream(
    @LastEventId() after: bigint | null,
    @SignedIn() { subject, expiresAt, lines, session }: Person,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const giveBack = this.takePlace(subject);
    const { stream, listener } = eventStream(expiresAt.getTime() - Date.now(), lines);
    stream.once('close', giveBack);
    const endIfEnded = () => {
      if (this.sessions.isEnded(session)) listener.end();
    };
    stream.once('close', this.sessions.onEnd(endIfEnded));
    try {
      stream.once('close', await this.broadcast.listen(listener, after));
    } catch (error) {
      stream.destroy();
      throw error;
    }
    endIfEnded();
    // A HEAD request only wants the headers.
    reply.raw.once('close', () => stream.destroy());
    void reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        connection: 'close',
        'x-accel-buffering': 'no',
      })
      .send(stream);
  }

  /** @returns what gives the place back; @throws HttpProblem when the person has too many */
  private takePlace(subject: string): () => void {
    const giveBack = this.places.take(subject);
    if (giveBack) return giveBack;
    throw new HttpProblem(
      'too-many-streams',
      `you already have ${this.places.most} event streams open; close one first`,
      { headers: { 'retry-after': RETRY_SECONDS } },
    );
  }

  /** The server waits for open calls before it ends, and these never end by themselves. */
  onModuleDestroy(): void {
    this.broadcast.close();
  }
}
