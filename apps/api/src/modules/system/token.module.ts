import { Module } from '@nestjs/common';
import { ISSUER_KEY, TOKEN_PARTIES } from '../../dependencies';
import { localIssuer } from '../../http/token-keys';
import { ISSUE_TOKEN, TokenController } from './token.controller';

/** The local stack's own issuer. */
@Module({
  controllers: [TokenController],
  providers: [
    { provide: ISSUE_TOKEN, useFactory: localIssuer, inject: [ISSUER_KEY, TOKEN_PARTIES] },
  ],
})
export class TokenModule {}
