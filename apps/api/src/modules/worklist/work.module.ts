import { Module } from '@nestjs/common';
import { REPAIR_PORTS, WORK_RECORDS } from '../../dependencies';
import { DraftsController } from './drafts.controller';
import { ViewsController } from './views.controller';
import { WORK, workUseCases } from './work-use-cases';
import { WorkController } from './work.controller';
import { WorklistController } from './worklist.controller';

/** The work on cases: assignments, queues, and what people save. */
@Module({
  controllers: [WorkController, WorklistController, ViewsController, DraftsController],
  providers: [
    {
      provide: WORK,
      useFactory: workUseCases,
      inject: [REPAIR_PORTS, WORK_RECORDS],
    },
  ],
})
export class WorkModule {}
