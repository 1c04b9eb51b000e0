import type { Fault } from '@assent/domain';
import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { read } from './input';

/** What a caller sent, as a schema reads it. */
export type Sent<Schema extends z.ZodType> = z.output<Schema>;

/** Reads a body or a query by a schema of the contract; @throws HttpProblem naming every fault */
export class SchemaPipe<Schema extends z.ZodType> implements PipeTransform<unknown, Sent<Schema>> {
  /** @param otherFaults what the schema cannot check, always reported */
  constructor(
    private readonly schema: Schema,
    private readonly otherFaults?: (sent: unknown, found: readonly Fault[]) => readonly Fault[],
  ) {}

  transform(sent: unknown): Sent<Schema> {
    return read(this.schema, sent, this.otherFaults);
  }
}

/** The same for a body that may be left out: then it is one without members. */
export class OptionalBodyPipe<Schema extends z.ZodType> extends SchemaPipe<Schema> {
  override transform(sent: unknown): Sent<Schema> {
    return super.transform(sent === undefined ? {} : sent);
  }
}
