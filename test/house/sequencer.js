// The stories take minutes each: they come first, the longest of them at the very beginning, so that none is left running alone.
import TestSequencer from '@jest/test-sequencer';

const longest = ['weather', 'demo', 'kill', 'taking-back', 'dispute'];

const rank = ({ path }) => {
  const story = /\/test\/e2e\/([\w-]+)\.test\.ts$/.exec(path)?.[1];
  if (story === undefined) return longest.length + 1;
  const place = longest.indexOf(story);
  return place === -1 ? longest.length : place;
};

export default class StoriesFirst extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
}
