import { createContext } from 'react'

/** Whether something stands within a page or a sheet, under its heading and within its margins; if not, it is all there is of the screen. */
export const WithinPage = createContext(false)
