import tseslint from 'typescript-eslint';

/** A promise nobody awaits is a write that outlives its transaction, so these are errors. Names and directions are held by test/architecture. */
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'static/', '.cache/'] },
  {
    files: ['src/**/*.ts', 'db/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
    },
  },
);
