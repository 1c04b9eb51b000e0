/**
 * Lints texts as if they stood in files of this project, by its own configuration. Reads
 * `{ rules, typed, planted: [{ file, text }] }` from standard input and writes, for each text, the
 * rules that it broke. Runs as a process of its own, because ESLint is no guest of Jest.
 */
import { json } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const { rules, typed, planted } = await json(process.stdin);
const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => rules.includes(ruleId),
  // Rules about imports need no types, and reading all types takes long.
  overrideConfig: typed ? {} : { languageOptions: { parserOptions: { projectService: false } } },
});
const broken = [];
for (const { file, text } of planted) {
  const [result] = await eslint.lintText(text, { filePath: file });
  broken.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(broken));
