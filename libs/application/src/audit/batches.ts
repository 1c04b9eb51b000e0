/** The items of batches, one after the other. */
export async function* oneByOne<Item>(
  batches: AsyncIterable<readonly Item[]>,
): AsyncGenerator<Item, void, void> {
  for await (const batch of batches) yield* batch;
}
