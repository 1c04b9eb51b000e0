const { default: Sequencer } = require('@jest/test-sequencer');

/** Specs that start a whole stack take longest by far, however short they are: none of them comes last. */
module.exports = class extends Sequencer {
  sort(specs) {
    const sorted = super.sort(specs);
    const startsStack = ({ path }) => /[/\\]src[/\\](web|stack)[/\\]/.test(path);
    return [...sorted.filter(startsStack), ...sorted.filter((spec) => !startsStack(spec))];
  }
};
