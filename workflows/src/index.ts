export * from './messages';
export * from './steps';
