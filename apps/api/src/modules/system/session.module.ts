import { Module } from '@nestjs/common';
import { SessionController } from './session.controller';

/** Who is signed in, and how people sign in. */
@Module({ controllers: [SessionController] })
export class SessionModule {}
