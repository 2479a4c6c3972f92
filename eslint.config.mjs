import tseslint from 'typescript-eslint';

const CLOCK = 'Time comes from Clock.now() (src/clock): a test must be able to set it.';
const NOT_RUN = 'A test that does not run proves nothing.';
const timeRules = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: CLOCK },
];
const moduleRules = [
  { selector: 'ExportDefaultDeclaration', message: 'One name for one thing everywhere: no default exports.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that declares it.' },
];
const testRules = [
  { selector: "CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(skip|only|todo)$/]", message: NOT_RUN },
  { selector: "CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]", message: NOT_RUN },
];

export default tseslint.config(
  { ignores: ['**/*.d.ts', 'dist/', 'node_modules/', '.data/', 'coverage/', 'test/results/', '.adminjs/', '.dependency-cruiser.cjs'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      // A `default` that throws does not count: a new status must be met where it matters.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A class and the interface of its fields may share a name (Environment).
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-control-regex': 'error',
      'no-restricted-syntax': ['error', ...moduleRules, ...timeRules],
    },
  },
  {
    // Nest finds what to inject from the types that the compiler writes down: such an import is no mere type.
    files: ['src/**/*.ts'],
    ignores: ['src/admin/components/**'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  // The panel shows times that pass while one looks: in the browser there is one clock too.
  { files: ['src/clock/**', 'src/admin/components/reader/browser-clock.ts'], rules: { 'no-restricted-syntax': ['error', ...moduleRules] } },
  { files: ['src/cli/**', 'src/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts', 'src/**/*.spec.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...moduleRules, ...testRules] },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { sourceType: 'module', ecmaVersion: 'latest' },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }], 'no-var': 'error', 'prefer-const': 'error', eqeqeq: ['error', 'always', { null: 'ignore' }] },
  },
);
