import { Module, type DynamicModule } from '@nestjs/common';
import type { ApiDependencies } from '../../dependencies';
import { PLACE, SessionController, type Place } from './session.controller';
import { signInOffer } from './sign-in';

/** Who is signed in, and how people sign in. */
@Module({})
export class SessionModule {
  static of(dependencies: ApiDependencies): DynamicModule {
    const place: Place = {
      signIn: signInOffer(dependencies),
      isSandbox: dependencies.sandboxClock !== null,
      temporalUi: dependencies.web.temporalUi,
    };
    return {
      module: SessionModule,
      controllers: [SessionController],
      providers: [{ provide: PLACE, useValue: place }],
    };
  }
}
