export { actorOfSeat } from './actor.ts'
