export { type AccountRight, accountVisible, loadAccountRight, loadWritableAccount } from './visibility-store.ts'
