import type { RepairPorts } from '@assent/application';
import { Module, type DynamicModule } from '@nestjs/common';
import { DraftsController } from './drafts.controller';
import { ViewsController } from './views.controller';
import type { WorkRecords } from '../../dependencies';
import { WORK, workUseCases } from './work-use-cases';
import { WorkController } from './work.controller';
import { WorklistController } from './worklist.controller';

/** The work on cases: who has which, what waits, and what people keep for themselves. */
@Module({})
export class WorkModule {
  static over(ports: RepairPorts & WorkRecords): DynamicModule {
    return {
      module: WorkModule,
      controllers: [WorkController, WorklistController, ViewsController, DraftsController],
      providers: [{ provide: WORK, useValue: workUseCases(ports) }],
    };
  }
}
