// @ts-expect-error: a plain script without types, which must run before anything is installed
import { ensureBuilt } from '../../scripts/build.mjs'
import { ADMINISTRATOR, COMPANY, setUpCompany } from './people.ts'
import { startServer } from './server.ts'

/** Builds the web app if its sources have changed, starts one server for all journeys, and founds the company they happen in, with the sample story. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (!ensureBuilt()) throw new Error('The web app does not build.')
  const server = await startServer()
  process.env.ICEBREAKER_URL = server.address
  try {
    await setUpCompany(server.address, COMPANY, ADMINISTRATOR, { withStory: true })
  } catch (error) {
    await server.stop()
    throw error
  }
  return () => server.stop()
}
