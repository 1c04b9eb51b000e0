export { answer, type Refused } from './answer';
export { answerLines, type Settings } from './answer-lines';
export { linesOf, type Line } from './lines';
