import { meetPerson, type Ports } from '@assent/application';
import {
  operations,
  ROLES_WITH,
  TOLD_PERMISSIONS,
  type SessionJson,
  type SignInJson,
} from '@assent/contracts';
import { MAY_DECIDE, START_AHEAD_DAYS, START_AHEAD_MONTHS, type Role } from '@assent/domain';
import { governedDrugs } from '@assent/guidelines';
import { Controller, Inject } from '@nestjs/common';
import { PLACE, PORTS, type Place } from '../../dependencies';
import { SignedIn } from '../../http/parameters';
import { Serves } from '../../http/serves.decorator';
import type { Person } from '../../http/token-verifier';

@Controller()
export class SessionController {
  constructor(
    @Inject(PORTS) private readonly ports: Ports,
    @Inject(PLACE) private readonly place: Place,
  ) {}

  @Serves(operations.showSignIn)
  signIn(): SignInJson {
    return this.place.signIn;
  }

  @Serves(operations.showSession)
  async session(@SignedIn() { subject, roles, license, lines }: Person): Promise<SessionJson> {
    const { exceptions, payerName, timeZone } = this.ports.settings;
    const role = ROLES_WITH.read.find((each) => roles.includes(each));
    if (role) await meetPerson(this.ports)({ subject, role });
    const { isSandbox, temporalUi } = this.place;
    return {
      subject,
      roles: [...roles],
      permissions: permissionsOf(roles),
      mayDeny: MAY_DECIDE.deny.some((allowed) => roles.includes(allowed)),
      license,
      lines: lines && [...lines],
      payer: { name: payerName, timeZone },
      isSandbox,
      temporalUi,
      drugs: governedDrugs.map(({ id, names }) => ({ id, names: [...names] })),
      exceptions: { ...exceptions },
      starts: { reviewedAfterDays: START_AHEAD_DAYS, refusedAfterMonths: START_AHEAD_MONTHS },
      now: (await this.ports.clock.now()).toISOString(),
    };
  }
}

function permissionsOf(roles: readonly Role[]): SessionJson['permissions'] {
  return TOLD_PERMISSIONS.filter((permission) =>
    ROLES_WITH[permission].some((each) => roles.includes(each)),
  );
}
