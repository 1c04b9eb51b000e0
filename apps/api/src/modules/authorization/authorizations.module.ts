import { endAuthorization } from '@assent/application';
import { Module } from '@nestjs/common';
import { PORTS } from '../../dependencies';
import { AuthorizationsController, END_AUTHORIZATION } from './authorizations.controller';

@Module({
  controllers: [AuthorizationsController],
  providers: [{ provide: END_AUTHORIZATION, useFactory: endAuthorization, inject: [PORTS] }],
})
export class AuthorizationsModule {}
