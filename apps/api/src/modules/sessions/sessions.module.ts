import { Module } from '@nestjs/common';
import { SessionsController } from './sessions.controller';

/** Sessions that end before their tokens expire. */
@Module({ controllers: [SessionsController] })
export class SessionsModule {}
