export { whichTill } from './device/which-till.ts'
export { routes } from './routes.ts'
