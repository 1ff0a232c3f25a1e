import { expect, it } from 'vitest'
import { Throttle } from './throttle.ts'

const fails = (throttle: Throttle, email: string, ip: string): number => {
  try {
    throttle.attempt(email, ip)
    return 0
  } catch (error) {
    return Number((error as { params?: { seconds: number } }).params?.seconds)
  }
}

it('guesses from everywhere at one e-mail are slowed down in the end, and so is one address guessing at many', () => {
  let now = 0
  const throttle = new Throttle(() => now)
  let wait = 0
  for (let i = 0; i < 31; i++) wait = fails(throttle, 'boss@acme.example', `10.0.0.${i}`)
  expect(wait).toBe(30)
  expect(fails(throttle, 'other@acme.example', '10.0.0.200')).toBe(0)
  now += 31_000
  expect(fails(throttle, 'boss@acme.example', '10.0.1.1')).toBe(0)

  for (let i = 0; i < 51; i++) wait = fails(throttle, `guess${i}@acme.example`, '10.2.2.2')
  expect(wait).toBe(30)
})

it('a success is not counted against anybody: an office behind one address signs in all day', () => {
  const throttle = new Throttle(() => 0)
  for (let i = 0; i < 200; i++) {
    expect(fails(throttle, `colleague${i % 7}@acme.example`, '10.3.3.3')).toBe(0)
    throttle.succeeded(`colleague${i % 7}@acme.example`, '10.3.3.3')
  }
})
