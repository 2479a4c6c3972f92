// Three speeds by file name: *.spec.ts beside the source (no I/O), *.int-spec.ts (one room on real
// MongoDB and Redis), *.e2e-spec.ts (the whole application as a person meets it).
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2024',
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': swc },
  transformIgnorePatterns: ['/node_modules/'],
};
const onServices = {
  globalSetup: '<rootDir>/test/support/start-services.mjs',
  globalTeardown: '<rootDir>/test/support/stop-services.mjs',
};

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts'], setupFiles: ['<rootDir>/test/support/no-services.mjs'] },
    { ...shared, ...onServices, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.int-spec.ts'] },
    { ...shared, ...onServices, displayName: 'stories', testMatch: ['<rootDir>/test/stories/**/*.e2e-spec.ts'] },
  ],
  testTimeout: 60_000,
};
