import { Module } from '@nestjs/common';
import { ClockController } from './clock.controller';

/** The sandbox's movable clock. */
@Module({ controllers: [ClockController] })
export class ClockModule {}
