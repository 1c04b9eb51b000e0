import type { FastifyRequest } from 'fastify';
import { acceptedType } from './accepted-type';
import { fromRequest } from './from-request';

const TYPES = ['application/json', 'text/csv; charset=utf-8'] as const;

export type ReportType = (typeof TYPES)[number];

/** The form of the report that a call accepts best; @throws HttpProblem when it accepts none */
export const AcceptedReport = fromRequest((request: FastifyRequest): ReportType =>
  acceptedType(request, TYPES, 'the report'),
);
