import { openApiDocument, operations } from '@assent/contracts';
import { Controller, Inject } from '@nestjs/common';
import { OPERATIONS, type Operations } from '../../dependencies';
import { Serves } from '../../http/serves.decorator';

@Controller()
export class DescriptionController {
  private readonly document: ReturnType<typeof openApiDocument>;

  constructor(@Inject(OPERATIONS) served: Operations) {
    this.document = openApiDocument(served);
  }

  @Serves(operations.describe)
  describe() {
    return this.document;
  }
}
