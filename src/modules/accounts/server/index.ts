export { type AccountRight, accountVisible, loadAccountRight, loadWritableAccount } from './visibility.ts'
