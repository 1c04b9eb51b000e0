import { operations } from '@assent/contracts';
import { Controller, Inject, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { signedIn } from '../../http/authentication';
import { lastEventId } from '../../http/input';
import { Serves } from '../../http/serves.decorator';
import type { EventBroadcast } from './event-broadcast';
import { eventStream } from './event-stream';

export const BROADCAST = Symbol('event broadcast');

@Controller()
export class EventsController implements OnModuleDestroy {
  constructor(@Inject(BROADCAST) private readonly broadcast: EventBroadcast) {}

  /** Answers once the listening has begun: who then reads the record misses nothing after it. */
  @Serves(operations.streamEvents)
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const after = lastEventId(request);
    const { stream, listener } = eventStream(signedIn(request).expiresAt.getTime() - Date.now());
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

  /** The server waits for open calls before it ends, and these would never end by themselves. */
  onModuleDestroy(): void {
    this.broadcast.close();
  }
}
