export { prepareDemo } from './demo.ts'
export { jobKinds } from './load-sample-shop.ts'
export { routes } from './routes.ts'
