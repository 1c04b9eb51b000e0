import { makeSampleCases } from './sample-cases';

/** Makes the sample cases at the API in the first argument. */
async function main([api]: readonly string[]): Promise<void> {
  if (api === undefined) throw new Error('give the address of the API');
  await makeSampleCases(api);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`assent: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
