export * from './authorization';
export * from './case';
export * from './dates';
export * from './decision-clock';
export * from './document';
export * from './refusal';
export * from './renewal';
