export { actorOfSeat } from './actor-store.ts'
