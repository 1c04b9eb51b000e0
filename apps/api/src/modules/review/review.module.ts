import { Module } from '@nestjs/common';
import { PORTS } from '../../dependencies';
import { REVIEW, reviewUseCases } from './review-use-cases';
import { ReviewController } from './review.controller';

@Module({
  controllers: [ReviewController],
  providers: [{ provide: REVIEW, useFactory: reviewUseCases, inject: [PORTS] }],
})
export class ReviewModule {}
