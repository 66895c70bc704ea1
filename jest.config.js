export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/docs/examples'],
  maxWorkers: 2,
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/house/sequencer.js',
  reporters: ['default', '<rootDir>/test/house/closing-line.js'],
};
