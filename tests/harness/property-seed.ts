import fc from 'fast-check'

/*
 * Property tests try the same cases in every run, so that what passed here passes elsewhere; `PROPERTY_SEED=7 npx vitest run …`
 * tries others. A case that once failed stands in its test as an example.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261122) })
