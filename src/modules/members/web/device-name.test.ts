import { expect, it } from 'vitest'
import { deviceName, isHandheld } from './device-name.ts'

it('calls a device what its owner calls it', () => {
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50'
  const desk =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0'
  expect([deviceName(phone), isHandheld(phone)]).toEqual(['iPhone · 微信', true])
  expect([deviceName(desk), isHandheld(desk)]).toEqual(['Windows · Edge', false])
  expect(deviceName('curl/8.5.0')).toBeNull()
})
