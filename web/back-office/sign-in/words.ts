export const words = {
  title: 'Sign in',
  tagline: 'Which batch, which piece, from whom, to whom.',
  email: 'E-mail',
  password: 'Password',
  enter: 'Sign in',
} as const
