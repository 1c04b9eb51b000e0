import type { SandboxClock } from '@assent/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { ClockController, SANDBOX_CLOCK } from './clock.controller';

/** The sandbox's movable clock. */
@Module({})
export class ClockModule {
  static moving(clock: SandboxClock): DynamicModule {
    return {
      module: ClockModule,
      controllers: [ClockController],
      providers: [{ provide: SANDBOX_CLOCK, useValue: clock }],
    };
  }
}
