import type { CoverageRequest, Ports } from '@assent/application';
import { parseRequest } from '@assent/contracts';
import { Inject, Injectable, type PipeTransform } from '@nestjs/common';
import { PORTS } from '../dependencies';
import { invalid } from './http-problem';

/** Reads a drug request from a body; @throws HttpProblem naming every fault */
@Injectable()
export class CoverageRequestPipe implements PipeTransform<unknown, Promise<CoverageRequest>> {
  constructor(@Inject(PORTS) private readonly ports: Ports) {}

  async transform(body: unknown): Promise<CoverageRequest> {
    const { clock, settings } = this.ports;
    const parsed = parseRequest(body, { now: await clock.now(), zone: settings.timeZone });
    if (!parsed.ok) throw invalid(parsed.faults);
    return parsed.request;
  }
}
