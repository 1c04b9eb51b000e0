/** `1 case`, `3 cases`, `1,200 cases` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** The input of a text about a number of things. */
export interface Count {
  readonly count: number;
}
