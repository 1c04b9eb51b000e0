import type { RepairPorts } from '@assent/application';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Reconciler } from '../../dependencies';
import { RECONCILER, REPAIR_PORTS, StuckController } from './stuck.controller';

/** Cases that do not move, and what moves them. */
@Module({})
export class StuckModule {
  static over(ports: RepairPorts, reconciler: Pick<Reconciler, 'checkNow'>): DynamicModule {
    return {
      module: StuckModule,
      controllers: [StuckController],
      providers: [
        { provide: REPAIR_PORTS, useValue: ports },
        { provide: RECONCILER, useValue: reconciler },
      ],
    };
  }
}
