import 'reflect-metadata';
import { createRecords, type Records } from '@assent/persistence';
import { asApi } from '../support/both-programs';
import { identifiers } from '@assent/platform';
import { Body, Controller, Headers, HttpCode, Inject, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { freshRows, toTemplate, type Template } from './row-template';

/*
 * What the API is measured against: the same framework and the same database client, with routes
 * that check nothing and evaluate nothing. They write rows made beforehand, under fresh ids.
 */

const RECORDS = Symbol('records');
const TEMPLATES = Symbol('templates');
const DETERMINATION = Symbol('determination');

interface SentRequest {
  readonly member: { readonly memberId: string };
}

@Controller()
class BareController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(TEMPLATES) private readonly templates: readonly Template[],
    @Inject(DETERMINATION) private readonly determination: object,
  ) {}

  @Post('cases')
  async open(@Body() { member }: SentRequest, @Headers('x-sample') sample: string) {
    const template = this.templates[Number(sample)];
    if (template === undefined) throw new Error(`there is no sample \`${sample}\``);
    const id = identifiers.id();
    const rows = freshRows(template, id, member.memberId);
    await this.records.database.$executeRaw`SELECT commit_change(${rows}::jsonb)`;
    return { id };
  }

  @Post('determinations')
  @HttpCode(200)
  evaluate(@Body() _request: SentRequest) {
    return this.determination;
  }
}

@Module({})
class BareModule {}

const sampleFile = z.object({ rows: z.array(z.looseObject({})), determination: z.looseObject({}) });

async function serve(databaseUrl: string, poolSize: number, samples: string, port: number) {
  const { rows, determination } = sampleFile.parse(JSON.parse(readFileSync(samples, 'utf8')));
  const records = createRecords({
    ...asApi(databaseUrl),
    poolSize,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    {
      module: BareModule,
      controllers: [BareController],
      providers: [
        { provide: RECORDS, useValue: records },
        { provide: TEMPLATES, useValue: rows.map(toTemplate) },
        { provide: DETERMINATION, useValue: determination },
      ],
    },
    new FastifyAdapter(),
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
    { logger: false },
  );
  process.once('SIGTERM', () => void app.close().then(() => records.close()));
  await app.listen(port, '127.0.0.1');
}

const [databaseUrl = '', poolSize = '', samples = '', port = ''] = process.argv.slice(2);
void serve(databaseUrl, Number(poolSize), samples, Number(port));
