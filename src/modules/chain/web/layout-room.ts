/** Rooms the chart leaves between what it draws, in its own pixels. */

/** Room below a box for the bus of lines and the name of the department that follows. */
export const FALL = 60
export const BUS = 22
export const SLOT = 96
export const GAP = 28
export const STACK_GAP = 12
export const INDENT = 20
export const NAME_ROOM = 30
