import js from '@eslint/js'
import tseslint from 'typescript-eslint'

/** Bugs only. Commas are Prettier's; taste is in the house. */
export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'data', '.cache', 'coverage'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-undef': 'off',
      'no-redeclare': 'off',
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['public/**/*.js'],
    languageOptions: { globals: browserGlobals() },
  },
  {
    files: ['scripts/**/*.mjs', '*.js', 'test/**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', performance: 'readonly' },
    },
  },
)

function browserGlobals() {
  const names =
    'window document navigator location history customElements HTMLElement HTMLTextAreaElement HTMLFormElement HTMLInputElement HTMLButtonElement HTMLDialogElement Element Node Event CustomEvent KeyboardEvent FormData URLSearchParams URL fetch EventSource AbortController setTimeout clearTimeout setInterval clearInterval requestAnimationFrame requestIdleCallback matchMedia indexedDB IDBKeyRange crypto console localStorage sessionStorage addEventListener removeEventListener IntersectionObserver MutationObserver ResizeObserver CSS Intl performance structuredClone queueMicrotask getSelection Highlight StaticRange NodeFilter'
  return Object.fromEntries(names.split(' ').map((name) => [name, 'readonly']))
}
