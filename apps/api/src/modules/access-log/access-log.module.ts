import { listAccesses } from '@assent/application';
import { Module } from '@nestjs/common';
import { ACCESS_LOG } from '../../dependencies';
import { AccessLogController, LIST_ACCESSES } from './access-log.controller';

@Module({
  controllers: [AccessLogController],
  providers: [{ provide: LIST_ACCESSES, useFactory: listAccesses, inject: [ACCESS_LOG] }],
})
export class AccessLogModule {}
