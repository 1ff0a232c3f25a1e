import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { StartError } from './db/start-error.ts'

function refusal(env: Record<string, string>): StartError {
  try {
    readConfig(env)
  } catch (error) {
    return error as StartError
  }
  throw new Error('it was accepted')
}

describe('settings', () => {
  test('without any, Icebreaker serves this machine alone and brings its own database', () => {
    expect(readConfig({}, '/srv/icebreaker')).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: '/srv/icebreaker/data',
      databaseUrl: undefined,
    })
  })

  test('an empty value is no value, as compose files write it', () => {
    expect(readConfig({ PORT: '', HOST: ' ', ICEBREAKER_DATA: '', DATABASE_URL: '' }, '/srv')).toEqual(
      readConfig({}, '/srv'),
    )
  })

  test('each is taken as given', () => {
    const env = {
      PORT: '8080',
      HOST: '::1',
      ICEBREAKER_DATA: '/var/lib/破冰',
      DATABASE_URL: 'postgres://a:b%40c@db:5433/sales',
    }
    expect(readConfig(env)).toEqual({
      port: 8080,
      host: '::1',
      dataFolder: '/var/lib/破冰',
      databaseUrl: env.DATABASE_URL,
    })
  })

  test.each(['65536', '-1', '30 00', '3000.5', '0x50', 'http', '１２３'])(
    'the port %s is refused by name, value and remedy',
    (PORT) => {
      const error = refusal({ PORT })
      expect(error).toBeInstanceOf(StartError)
      expect(error.code).toBe('setting-invalid')
      expect(error.en).toContain(`PORT has the value "${PORT}"`)
      expect(error.en).toContain('from 0 to 65535')
      expect(error.zh).toContain(`PORT 的值“${PORT}”`)
    },
  )

  test.each(['http://localhost', '0.0.0.0/0', 'two words'])('the host %s is refused', (HOST) => {
    expect(refusal({ HOST }).en).toContain('PORT')
  })

  test.each(['mysql://u:secret@h/d', 'postgres://u:secret@h', 'u:secret@h/d', 'postgres://u:sec ret#@h:x/d'])(
    'a database address of the wrong form is refused without repeating the password',
    (DATABASE_URL) => {
      const error = refusal({ DATABASE_URL })
      expect(error.line()).toContain('DATABASE_URL')
      expect(error.line()).not.toContain('sec')
    },
  )

  test('a refusal is one line, whatever the value held', () => {
    expect(refusal({ PORT: '1\n2' }).line().split('\n')).toHaveLength(1)
  })
})
