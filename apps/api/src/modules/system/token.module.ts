import type { PrivateJwk } from '@assent/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { localIssuer, type TokenParties } from '../../http/token-keys';
import { ISSUE_TOKEN, TokenController } from './token.controller';

/** The local stack's own issuer. */
@Module({})
export class TokenModule {
  static signing(key: PrivateJwk, parties: TokenParties): DynamicModule {
    return {
      module: TokenModule,
      controllers: [TokenController],
      providers: [{ provide: ISSUE_TOKEN, useValue: localIssuer(key, parties) }],
    };
  }
}
