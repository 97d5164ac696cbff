import { expect, it } from 'vitest'
import { holdMs, Swipe } from './swipe.ts'

const at = (x: number, y = 0) => ({ x, y })

it('opens when pressed, held and dragged to the left', () => {
  const swipe = new Swipe(160)
  swipe.down(at(300), 0)
  expect(swipe.move(at(301, 3), holdMs)).toBe(true)
  expect(swipe.move(at(200, 4), holdMs + 100)).toBe(true)
  expect(swipe.offset).toBe(-100)
  expect(swipe.up()).toBe(false)
  expect(swipe.offset).toBe(-160)
})

it('falls back when it is let go too early, and never goes further than what lies behind', () => {
  const swipe = new Swipe(160)
  swipe.down(at(300), 0)
  swipe.move(at(270), 300)
  swipe.up()
  expect(swipe.isOpen).toBe(false)
  swipe.down(at(300), 0)
  swipe.move(at(20), 300)
  expect(swipe.offset).toBe(-160)
  swipe.move(at(400), 400)
  expect(swipe.offset).toBe(0)
})

it('leaves scrolling to the browser, unless the line was held first', () => {
  const swipe = new Swipe(160)
  swipe.down(at(300), 0)
  expect(swipe.move(at(296, 30), 50)).toBe(false)
  expect(swipe.move(at(100, 30), 80)).toBe(false)
  expect(swipe.up()).toBe(false)
  expect(swipe.isOpen).toBe(false)
})

it('knows a tap, also by a finger that trembles', () => {
  const swipe = new Swipe(160)
  swipe.down(at(300), 0)
  swipe.move(at(303, 2), 40)
  expect(swipe.up()).toBe(true)
})

it('closes again by a drag to the right', () => {
  const swipe = new Swipe(160)
  swipe.down(at(300), 0)
  swipe.move(at(100), 300)
  swipe.up()
  swipe.down(at(100), 1000)
  swipe.move(at(180), 1300)
  swipe.up()
  expect(swipe.isOpen).toBe(false)
})
