import { operations } from '@assent/contracts';
import { Controller, Inject, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { signedIn } from '../../http/authentication';
import { HttpProblem } from '../../http/http-problem';
import { lastEventId } from '../../http/input';
import { Serves } from '../../http/serves.decorator';
import type { EventBroadcast } from './event-broadcast';
import { eventStream } from './event-stream';

export const BROADCAST = Symbol('event broadcast');
/** How many streams one person may have open. */
export const MOST_STREAMS = Symbol('most streams of a person');

/** A stream that a closed page leaves behind is gone by then, in seconds. */
const RETRY_SECONDS = '15';

@Controller()
export class EventsController implements OnModuleDestroy {
  /** How many streams each person has open. */
  private readonly open = new Map<string, number>();

  constructor(
    @Inject(BROADCAST) private readonly broadcast: EventBroadcast,
    @Inject(MOST_STREAMS) private readonly most: number,
  ) {}

  /** Answers once the listening has begun: who then reads the record misses nothing after it. */
  @Serves(operations.streamEvents)
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const after = lastEventId(request);
    const { subject, expiresAt } = signedIn(request);
    const giveBack = this.takePlace(subject);
    const { stream, listener } = eventStream(expiresAt.getTime() - Date.now());
    stream.once('close', giveBack);
    try {
      stream.once('close', await this.broadcast.listen(listener, after));
    } catch (error) {
      stream.destroy();
      throw error;
    }
    void reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        connection: 'close',
        'x-accel-buffering': 'no',
      })
      .send(stream);
  }

  /** @returns what gives the place back; @throws HttpProblem when the person has too many streams */
  private takePlace(subject: string): () => void {
    const others = this.open.get(subject) ?? 0;
    if (others >= this.most) {
      throw new HttpProblem(
        'too-many-streams',
        `you have ${others} event streams open; close one first`,
        { headers: { 'retry-after': RETRY_SECONDS } },
      );
    }
    this.open.set(subject, others + 1);
    return () => {
      const left = (this.open.get(subject) ?? 1) - 1;
      if (left === 0) this.open.delete(subject);
      else this.open.set(subject, left);
    };
  }

  /** The server waits for open calls before it ends, and these would never end by themselves. */
  onModuleDestroy(): void {
    this.broadcast.close();
  }
}
