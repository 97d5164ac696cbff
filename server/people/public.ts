export { routes } from './routes.ts'
export { addStaff, makeOwner } from './staff.ts'
export { whoIs } from './who-is.ts'
export { addSuppliers, findSuppliers } from './suppliers.ts'
